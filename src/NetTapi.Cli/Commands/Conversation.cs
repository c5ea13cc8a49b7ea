using System.Net.Sockets;
using NetTapi.Cli.Output;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Framing;

namespace NetTapi.Cli.Commands;

/// <summary>A raw connection on which everything is shown: <c>&gt; </c> before what is sent, <c>&lt; </c> before what comes.</summary>
internal sealed class Conversation : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly WireEncoding _encoding;
    private readonly Surroundings _around;
    private readonly Lock _gate = new();
    private long _lastByte;

    private Conversation(Socket socket, WireEncoding encoding, Surroundings around)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _encoding = encoding;
        _around = around;
    }

    public static async Task<Conversation> OpenAsync(string host, int port, WireEncoding encoding, Surroundings around, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellation);
            return new Conversation(socket, encoding, around);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new NoServerException($"no connection to {host}:{port}: {exception.Message}");
        }
    }

    /// <summary>Sends messages as they come; ends when the server closes, or was quiet for a time after the last of them.</summary>
    public async Task RunAsync(IAsyncEnumerable<string> messages, TimeSpan quiet, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = ReadAsync(over.Token);
        var sending = SendAsync(messages, quiet, over.Token);
        await Task.WhenAny(reading, sending);
        await over.CancelAsync();
        foreach (var part in new[] { reading, sending })
        {
            await part.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (part.Exception?.InnerException is { } fault and not (IOException or OperationCanceledException)) throw fault;
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task SendAsync(IAsyncEnumerable<string> messages, TimeSpan quiet, CancellationToken cancellation)
    {
        await foreach (var message in messages.WithCancellation(cancellation))
        {
            var bytes = new List<byte>();
            bytes.AddRange(Bytes(message));
            bytes.Add(MessageFramer.Terminator);
            Show("> ", bytes);
            await _stream.WriteAsync(bytes.ToArray(), cancellation);
        }

        Interlocked.Exchange(ref _lastByte, _around.Time.GetTimestamp());
        for (var left = quiet; left > TimeSpan.Zero; left = quiet - _around.Time.GetElapsedTime(Interlocked.Read(ref _lastByte)))
        {
            await Task.Delay(left, _around.Time, cancellation);
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var buffer = new byte[4096];
        var message = new List<byte>();
        while (await _stream.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            Interlocked.Exchange(ref _lastByte, _around.Time.GetTimestamp());
            foreach (var value in buffer.AsSpan(0, count))
            {
                message.Add(value);
                if (value != MessageFramer.Terminator) continue;
                Show("< ", message);
                message.Clear();
            }
        }

        if (message.Count > 0) Show("< ", message);
        lock (_gate) _around.Out.WriteLine("(closed by the server)");
    }

    /// <summary>What was typed, as it is: this tool is for wrong messages too, so that no barrier cleans them.</summary>
    private byte[] Bytes(string message) =>
        _encoding == WireEncoding.Utf8 ? System.Text.Encoding.UTF8.GetBytes(message) : System.Text.Encoding.Latin1.GetBytes(message);

    private void Show(string direction, List<byte> bytes)
    {
        lock (_gate)
        {
            _around.Out.WriteLine(direction + VisibleBytes.Of([.. bytes], _encoding));
            _around.Out.Flush();
        }
    }
}
