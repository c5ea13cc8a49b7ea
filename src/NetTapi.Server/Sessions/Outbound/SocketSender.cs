using System.Net.Sockets;

namespace NetTapi.Server.Sessions.Outbound;

/// <summary>
/// Sends on the connection's socket itself, not through Kestrel's output pipe. That pipe would cost a second copy and a change of thread for each
/// notice, and says only that bytes are in the pipe, never that they are with the kernel, which an orderly close has to know (W7).
/// Given up: a TLS listener, whose bytes go through a stream, needs a sender of its own.
/// </summary>
internal sealed class SocketSender : SocketAsyncEventArgs, ISender
{
    private readonly Socket _socket;
    private readonly SessionMetrics _metrics;
    private ReadOnlyMemory<byte> _rest;

    public SocketSender(Socket socket, SessionMetrics metrics) : base(true)
    {
        _socket = socket;
        _metrics = metrics;
    }

    /// <inheritdoc cref="ISender.Completed" />
    public new Action<bool>? Completed { get; set; }

    /// <inheritdoc />
    public SendStatus Send(ReadOnlyMemory<byte> bytes)
    {
        _rest = bytes;
        return Continue();
    }

    /// <inheritdoc />
    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        SendStatus status = TakeResult() ? Continue() : SendStatus.Failed;
        if (status != SendStatus.Pending) Completed?.Invoke(status == SendStatus.Sent);
    }

    private SendStatus Continue()
    {
        try
        {
            while (!_rest.IsEmpty)
            {
                SetBuffer(System.Runtime.InteropServices.MemoryMarshal.AsMemory(_rest));
                if (_socket.SendAsync(this)) return SendStatus.Pending;
                if (!TakeResult()) return SendStatus.Failed;
            }
            return SendStatus.Sent;
        }
        catch (ObjectDisposedException)
        {
            // Kestrel disposes the socket of an aborted connection, at any moment.
            return SendStatus.Failed;
        }
    }

    private bool TakeResult()
    {
        if (SocketError != SocketError.Success) return false;
        _metrics.Sent(BytesTransferred);
        _rest = _rest[BytesTransferred..];
        return true;
    }
}
