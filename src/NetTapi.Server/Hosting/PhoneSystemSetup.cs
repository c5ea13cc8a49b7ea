using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Server.Configuration;
using NetTapi.Server.Health;
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
        .AddSingleton<SwitchJournal>()
        .AddSingleton(OptionsOf(options))
        .AddSingleton(options.Recordings)
        .AddSingleton<RecordingKeeper>()
        .AddHostedService(parts => parts.GetRequiredService<RecordingKeeper>())
        .AddSingleton(MakeSwitch)
        .AddSingleton<IFreshFigures>(parts => ActivatorUtilities.CreateInstance<SwitchGauges>(parts, sip))
        .AddSingleton<ISwitch>(parts => parts.GetRequiredService<BuiltInSwitch>());

    /// <summary>What the configuration says of the phone system.</summary>
    /// <exception cref="StartException">The music on hold, or the announcement of recordings, can't be played.</exception>
    internal static SwitchOptions OptionsOf(ServerOptions options) => new()
    {
        Realm = options.Sip.Realm,
        DigestAlgorithms = options.Sip.DigestAlgorithms,
        AdvertisedAddress = options.Sip.AdvertisedAddress,
        RingTimeout = options.Switch.RingTimeout,
        FeatureDigitTimeout = options.Switch.FeatureDigitTimeout,
        ParkCallBack = options.Switch.ParkCallBack,
        MediaTimeout = options.Switch.MediaTimeout,
        MediaTimeoutAction = options.Switch.MediaTimeoutAction,
        MusicOnHold = options.Switch.MusicOnHold is { } music ? Load("Switch:MusicOnHold", music) : null,
        TimeZone = options.Sessions.TimeZone,
        Recordings = new RecordingOptions
        {
            Directory = options.Recordings.Directory,
            Mono = options.Recordings.Mono,
            Beep = options.Recordings.Beep,
            Announcement = Playable("Recordings:Announcement", options.Recordings.Announcement),
        },
    };

    private static BuiltInSwitch MakeSwitch(IServiceProvider parts) => ActivatorUtilities.CreateInstance<BuiltInSwitch>(
        parts, parts.GetRequiredService<SwitchOptions>() with { Journal = parts.GetRequiredService<SwitchJournal>() });

    /// <summary>A file that is read when it is needed, and would be missed only then.</summary>
    private static string? Playable(string key, string? file)
    {
        if (file is not null) Load(key, file);
        return file;
    }

    private static Sound Load(string key, string file)
    {
        try
        {
            return Sound.Load(file);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new StartException($"{key}: {file}: {refusal.Message}", refusal);
        }
    }

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
