using System.Net;
using System.Net.Sockets;

namespace NetTapi.Sip.Transport;

/// <summary>SIP over UDP (RFC 3261 18): one socket, one datagram a message.</summary>
/// <remarks>
/// A thread of its own waits for datagrams: to wake it costs a fraction of the way over the poller of the runtime and its thread pool, and no burst of other work delays it. To wake, and to wake the loop, costs more than
/// to read a message: where more than a message in ten milliseconds comes for a while, as from fifteen calls a second on, it lets thirty milliseconds' worth gather, so that those of several calls
/// find the processor awake and the code at hand. A connection may take seconds (ITU-T E.721), and nobody repeats what is not half a second late (RFC 3261 17). The messages of a single call go on at once.
/// </remarks>
public sealed class UdpTransport : ITransport, IAsyncDisposable
{
    private const int LargestDatagram = 65_535;
    private const int SocketBuffer = 4 * 1024 * 1024;

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Dense = TimeSpan.FromMilliseconds(10);

    private readonly TimeProvider _time;
    private readonly Socket _socket;
    private readonly IPEndPoint _anySender;
    private readonly ManualResetEvent _stopping = new(initialState: false);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITransportReceiver? _receiver;

    /// <summary>Binds an address; port 0 takes any free one.</summary>
    /// <param name="local">The address.</param>
    /// <param name="time">The clock by which messages come thick or thin.</param>
    /// <exception cref="SocketException">The address is in use, or not this machine's.</exception>
    public UdpTransport(IPEndPoint local, TimeProvider time)
    {
        _time = time;

        // Never blocking: a full send buffer must not hold the loop.
        _socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = SocketBuffer, SendBufferSize = SocketBuffer, Blocking = false };
        _socket.Bind(local);
        Local = (IPEndPoint)_socket.LocalEndPoint!;
        _anySender = new IPEndPoint(local.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
    }

    /// <inheritdoc />
    public TransportProtocol Protocol => TransportProtocol.Udp;

    /// <inheritdoc />
    public IPEndPoint Local { get; }

    /// <inheritdoc />
    public bool IsReliable => false;

    /// <inheritdoc />
    public void Start(ITransportReceiver receiver)
    {
        _receiver = receiver;
        new Thread(Receive) { IsBackground = true, Name = "nettapi sip" }.Start();
    }

    /// <inheritdoc />
    public Flow FlowTo(IPEndPoint remote) => new(this, Local, remote, 0);

    /// <inheritdoc />
    public void Send(Flow flow, ReadOnlyMemory<byte> message)
    {
        try
        {
            _socket.SendTo(message.Span, SocketFlags.None, flow.Remote);
        }
        catch (SocketException refusal) when (refusal.SocketErrorCode is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable)
        {
            // As if lost on the way: it is sent again (RFC 3261 17).
        }
        catch (SocketException)
        {
            _receiver?.OnFlowFailed(flow);
        }
        catch (ObjectDisposedException)
        {
            // Stopping.
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _stopping.Set();
        _socket.Dispose();
        if (_receiver is not null) await _ended.Task.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private void Receive()
    {
        var buffer = GC.AllocateUninitializedArray<byte>(LargestDatagram, pinned: true);
        var from = new SocketAddress(Local.AddressFamily);
        var pace = new MessagePace(_time);
        var isStopping = false;
        while (!isStopping)
        {
            try
            {
                _socket.Poll(Timeout.Infinite, SelectMode.SelectRead);
                pace.Came(ReceiveWaiting(buffer, from));
                isStopping = _stopping.WaitOne(pace.Gap < Dense ? Gathering : TimeSpan.Zero);
            }
            catch (SocketException)
            {
                // An earlier datagram was refused by its receiver (of no use, as it does not say whose), this one was broken, or the socket was closed.
                isStopping = _stopping.WaitOne(TimeSpan.Zero);
            }
            catch (ObjectDisposedException)
            {
                isStopping = true;
            }
        }

        _ended.SetResult();
    }

    /// <summary>Hands on all that is there, at least one.</summary>
    private int ReceiveWaiting(byte[] buffer, SocketAddress from)
    {
        var messages = 0;
        do
        {
            var length = _socket.ReceiveFrom(buffer, SocketFlags.None, from);
            _receiver!.OnMessage(FlowTo((IPEndPoint)_anySender.Create(from)), buffer.AsSpan(0, length).ToArray());
            messages++;
        }
        while (_socket.Available > 0);
        return messages;
    }
}
