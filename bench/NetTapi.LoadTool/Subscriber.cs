using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;

namespace NetTapi.LoadTool;

/// <summary>
/// One reader of the feed over a bare socket, the same for both servers: it counts terminators, and while latencies are wanted reads the time stamp
/// that every message carries behind <c>caller_name=</c>.
/// </summary>
internal sealed class Subscriber(Socket socket) : IDisposable
{
    private const byte Terminator = 0x04;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private long _received;

    /// <summary>Messages received.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>Where latencies go; null: they are not wanted.</summary>
    public Latencies? Latencies { get; set; }

    private static ReadOnlySpan<byte> Stamp => "caller_name="u8;

    public Task SendAsync(ReadOnlyMemory<byte> bytes) => socket.SendAsync(bytes).AsTask();

    /// <summary>Waits until something ends the answer to what was sent; used before the feed begins.</summary>
    public async Task ExpectAsync(byte[] end)
    {
        int count = 0;
        while (!_buffer.AsSpan(0, count).EndsWith(end))
        {
            int more = await socket.ReceiveAsync(_buffer.AsMemory(count));
            if (more == 0) throw new IOException("A subscriber was refused.");
            count += more;
        }
    }

    /// <summary>Reads until the connection ends.</summary>
    public async Task RunAsync()
    {
        int held = 0;
        while (true)
        {
            int count = await ReceiveAsync(held);
            if (count == 0) return;
            held = Count(held, count);
        }
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask<int> ReceiveAsync(int held)
    {
        try
        {
            return await socket.ReceiveAsync(_buffer.AsMemory(held));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The run is over: this side or the other has closed.
            return 0;
        }
    }

    /// <summary>Counts the messages in what has come, and keeps the beginning of an unfinished one.</summary>
    private int Count(int held, int count)
    {
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(0, held + count);
        int last = bytes.LastIndexOf(Terminator);
        if (last < 0 && bytes.Length < _buffer.Length) return bytes.Length;

        ReadOnlySpan<byte> whole = bytes[..(last + 1)];
        if (Latencies is { } latencies) Measure(whole, latencies);
        Volatile.Write(ref _received, _received + whole.Count(Terminator));
        bytes[whole.Length..].CopyTo(_buffer);
        return bytes.Length - whole.Length;
    }

    private static void Measure(ReadOnlySpan<byte> messages, Latencies latencies)
    {
        long now = Stopwatch.GetTimestamp();
        for (int at = messages.IndexOf(Stamp); at >= 0; at = messages.IndexOf(Stamp))
        {
            messages = messages[(at + Stamp.Length)..];
            if (Utf8Parser.TryParse(messages, out long sent, out _))
                latencies.Add(Stopwatch.GetElapsedTime(sent, now).TotalMicroseconds);
        }
    }
}
