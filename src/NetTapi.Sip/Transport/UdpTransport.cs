using System.Net;
using System.Net.Sockets;

namespace NetTapi.Sip.Transport;

/// <summary>SIP over UDP (RFC 3261 18): one socket, one datagram a message.</summary>
public sealed class UdpTransport : ITransport, IAsyncDisposable
{
    private const int LargestDatagram = 65_535;
    private const int SocketBuffer = 4 * 1024 * 1024;

    private readonly Socket _socket;
    private readonly CancellationTokenSource _stopping = new();
    private ITransportReceiver? _receiver;
    private Task _receiving = Task.CompletedTask;

    /// <summary>Binds an address; port 0 takes any free one.</summary>
    /// <exception cref="SocketException">The address is in use, or not this machine's.</exception>
    public UdpTransport(IPEndPoint local)
    {
        _socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = SocketBuffer, SendBufferSize = SocketBuffer };
        _socket.Bind(local);
        Local = (IPEndPoint)_socket.LocalEndPoint!;
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
        _receiving = ReceiveAsync(receiver);
    }

    /// <inheritdoc />
    public Flow FlowTo(IPEndPoint remote) => new(this, Local, remote, 0);

    /// <inheritdoc />
    public void Send(Flow flow, ReadOnlyMemory<byte> message)
    {
        var sending = SendAsync(flow, message);
        // Nearly always done already: the kernel takes a datagram at once or not at all.
        if (!sending.IsCompletedSuccessfully) Watch(sending.AsTask(), flow);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _socket.Dispose();
        await _receiving.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async ValueTask SendAsync(Flow flow, ReadOnlyMemory<byte> message) =>
        await _socket.SendToAsync(message, SocketFlags.None, flow.Remote, _stopping.Token).ConfigureAwait(false);

    private void Watch(Task sending, Flow flow) => sending.ContinueWith(
        (task, _) =>
        {
            if (task.Exception?.InnerException is SocketException) _receiver?.OnFlowFailed(flow);
        },
        null,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private async Task ReceiveAsync(ITransportReceiver receiver)
    {
        var buffer = new byte[LargestDatagram];
        var any = new IPEndPoint(Local.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var read = await _socket.ReceiveFromAsync(buffer, SocketFlags.None, any, _stopping.Token).ConfigureAwait(false);
                var flow = new Flow(this, Local, (IPEndPoint)read.RemoteEndPoint, 0);
                receiver.OnMessage(flow, buffer.AsMemory(0, read.ReceivedBytes).ToArray());
            }
            catch (SocketException)
            {
                // An earlier datagram was refused by its receiver: that is said here, and of no use, as it does not say whose.
            }
            catch (Exception stop) when (stop is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
