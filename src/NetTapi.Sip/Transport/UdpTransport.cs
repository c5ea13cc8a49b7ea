using System.Net;
using System.Net.Sockets;

namespace NetTapi.Sip.Transport;

/// <summary>SIP over UDP (RFC 3261 18): one socket, one datagram a message.</summary>
/// <remarks>A thread of its own waits for datagrams: to wake it costs a fraction of the way over the poller of the runtime and its thread pool, and no burst of other work delays it.</remarks>
public sealed class UdpTransport : ITransport, IAsyncDisposable
{
    private const int LargestDatagram = 65_535;
    private const int SocketBuffer = 4 * 1024 * 1024;

    private readonly Socket _socket;
    private readonly IPEndPoint _anySender;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITransportReceiver? _receiver;
    private volatile bool _stopping;

    /// <summary>Binds an address; port 0 takes any free one.</summary>
    /// <exception cref="SocketException">The address is in use, or not this machine's.</exception>
    public UdpTransport(IPEndPoint local)
    {
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
        _stopping = true;
        _socket.Dispose();
        if (_receiver is not null) await _ended.Task.ConfigureAwait(false);
    }

    private void Receive()
    {
        var buffer = GC.AllocateUninitializedArray<byte>(LargestDatagram, pinned: true);
        var from = new SocketAddress(Local.AddressFamily);
        while (!_stopping)
        {
            try
            {
                if (!_socket.Poll(Timeout.Infinite, SelectMode.SelectRead) || _stopping) continue;
                var length = _socket.ReceiveFrom(buffer, SocketFlags.None, from);
                _receiver!.OnMessage(FlowTo((IPEndPoint)_anySender.Create(from)), buffer.AsSpan(0, length).ToArray());
            }
            catch (SocketException)
            {
                // An earlier datagram was refused by its receiver (of no use, as it does not say whose), this one was broken, or the socket was closed.
            }
            catch (ObjectDisposedException)
            {
                break;
            }
        }

        _ended.SetResult();
    }
}
