using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Channels;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Transport;

/// <summary>One connection: one reader that cuts messages, one writer behind a bounded queue. Whatever fails, the flow fails with it, once.</summary>
internal sealed class TcpConnection(Flow flow, TcpOptions options, TimeProvider time, ITransportReceiver receiver, WaitingBytes waiting, CancellationToken stopping)
{
    private static readonly ReadOnlyMemory<byte> Pong = "\r\n"u8.ToArray();

    private readonly Channel<ReadOnlyMemory<byte>> _queue = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new() { SingleReader = true });
    private readonly CancellationTokenSource _ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private long _queued;
    private long _lastUse;
    private volatile bool _isUsed;

    public Flow Flow { get; } = flow;

    public bool IsClosed => Completion.IsCompleted || _ending.IsCancellationRequested;

    /// <summary>Completes when nothing of the connection goes on any more.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>Queues a message; more than the bound waiting ends the connection. Any thread.</summary>
    public void Send(ReadOnlyMemory<byte> message)
    {
        _isUsed = true;
        if (!Queue(message)) receiver.OnFlowFailed(Flow);
    }

    /// <summary>Runs it, over a socket that was accepted, or one to be opened.</summary>
    public void Start(Socket? accepted, Action<TcpConnection> ended) => Completion = RunAsync(accepted, ended);

    private bool Queue(ReadOnlyMemory<byte> message)
    {
        if (!_queue.Writer.TryWrite(message)) return false;
        var own = Interlocked.Add(ref _queued, message.Length);
        if (waiting.Add(message.Length) > options.MaxQueuedBytesInAll || own > options.MaxQueuedBytes) End();
        return true;
    }

    private void Unqueue(ReadOnlyMemory<byte> message)
    {
        Interlocked.Add(ref _queued, -message.Length);
        waiting.Add(-message.Length);
    }

    private void End()
    {
        try
        {
            _ending.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended already.
        }
    }

    private async Task RunAsync(Socket? accepted, Action<TcpConnection> ended)
    {
        try
        {
            using var socket = accepted ?? await ConnectAsync().ConfigureAwait(false);
            socket.NoDelay = true;
            using var stream = new NetworkStream(socket);
            using var idle = time.CreateTimer(_ => EndIfIdle(), null, options.IdleTimeout, options.IdleTimeout);
            using var first = time.CreateTimer(_ => EndIfUnused(), null, options.Patience, Timeout.InfiniteTimeSpan);
            await Task.WhenAll(ReadAsync(stream), WriteAsync(stream)).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException or TimeoutException)
        {
            // The connection is over: who waits for an answer on it is told below.
        }
        finally
        {
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var unsent)) Unqueue(unsent);
            ended(this);
            // Nobody knows of one that nothing was said on: whoever connects and leaves a thousand times a second costs the loop nothing.
            if (_isUsed && !stopping.IsCancellationRequested) receiver.OnFlowFailed(Flow);
            _ending.Dispose();
        }
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(Flow.Remote.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _ending.Token);
        try
        {
            await socket.ConnectAsync(Flow.Remote, either.Token).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task ReadAsync(NetworkStream stream)
    {
        var input = PipeReader.Create(stream);
        var framer = new StreamFramer();
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(_ending.Token).ConfigureAwait(false);
                Touch();
                var buffer = read.Buffer;
                var status = Take(framer, ref buffer);
                input.AdvanceTo(buffer.Start, buffer.End);
                if (status == FrameStatus.Broken || read.IsCompleted) return;
            }
        }
        finally
        {
            await input.CompleteAsync().ConfigureAwait(false);
            End();
        }
    }

    private FrameStatus Take(StreamFramer framer, ref ReadOnlySequence<byte> buffer)
    {
        while (true)
        {
            var status = framer.Read(ref buffer, out var message);
            if (status == FrameStatus.Message) Deliver(message);
            else if (status == FrameStatus.Ping) Queue(Pong);
            else return status;
        }
    }

    private void Deliver(ReadOnlySequence<byte> message)
    {
        _isUsed = true;
        receiver.OnMessage(Flow, message.ToArray());
    }

    private async Task WriteAsync(NetworkStream stream)
    {
        try
        {
            await foreach (var message in _queue.Reader.ReadAllAsync(_ending.Token).ConfigureAwait(false))
            {
                Unqueue(message);
                await WriteAsync(stream, message).ConfigureAwait(false);
                Touch();
            }
        }
        finally
        {
            End();
        }
    }

    /// <summary>Who reads nothing of what he asked for is not waited for.</summary>
    private async Task WriteAsync(NetworkStream stream, ReadOnlyMemory<byte> message)
    {
        var writing = stream.WriteAsync(message, _ending.Token);
        if (writing.IsCompleted) await writing.ConfigureAwait(false);
        else await writing.AsTask().WaitAsync(options.Patience, time, _ending.Token).ConfigureAwait(false);
    }

    private void Touch() => Interlocked.Exchange(ref _lastUse, time.GetTimestamp());

    private void EndIfUnused()
    {
        if (!_isUsed) End();
    }

    private void EndIfIdle()
    {
        if (time.GetElapsedTime(Interlocked.Read(ref _lastUse)) >= options.IdleTimeout) End();
    }
}
