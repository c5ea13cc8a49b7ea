using System.Net;
using NetTapi.Server.Configuration;
using NetTapi.Server.Health;
using NetTapi.Server.Sessions;
using NetTapi.Storage;

namespace NetTapi.Server.Hosting;

/// <summary>The whole server in one object: built, started and stopped in order. The program runs one; tests run as many as they like.</summary>
internal sealed class ServerHost : IAsyncDisposable
{
    private static readonly TimeSpan SessionDeadline = TimeSpan.FromSeconds(2);

    // With what the parts have, below the 10 s after which whoever stops the server may kill it.
    private static readonly TimeSpan StepsDeadline = TimeSpan.FromSeconds(7);

    private readonly ServerParts _parts;
    private readonly SipParts _sip;
    private readonly WebApplication _application;
    private readonly WebListeners _listeners;
    private Task? _stopped;

    private ServerHost(ServerParts parts, SipParts sip, WebApplication application, WebListeners listeners)
    {
        _parts = parts;
        _sip = sip;
        _application = application;
        _listeners = listeners;
    }

    /// <summary>Where applications connect, in the order of the configuration; real ports.</summary>
    public IReadOnlyList<IPEndPoint> NetTapi => _listeners.NetTapi;

    /// <summary>Where SIP peers send, in the order of the configuration; real ports.</summary>
    public IReadOnlyList<SipListener> Sip => _sip.Listeners;

    /// <summary>Where machines ask, in the order of the configuration; real ports.</summary>
    public IReadOnlyList<IPEndPoint> Http => _listeners.Http;

    /// <summary>What the server is made of, for tests that look inside.</summary>
    public IServiceProvider Services => _application.Services;

    /// <summary>Starts everything; when it returns, everything listens.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="readings">Where instants are read from; timers run on the machine's clock in any case. Null: the machine's clock.</param>
    /// <param name="logging">Sets logging up; null: no logs.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="StartException">An address is in use, or the directory can't be used.</exception>
    /// <exception cref="StorageException">The database can't be used.</exception>
    public static async Task<ServerHost> StartAsync(
        ServerOptions options, TimeProvider? readings = null, Action<ILoggingBuilder>? logging = null, CancellationToken cancellation = default)
    {
        var host = await BuildAsync(options, await ServerParts.CreateAsync(options, readings, logging, cancellation));
        try
        {
            await host.Services.StartTelephonyAsync(options, cancellation);
            await host._listeners.StartAsync(host._application, cancellation);

            // Last, so that no call comes before everything else can take it.
            await host.Services.StartPhoneSystemAsync(host._sip);
            return host;
        }
        catch
        {
            await host.StopAsync();
            throw;
        }
    }

    /// <summary>Stops in order (N13): nothing new is taken; calls are ended and their end notices sent; sessions are closed; records are written out. Within 10 s.</summary>
    public Task StopAsync() => _stopped ??= StopInOrderAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task<ServerHost> BuildAsync(ServerOptions options, ServerParts parts)
    {
        SipParts? sip = null;
        try
        {
            sip = await SipParts.BindAsync(options, parts.Loop, parts.Log.LoopFault);
            var listeners = new WebListeners(options);
            return new ServerHost(parts, sip, BuildApplication(options, parts, sip, listeners), listeners);
        }
        catch
        {
            if (sip is not null) await sip.DisposeAsync();
            await parts.DisposeAsync();
            throw;
        }
    }

    private static WebApplication BuildApplication(ServerOptions options, ServerParts parts, SipParts sip, WebListeners listeners)
    {
        // Empty: nothing of ASP.NET's own sources of configuration, which would read the environment.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(listeners.Configure);
        builder.Services.AddRouting();
        parts.AddTo(builder.Services);
        builder.Services.AddTelephony(options).AddPhoneSystem(options, sip);
        builder.Services.AddNetTapiSessions(options.Sessions);
        builder.Services.AddNetTapiHealth().AddReadinessCheck<StorageHealthCheck>("database").AddReadinessCheck<GatewayHealthCheck>("gateways");
        var application = builder.Build();
        application.MapNetTapiHealth();
        return application;
    }

    private async Task StopInOrderAsync()
    {
        var registry = Services.GetRequiredService<SessionRegistry>();
        StopStep[] steps =
        [
            new("taking no more sessions", TimeSpan.FromSeconds(1), () => StopAccepting(registry)),
            new("ending calls", TimeSpan.FromSeconds(4), () => Services.EndCallsAsync()),
            new("closing sessions", SessionDeadline + TimeSpan.FromSeconds(1), () => registry.CloseAllAsync(SessionDeadline)),
            new("closing listeners", TimeSpan.FromSeconds(1), () => _application.StopAsync()),
            new("disposing of services", TimeSpan.FromSeconds(1), async () => await _application.DisposeAsync()),
            new("closing SIP and media", TimeSpan.FromSeconds(1), async () => await _sip.DisposeAsync()),
        ];
        await StopStep.RunAllAsync(steps, StepsDeadline, TimeProvider.System, _parts.Log);
        await _parts.DisposeAsync();
    }

    private static Task StopAccepting(SessionRegistry registry)
    {
        registry.StopAccepting();
        return Task.CompletedTask;
    }
}
