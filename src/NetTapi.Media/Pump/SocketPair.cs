using System.Net;
using System.Net.Sockets;

namespace NetTapi.Media;

/// <summary>The RTP and the RTCP socket of one leg, both never blocking: sending, and closing once.</summary>
internal sealed class SocketPair(Socket rtp, Socket rtcp, IPacketHandler handler, Action<SocketPair> onClose) : IPacketPort
{
    private int _closing;

    public Socket Rtp { get; } = rtp;

    public Socket Rtcp { get; } = rtcp;

    public IPacketHandler Handler { get; } = handler;

    public IPEndPoint Local { get; } = (IPEndPoint)rtp.LocalEndPoint!;

    public bool IsClosed => Volatile.Read(ref _closing) != 0;

    public bool Send(ReadOnlySpan<byte> packet, SocketAddress to) => Send(Rtp, packet, to);

    public bool SendControl(ReadOnlySpan<byte> packet, SocketAddress to) => Send(Rtcp, packet, to);

    public void Close()
    {
        if (Interlocked.Exchange(ref _closing, 1) == 0) onClose(this);
    }

    /// <summary>Hands a packet on, unless the leg has ended meanwhile.</summary>
    public void Hand(Span<byte> packet, SocketAddress from, bool isControl, long ticks)
    {
        if (IsClosed) return;
        if (isControl) Handler.OnControlPacket(packet, PeerAddress.From(from));
        else Handler.OnPacket(packet, PeerAddress.From(from), ticks);
    }

    private bool Send(Socket socket, ReadOnlySpan<byte> packet, SocketAddress to)
    {
        if (IsClosed) return false;
        try
        {
            return socket.SendTo(packet, SocketFlags.None, to) == packet.Length;
        }
        catch (SocketException)
        {
            // No room, no route, a port unreachable before: for media all the same as a packet lost on the way. The caller counts.
            return false;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }
}
