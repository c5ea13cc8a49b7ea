using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace NetTapi.Media;

/// <summary>The pump of two sockets a leg, received from by the thread pool.</summary>
internal sealed class SocketPump(PortPool ports, PacketBuffers buffers, TimeProvider time, Action<Exception> onFault) : IPacketPump
{
    private readonly ConcurrentDictionary<SocketPair, byte> _open = new();

    /// <summary>Pairs whose sockets are not yet closed.</summary>
    public int OpenPairs => _open.Count;

    public IPacketPort? Open(IPAddress local, IPacketHandler handler)
    {
        for (var tries = ports.Tries; tries > 0; tries--)
        {
            if (BindPair(local) is not { } sockets) continue;
            var pair = new SocketPair(sockets.Rtp, sockets.Rtcp, handler, buffers, time, OnClosed, onFault);
            _open.TryAdd(pair, 0);
            pair.Start();
            return pair;
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pair in _open.Keys)
        {
            pair.Close();
            await pair.Completion.ConfigureAwait(false);
        }
    }

    private void OnClosed(SocketPair pair)
    {
        ports.Release(pair.Local.Port);
        _open.TryRemove(pair, out _);
    }

    private (Socket Rtp, Socket Rtcp)? BindPair(IPAddress local)
    {
        var chosen = ports.IsAny ? 0 : ports.Take();
        if (chosen is not { } port) return null;
        var rtp = TryBind(local, port);
        if (rtp is null)
        {
            ports.Release(port);
            return null;
        }

        var bound = ((IPEndPoint)rtp.LocalEndPoint!).Port;

        // RTP has the even port of the two (RFC 3550 11); an odd one the system chose is given back.
        var rtcp = bound % 2 == 0 ? TryBind(local, bound + 1) : null;
        if (rtcp is not null) return (rtp, rtcp);
        rtp.Dispose();
        ports.Release(port);
        return null;
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
        catch (SocketException)
        {
            // In use by another program, or no address of this machine: the caller tries the next pair, and says so when there is none.
            socket.Dispose();
            return null;
        }
    }
}
