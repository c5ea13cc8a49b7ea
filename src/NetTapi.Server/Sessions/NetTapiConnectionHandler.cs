using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using NetTapi.Protocol.Encodings;

namespace NetTapi.Server.Sessions;

/// <summary>Takes the connections of one listener (S1): decides whether a peer may connect at all, and runs its session.</summary>
/// <param name="encoding">The listener's encoding (W6).</param>
/// <param name="services">What every session uses.</param>
internal sealed class NetTapiConnectionHandler(WireEncoding encoding, SessionServices services) : ConnectionHandler
{
    /// <inheritdoc />
    /// <remarks>The connection is closed when the task ends.</remarks>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        if (connection.RemoteEndPoint is not IPEndPoint peer || !services.Options.AllowFrom.Contains(peer.Address))
        {
            services.Metrics.ConnectionRefused("network");
            services.Strangers.NotAllowed(connection.RemoteEndPoint);
            return;
        }

        Socket socket = connection.Features.Get<IConnectionSocketFeature>()!.Socket;
        KeepAlive.TurnOn(socket);
        var session = new SessionConnection(connection, socket, encoding, services);
        bool entered = services.Registry.TryAdd(session);
        try
        {
            if (entered) await session.RunAsync();
            else services.Metrics.ConnectionRefused("limit");
        }
        finally
        {
            session.Dispose();
            if (entered) services.Registry.Remove(session);
        }
    }
}
