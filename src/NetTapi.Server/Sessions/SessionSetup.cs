using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using NetTapi.Protocol.Encodings;
using NetTapi.Server.Sessions.FanOut;
using NetTapi.Server.Sessions.Login;
using NetTapi.Server.Sessions.Outbound;
using NetTapi.Telephony.Notices;

namespace NetTapi.Server.Sessions;

/// <summary>Puts the sessions into a host.</summary>
internal static class SessionSetup
{
    /// <summary>Bytes read ahead of a session that is still busy with a request; Kestrel's own default of 1 MiB is too much for 10,000 of them.</summary>
    private const int InputBufferBytes = 64 * 1024;

    /// <summary>
    /// Adds what NetTAPI sessions need. The caller adds IControlLoop, LiveDirectory, Desk and TimeProvider, as singletons; the Desk and the
    /// call book get their <see cref="INoticeSink"/> from here.
    /// </summary>
    public static IServiceCollection AddNetTapiSessions(this IServiceCollection services, SessionOptions options)
    {
        services.AddMetrics();
        services.AddSingleton(options);
        services.AddSingleton<SessionMetrics>();
        services.AddSingleton<SessionRegistry>();
        services.AddSingleton<LoginThrottle>();
        services.AddSingleton<Authenticator>();
        services.AddSingleton(new OutboundBudget(options.OutboundTotalBytes, options.MaxConnections));
        services.AddSingleton<SessionServices>();
        services.AddSingleton<NoticeFanOut>();
        services.AddSingleton<INoticeSink>(provider => provider.GetRequiredService<NoticeFanOut>());
        services.Configure<SocketTransportOptions>(transport => transport.MaxReadBufferSize = InputBufferBytes);
        return services;
    }

    /// <summary>Serves NetTAPI on a listener: <c>kestrel.Listen(endpoint, listen => listen.UseNetTapi(WireEncoding.Utf8))</c>.</summary>
    /// <param name="listen">The listener.</param>
    /// <param name="encoding">Its encoding (W6).</param>
    public static void UseNetTapi(this IConnectionBuilder listen, WireEncoding encoding)
    {
        // Not before the first connection: listeners are described while the container is still being filled.
        var handler = new Lazy<NetTapiConnectionHandler>(() => ActivatorUtilities.CreateInstance<NetTapiConnectionHandler>(listen.ApplicationServices, encoding));
        listen.Run(connection => handler.Value.OnConnectedAsync(connection));
    }
}
