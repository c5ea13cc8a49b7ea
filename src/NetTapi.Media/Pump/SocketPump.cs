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
        for (var tries = ports.Tries; tries > 0 && (ports.IsAny ? 0 : ports.Take()) is { } port; tries--)
        {
            try
            {
                if (BindPair(local, port) is { } sockets) return Start(sockets.Rtp, sockets.Rtcp, handler);
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

    public async ValueTask DisposeAsync()
    {
        foreach (var pair in _open.Keys)
        {
            pair.Close();
            await pair.Completion.ConfigureAwait(false);
        }
    }

    private SocketPair Start(Socket rtp, Socket rtcp, IPacketHandler handler)
    {
        var pair = new SocketPair(rtp, rtcp, handler, buffers, time, OnClosed, onFault);
        _open.TryAdd(pair, 0);
        pair.Start();
        return pair;
    }

    private void OnClosed(SocketPair pair)
    {
        ports.Release(pair.Local.Port);
        _open.TryRemove(pair, out _);
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
