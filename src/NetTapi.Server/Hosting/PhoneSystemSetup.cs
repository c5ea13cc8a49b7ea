using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Server.Configuration;
using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Switching;

namespace NetTapi.Server.Hosting;

/// <summary>Puts the phone system into the host.</summary>
internal static class PhoneSystemSetup
{
    /// <summary>Adds it. The caller adds the loop, the directory and who is told of facts.</summary>
    public static IServiceCollection AddPhoneSystem(this IServiceCollection services, ServerOptions options, SipParts sip) => services
        .AddSingleton(sip.UserAgent)
        .AddSingleton<IMediaPlane>(sip.Media)
        .AddSingleton<ISwitch, AbsentSwitch>();

    /// <summary>Ends all calls, and waits until their end notices are handed over (N13).</summary>
    public static Task EndCallsAsync(this IServiceProvider parts)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        parts.GetRequiredService<IControlLoop>().Post(() => parts.GetRequiredService<CallBook>().WhenEmpty(over.SetResult));
        return over.Task;
    }
}
