using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Server.Configuration;
using NetTapi.Switch;
using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Switching;

namespace NetTapi.Server.Hosting;

/// <summary>Puts the built-in phone system into the host, and has it begin and end on the loop.</summary>
internal static class PhoneSystemSetup
{
    /// <summary>Adds it. The caller adds the loop, the directory and who is told of facts.</summary>
    public static IServiceCollection AddPhoneSystem(this IServiceCollection services, ServerOptions options, SipParts sip) => services
        .AddSingleton(sip.UserAgent)
        .AddSingleton<IMediaPlane>(sip.Media)
        .AddSingleton(new SwitchOptions
        {
            Realm = options.Sip.Realm,
            DigestAlgorithms = options.Sip.DigestAlgorithms,
            RingTimeout = options.Switch.RingTimeout,
            AdvertisedAddress = options.Sip.AdvertisedAddress,
        })
        .AddSingleton<BuiltInSwitch>()
        .AddSingleton<ISwitch>(parts => parts.GetRequiredService<BuiltInSwitch>());

    /// <summary>From now on phones register and calls are taken.</summary>
    public static Task StartPhoneSystemAsync(this IServiceProvider parts, SipParts sip)
    {
        var phoneSystem = parts.GetRequiredService<BuiltInSwitch>();
        return parts.OnLoopAsync(done =>
        {
            phoneSystem.Start();
            sip.UserAgent.Start();
            done();
        });
    }

    /// <summary>Ends all calls, and waits until their end notices are handed over (N13).</summary>
    public static Task EndCallsAsync(this IServiceProvider parts) => parts.OnLoopAsync(done =>
    {
        parts.GetRequiredService<BuiltInSwitch>().Stop();
        parts.GetRequiredService<CallBook>().WhenEmpty(done);
    });

    // What fails on the loop fails the task, not only a line of the log.
    private static Task OnLoopAsync(this IServiceProvider parts, Action<Action> action)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        parts.GetRequiredService<IControlLoop>().Post(() =>
        {
            try
            {
                action(() => over.TrySetResult());
            }
            catch (Exception fault)
            {
                over.TrySetException(fault);
            }
        });
        return over.Task;
    }
}
