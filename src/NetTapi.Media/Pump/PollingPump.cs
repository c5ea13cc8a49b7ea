using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace NetTapi.Media;

/// <summary>
/// The pump of Linux: one thread waits for all sockets of all legs, receives and hands on. What a handler sends is sent on the same thread.
/// </summary>
/// <remarks>
/// To wake costs several times what it costs to relay a packet. Where more than a packet a millisecond comes, as of ten calls, it lets four milliseconds' worth gather: a delay of 2 ms on average, which no ear knows and
/// every jitter buffer takes (ITU-T G.114 allows a call 150), for half the cost. The sound of a few calls goes on at once.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed class PollingPump : IPacketPump
{
    private const long StopKey = -1;

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Dense = TimeSpan.FromMilliseconds(1);

    private readonly PortBinder _binder;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _onFault;
    private readonly SocketPoller _poller = new();
    private readonly AnonymousPipeServerStream _stopSeen = new(PipeDirection.In);
    private readonly AnonymousPipeClientStream _stop;
    private readonly ConcurrentDictionary<long, SocketPair> _open = new();
    private readonly Memory<byte> _buffer;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastKey;

    public PollingPump(PortBinder binder, PacketBuffers buffers, TimeProvider time, Action<Exception> onFault)
    {
        _binder = binder;
        _time = time;
        _onFault = onFault;
        _buffer = buffers.Rent();
        _stop = new AnonymousPipeClientStream(PipeDirection.Out, _stopSeen.ClientSafePipeHandle);
        _poller.Watch(_stopSeen.SafePipeHandle, StopKey);
        new Thread(Run) { IsBackground = true, Name = "nettapi media" }.Start();
    }

    public int OpenPairs => _open.Count;

    public IPacketPort? Open(IPAddress local, IPacketHandler handler)
    {
        // Even numbers are RTP sockets, the next ones their RTCP sockets.
        var key = Interlocked.Add(ref _lastKey, 2);
        if (_binder.Bind(local, handler, pair => Close(pair, key)) is not { } pair) return null;
        _open.TryAdd(key, pair);
        try
        {
            _poller.Watch(pair.Rtp.SafeHandle, key);
            _poller.Watch(pair.Rtcp.SafeHandle, key + 1);
            return pair;
        }
        catch (IOException fault)
        {
            _onFault(fault);
            pair.Close();
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pair in _open.Values) pair.Close();
        _stop.WriteByte(0);
        await _ended.Task.ConfigureAwait(false);
        _poller.Dispose();
        await _stop.DisposeAsync().ConfigureAwait(false);
        await _stopSeen.DisposeAsync().ConfigureAwait(false);
    }

    private void Close(SocketPair pair, long key)
    {
        _open.TryRemove(key, out _);
        _binder.Unbind(pair);
    }

    private void Run()
    {
        var from = (V4: new SocketAddress(AddressFamily.InterNetwork), V6: new SocketAddress(AddressFamily.InterNetworkV6));
        Span<long> keys = stackalloc long[SocketPoller.MostEvents];
        var woken = _time.GetTimestamp();
        while (true)
        {
            var ready = keys[.._poller.Wait(keys)];
            var last = woken;
            woken = _time.GetTimestamp();
            foreach (var key in ready)
            {
                if (key == StopKey)
                {
                    _ended.SetResult();
                    return;
                }

                // One packet a turn: a socket that is flooded does not keep the others waiting.
                if (_open.TryGetValue(key & ~1L, out var pair)) Receive(pair, isControl: (key & 1) != 0, pair.Local.AddressFamily == AddressFamily.InterNetwork ? from.V4 : from.V6);
            }

            if (_time.GetElapsedTime(last, woken) < ready.Length * Dense) SocketPoller.Gather(Gathering - _time.GetElapsedTime(woken));
        }
    }

    private void Receive(SocketPair pair, bool isControl, SocketAddress from)
    {
        try
        {
            var length = (isControl ? pair.Rtcp : pair.Rtp).ReceiveFrom(_buffer.Span, SocketFlags.None, from);
            pair.Hand(_buffer.Span[..length], from, isControl, _time.GetTimestamp());
        }
        catch (SocketException)
        {
            // Nothing there after all, too long for any packet of sound, or an ICMP error of an earlier send.
        }
        catch (ObjectDisposedException)
        {
            // Closed meanwhile.
        }
#pragma warning disable CA1031 // A tap that throws costs its packet and is reported; the leg is not deaf for it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _onFault(fault);
        }
    }
}
