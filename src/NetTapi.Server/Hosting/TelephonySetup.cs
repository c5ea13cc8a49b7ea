using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Server.Configuration;
using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Notices;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;

namespace NetTapi.Server.Hosting;

/// <summary>Puts the domain into the host: call book and desk.</summary>
internal static class TelephonySetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Adds them. The caller adds loop, directory, stores, switch and the sink of notices.</summary>
    public static IServiceCollection AddTelephony(this IServiceCollection services, ServerOptions options) => services
        .AddSingleton<Interests>()
        .AddSingleton<IAuditLog, AuditLog>()
        .AddSingleton(MakeBook)
        .AddSingleton<ISwitchObserver>(parts => parts.GetRequiredService<CallBook>())
        .AddSingleton(parts => ActivatorUtilities.CreateInstance<Desk>(parts, options.NetTapi.OpenAccess ? AccessPolicy.Open : AccessPolicy.OwnOrPrivileged));

    /// <summary>Closes what a crash left open (N13) and reserves serials (N8): afterwards calls can come.</summary>
    /// <param name="parts">The container.</param>
    /// <param name="options">The configuration.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="StartException">The disk refuses.</exception>
    public static async Task StartTelephonyAsync(this IServiceProvider parts, ServerOptions options, CancellationToken cancellation)
    {
        var book = parts.GetRequiredService<CallBook>();
        var store = parts.GetRequiredService<ICallStore>();
        var cutShort = await store.ReadOpenCallsAsync(cancellation);
        var onDisk = ImmutableArray.CreateBuilder<StayRecord>();
        foreach (var call in cutShort) onDisk.AddRange(await store.ReadStaysAsync(call.Serial, cancellation));
        var now = parts.GetRequiredService<TimeProvider>().GetUtcNow();
        var open = RecordingMending.Mend(cutShort, options.Recordings.Directory, options.Sessions.TimeZone, now, parts.GetRequiredService<ILogger<ServerHost>>());
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        parts.GetRequiredService<IControlLoop>().Post(() =>
        {
            book.Recover(open, onDisk.DrainToImmutable());
            book.Start(ready.SetResult);
        });
        try
        {
            await ready.Task.WaitAsync(Patience, TimeProvider.System, cancellation);
        }
        catch (TimeoutException refusal)
        {
            throw new StartException("no serials could be reserved in the database: the disk refuses", refusal);
        }
    }

    private static CallBook MakeBook(IServiceProvider parts) => new(
        parts.GetRequiredService<IControlLoop>(),
        parts.GetRequiredService<LiveDirectory>(),
        parts.GetRequiredService<Interests>(),
        parts.GetRequiredService<ICallStore>(),
        parts.GetRequiredService<INoticeSink>(),
        // Greater than any before it while the clock does not go back between two runs; it marks where a stream of events began anew.
        parts.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds(),
        parts.GetRequiredService<IAuditLog>().OutOfSerials);
}
