using System.Net;
using System.Net.Sockets;

namespace NetTapi.Media;

/// <summary>Binds pairs of neighbouring ports out of a pool.</summary>
internal sealed class PortBinder(PortPool ports, Action<Exception> onFault)
{
    /// <summary>Binds a pair for a handler; null where none is free, or the address is not ours.</summary>
    /// <param name="local">An address of ours.</param>
    /// <param name="handler">Who gets the packets.</param>
    /// <param name="onClose">Called once, when the pair is to be closed.</param>
    public SocketPair? Bind(IPAddress local, IPacketHandler handler, Action<SocketPair> onClose)
    {
        for (var tries = ports.Tries; tries > 0 && (ports.IsAny ? 0 : ports.Take()) is { } port; tries--)
        {
            try
            {
                if (BindPair(local, port) is { } sockets) return new SocketPair(sockets.Rtp, sockets.Rtcp, handler, onClose);
            }
            catch (SocketException fault)
            {
                // Not a port in use but an address that is not ours, or no more sockets: no other port would do better.
                onFault(fault);
                tries = 1;
            }

            ports.Release(port);
        }

        return null;
    }

    /// <summary>Closes both sockets; their ports rest.</summary>
    public void Unbind(SocketPair pair)
    {
        pair.Rtp.Dispose();
        pair.Rtcp.Dispose();
        ports.Release(pair.Local.Port);
    }

    private static (Socket Rtp, Socket Rtcp)? BindPair(IPAddress local, int port)
    {
        if (TryBind(local, port) is not { } rtp) return null;
        var bound = ((IPEndPoint)rtp.LocalEndPoint!).Port;

        Socket? rtcp = null;
        try
        {
            // RTP has the even port of the two (RFC 3550 11); an odd one the system chose is given back.
            rtcp = bound % 2 == 0 ? TryBind(local, bound + 1) : null;
            return rtcp is null ? null : (rtp, rtcp);
        }
        finally
        {
            if (rtcp is null) rtp.Dispose();
        }
    }

    private static Socket? TryBind(IPAddress local, int port)
    {
        var socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(local, port));

            // A full send buffer must drop the packet, not hold the thread.
            socket.Blocking = false;
            return socket;
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            if (fault.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied) return null;
            throw;
        }
    }
}
