using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace NetTapi.Sip.Transport;

/// <summary>SIP over TCP (RFC 3261 18): accepts connections, opens them where none to the peer is open, and uses each both ways.</summary>
public sealed class TcpTransport : ITransport, IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly TcpOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly WaitingBytes _waiting = new();
    private readonly ConcurrentDictionary<long, TcpConnection> _connections = new();
    private readonly ConcurrentDictionary<IPEndPoint, TcpConnection> _opened = new();
    private ITransportReceiver? _receiver;
    private Task _accepting = Task.CompletedTask;
    private long _last;

    /// <summary>Binds an address; port 0 takes any free one.</summary>
    /// <exception cref="SocketException">The address is in use, or not this machine's.</exception>
    public TcpTransport(IPEndPoint local, TcpOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _listener = new Socket(local.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(local);
        _listener.Listen();
        Local = (IPEndPoint)_listener.LocalEndPoint!;
    }

    /// <inheritdoc />
    public TransportProtocol Protocol => TransportProtocol.Tcp;

    /// <inheritdoc />
    public IPEndPoint Local { get; }

    /// <inheritdoc />
    public bool IsReliable => true;

    /// <summary>Connections open or being opened.</summary>
    public int Count => _connections.Count;

    /// <inheritdoc />
    public void Start(ITransportReceiver receiver)
    {
        _receiver = receiver;
        _accepting = AcceptAsync();
    }

    /// <inheritdoc />
    public Flow FlowTo(IPEndPoint remote)
    {
        if (_opened.TryGetValue(remote, out var open) && !open.IsClosed) return open.Flow;
        return new Flow(this, Local, remote, Interlocked.Increment(ref _last));
    }

    /// <inheritdoc />
    public void Send(Flow flow, ReadOnlyMemory<byte> message)
    {
        if (_connections.TryGetValue(flow.Connection, out var connection)) connection.Send(message);
        else Open(flow, message);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        foreach (var connection in _connections.Values) await connection.Completion.ConfigureAwait(false);
        _stopping.Dispose();
    }

    /// <summary>Opens a connection for a flow of ours. One that the peer had opened, whose number is negative, can't be: nobody need listen there.</summary>
    private void Open(Flow flow, ReadOnlyMemory<byte> message)
    {
        if (flow.Connection <= 0 || _stopping.IsCancellationRequested || _connections.Count >= _options.MaxConnections || !Begin(flow, null, message))
        {
            _receiver?.OnFlowFailed(flow);
        }
    }

    private bool Begin(Flow flow, Socket? accepted, ReadOnlyMemory<byte>? first)
    {
        var connection = new TcpConnection(flow, _options, _time, _receiver!, _waiting, _stopping.Token);
        if (!_connections.TryAdd(flow.Connection, connection)) return false;
        _opened[flow.Remote] = connection;
        if (first is { } message) connection.Send(message);
        connection.Start(accepted, Remove);
        return true;
    }

    private void Remove(TcpConnection connection)
    {
        _connections.TryRemove(connection.Flow.Connection, out _);
        _opened.TryRemove(KeyValuePair.Create(connection.Flow.Remote, connection));
    }

    private bool IsFull(IPAddress address) =>
        _connections.Count >= _options.MaxConnections
        || (_connections.Count >= _options.MaxConnectionsPerAddress && _connections.Values.Count(connection => connection.Flow.Remote.Address.Equals(address)) >= _options.MaxConnectionsPerAddress);

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
                var remote = (IPEndPoint)socket.RemoteEndPoint!;
                if (IsFull(remote.Address)) socket.Dispose();
                else Begin(new Flow(this, Local, remote, -Interlocked.Increment(ref _last)), socket, null);
            }
            catch (SocketException)
            {
                // The peer was gone before it was accepted.
            }
            catch (Exception stop) when (stop is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
