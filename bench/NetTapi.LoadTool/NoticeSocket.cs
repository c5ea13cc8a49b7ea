using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NetTapi.LoadTool;

/// <summary>The application of the latency bench: one connection that is told of calls. For one thread.</summary>
internal sealed class NoticeSocket : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly NoticeDialect _dialect;

    public NoticeSocket(NoticeDialect dialect) => _dialect = dialect;

    /// <summary>What came and was not a whole message yet, or was not looked at.</summary>
    public string Unread { get; private set; } = "";

    /// <summary>Connects, logs in and waits until notices come.</summary>
    public bool LogIn(int port, TimeSpan patience)
    {
        _socket.Connect(IPAddress.Loopback, port);
        _socket.Send(Encoding.ASCII.GetBytes(_dialect.LogIn));
        return Await([_dialect.Ready], patience);
    }

    /// <summary>Waits for the notice of a call. False: nothing more came for so long.</summary>
    public bool AwaitCall(TimeSpan patience) => Await(_dialect.Call, patience);

    /// <summary>Waits for the notice of its end. False: nothing more came for so long.</summary>
    public bool AwaitOver(TimeSpan patience) => Await(_dialect.Over, patience);

    /// <inheritdoc />
    public void Dispose() => _socket.Dispose();

    /// <summary>Reads up to the end of the message with all of some words.</summary>
    private bool Await(string[] words, TimeSpan patience)
    {
        while (true)
        {
            int end = Unread.IndexOf(_dialect.EndOfMessage, StringComparison.Ordinal);
            if (end < 0)
            {
                if (!_socket.Poll(patience, SelectMode.SelectRead)) return false;
                int count = _socket.Receive(_buffer);
                if (count == 0) throw new IOException("The server closed the application's connection.");
                Unread += Encoding.ASCII.GetString(_buffer, 0, count);
                continue;
            }
            // The end counts as a part: a word may stand on the last line.
            string message = Unread[..(end + _dialect.EndOfMessage.Length)];
            Unread = Unread[message.Length..];
            if (words.All(word => message.Contains(word, StringComparison.Ordinal))) return true;
        }
    }
}
