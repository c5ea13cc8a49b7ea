using System.Net;
using System.Net.Sockets;

namespace NetTapi.Media;

/// <summary>The RTP and the RTCP socket of one leg, each received from in a loop of its own that allocates nothing for a packet.</summary>
internal sealed class SocketPair(
    Socket rtp,
    Socket rtcp,
    IPacketHandler handler,
    PacketBuffers buffers,
    TimeProvider time,
    Action<SocketPair> onClosed,
    Action<Exception> onFault) : IPacketPort
{
    private int _closing;

    public IPEndPoint Local { get; } = (IPEndPoint)rtp.LocalEndPoint!;

    /// <summary>Done when both sockets are closed and nothing more will be received.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    public void Start() => Completion = RunAsync();

    public bool Send(ReadOnlySpan<byte> packet, SocketAddress to) => Send(rtp, packet, to);

    public bool SendControl(ReadOnlySpan<byte> packet, SocketAddress to) => Send(rtcp, packet, to);

    public void Close()
    {
        if (Interlocked.Exchange(ref _closing, 1) != 0) return;
        ThreadPool.UnsafeQueueUserWorkItem(
            static pair =>
            {
                pair.Rtp.Dispose();
                pair.Rtcp.Dispose();
            },
            (Rtp: rtp, Rtcp: rtcp),
            preferLocal: false);
    }

    private static bool Send(Socket socket, ReadOnlySpan<byte> packet, SocketAddress to)
    {
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

    private async Task RunAsync()
    {
        await Task.WhenAll(ReceiveAsync(rtp, isControl: false), ReceiveAsync(rtcp, isControl: true)).ConfigureAwait(false);
        onClosed(this);
    }

    private async Task ReceiveAsync(Socket socket, bool isControl)
    {
        var buffer = buffers.Rent();
        var from = new SocketAddress(socket.AddressFamily);
        while (Volatile.Read(ref _closing) == 0)
        {
            try
            {
                var length = await socket.ReceiveFromAsync(buffer, SocketFlags.None, from).ConfigureAwait(false);
                Hand(buffer.Span[..length], from, isControl);
            }
            catch (SocketException)
            {
                // An ICMP error of an earlier send, or the socket was closed under us: the loop's condition tells which.
            }
            catch (ObjectDisposedException)
            {
                break;
            }
#pragma warning disable CA1031 // A tap that throws costs its packet and is reported; the leg is not deaf for it.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                onFault(fault);
            }
        }

        buffers.Return(buffer);
    }

    private void Hand(Span<byte> packet, SocketAddress from, bool isControl)
    {
        if (isControl) handler.OnControlPacket(packet, PeerAddress.From(from));
        else handler.OnPacket(packet, PeerAddress.From(from), time.GetTimestamp());
    }
}
