using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace NetTapi.Media;

/// <summary>The pump where there is no epoll: each socket is received from in a loop of its own on the thread pool, which allocates nothing for a packet.</summary>
internal sealed class SocketPump(PortBinder binder, PacketBuffers buffers, TimeProvider time, Action<Exception> onFault) : IPacketPump
{
    private readonly ConcurrentDictionary<SocketPair, Task> _open = new();

    public int OpenPairs => _open.Count;

    public IPacketPort? Open(IPAddress local, IPacketHandler handler)
    {
        if (binder.Bind(local, handler, Close) is not { } pair) return null;
        _open.TryAdd(pair, Task.WhenAll(ReceiveAsync(pair, pair.Rtp, isControl: false), ReceiveAsync(pair, pair.Rtcp, isControl: true)));
        return pair;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (pair, receiving) in _open)
        {
            pair.Close();
            await receiving.ConfigureAwait(false);
        }
    }

    private void Close(SocketPair pair)
    {
        // Receives that wait end with an exception each: not on the loop.
        ThreadPool.UnsafeQueueUserWorkItem(static call => call.binder.Unbind(call.pair), (binder, pair), preferLocal: false);
        _open.TryRemove(pair, out _);
    }

    private async Task ReceiveAsync(SocketPair pair, Socket socket, bool isControl)
    {
        var buffer = buffers.Rent();
        var from = new SocketAddress(socket.AddressFamily);
        while (!pair.IsClosed)
        {
            try
            {
                var length = await socket.ReceiveFromAsync(buffer, SocketFlags.None, from).ConfigureAwait(false);
                pair.Hand(buffer.Span[..length], from, isControl, time.GetTimestamp());
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
}
