using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using NetTapi.Protocol;
using NetTapi.Protocol.Framing;
using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;

namespace NetTapi.Client.Connections;

/// <summary>One run over one socket: one reader, one writer at a time, and the requests that wait for their responses.</summary>
internal sealed class ClientConnection : IMessageReceiver, IAsyncDisposable
{
    // The server's messages are bounded by what it lets in; these bounds only keep a broken peer from filling the memory.
    private static readonly ProtocolLimits Limits = new() { MaxMessageBytes = 1 << 16, MaxUnits = 256, MaxValueBytes = 1 << 15 };

    private readonly Lock _gate = new();
    private readonly Queue<PendingRequest> _pending = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _abort = new();
    private readonly NetTapiClientOptions _options;
    private readonly Action<ServerMessage> _onNotice;
    private readonly NetworkStream _stream;
    private bool _closed;
    private string? _fault;

    private ClientConnection(Socket socket, NetTapiClientOptions options, Action<ServerMessage> onNotice)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _options = options;
        _onNotice = onNotice;
        Completion = ReadAsync();
    }

    /// <summary>Completes with the reason when nothing more can be read. Never fails.</summary>
    public Task<string> Completion { get; }

    /// <summary>Connects.</summary>
    /// <param name="options">Where to.</param>
    /// <param name="onNotice">Takes the notices, on the connection's reader: it must neither wait nor throw.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="NetTapiConnectionException">There is no connection.</exception>
    public static async Task<ClientConnection> OpenAsync(NetTapiClientOptions options, Action<ServerMessage> onNotice, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            KeepAlive.TurnOn(socket);
            await socket.ConnectAsync(options.Host, options.Port, either.Token).ConfigureAwait(false);
            return new ClientConnection(socket, options, onNotice);
        }
        catch (Exception exception) when (exception is SocketException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            socket.Dispose();
            throw new NetTapiConnectionException($"no connection to {options.Host}:{options.Port}: {exception.Message}", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a request that is answered by one message, and waits for it.</summary>
    public async Task<ServerMessage> AskAsync(Request request, CancellationToken cancellation, Action? accepted = null)
    {
        var pending = new PendingAnswer(request, accepted);
        await SendAsync(request, pending, cancellation).ConfigureAwait(false);
        return await WithinTimeAsync(pending.Answer, cancellation).ConfigureAwait(false);
    }

    /// <summary>Asks about a call, and waits for the whole answer.</summary>
    public async Task<CallInformationResult> AskAsync(CallInfoQuery query, int serial, CancellationToken cancellation)
    {
        var pending = new PendingCallInfo(serial);
        await SendAsync(query, pending, cancellation).ConfigureAwait(false);
        return await WithinTimeAsync(pending.Answer, cancellation).ConfigureAwait(false);
    }

    /// <summary>Sends a request that has no response.</summary>
    public Task SendAsync(Request request, CancellationToken cancellation) => SendAsync(request, null, cancellation);

    public ValueTask<bool> OnMessageAsync(ReadOnlySpan<byte> message)
    {
        // What is malformed or unknown is passed over: a later server may say more than this client knows.
        var read = ServerMessageParser.Parse(message, _options.Encoding, Limits, out _);
        if (read is IncomingCall or OutgoingCall or CallEnded) _onNotice(read);
        else if (read is not null) OnResponse(read);

        return new(true);
    }

    public ValueTask OnFaultAsync(ProtocolFault fault)
    {
        _fault = fault == ProtocolFault.Truncated ? "the connection ended inside a message" : "the server sent a message without end";
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await _abort.CancelAsync().ConfigureAwait(false);
        await Completion.ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    private async Task SendAsync(Request request, PendingRequest? pending, CancellationToken cancellation)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageWriter.Write(output, request, _options.Encoding);
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Under the writer's turn, so that the requests wait in the order in which they are sent.
            Enqueue(pending);
            // Not the caller's token: half a message would spoil all that follow.
            await _stream.WriteAsync(output.WrittenMemory, _abort.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException || (exception is OperationCanceledException && _abort.IsCancellationRequested))
        {
            throw new NetTapiConnectionException($"the connection was lost: {exception.Message}", exception);
        }
        finally
        {
            _writing.Release();
        }
    }

    private void Enqueue(PendingRequest? pending)
    {
        lock (_gate)
        {
            if (_closed) throw new NetTapiConnectionException("the connection was lost");
            if (pending is not null) _pending.Enqueue(pending);
        }
    }

    private void OnResponse(ServerMessage response)
    {
        lock (_gate)
        {
            if (_pending.TryPeek(out var oldest) && oldest.Offer(response) == Reception.Complete) _pending.Dequeue();
        }
    }

    private async Task<T> WithinTimeAsync<T>(Task<T> answer, CancellationToken cancellation)
    {
        try
        {
            return await answer.WaitAsync(_options.RequestTimeout, _options.Time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw new NetTapiConnectionException($"no response within {_options.RequestTimeout.TotalSeconds} s", exception);
        }
    }

    private async Task<string> ReadAsync()
    {
        var input = PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true));
        string reason;
        try
        {
            await MessagePump.RunAsync(input, Limits, this, _abort.Token).ConfigureAwait(false);
            reason = _fault ?? "the server closed the connection";
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            reason = exception.Message;
        }

        await input.CompleteAsync().ConfigureAwait(false);
        Close(new NetTapiConnectionException($"the connection was lost: {reason}"));
        return reason;
    }

    private void Close(NetTapiConnectionException exception)
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var pending in _pending) pending.Fail(exception);
            _pending.Clear();
        }
    }
}
