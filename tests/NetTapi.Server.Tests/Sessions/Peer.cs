using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace NetTapi.Server.Tests.Sessions;

/// <summary>An application at the other end of a real socket, written down byte for byte. Text is Latin-1: one character a byte.</summary>
internal sealed class Peer : IDisposable
{
    /// <summary>How long a test waits for what must come; only a failing test ever waits so long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly StringBuilder _received = new();

    private Peer(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    public static async Task<Peer> ConnectAsync(IPEndPoint server, Action<Socket>? prepare = null)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        prepare?.Invoke(socket);
        await socket.ConnectAsync(server);
        return new Peer(socket);
    }

    public static string Proof(string pin, string challenge) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(pin), Encoding.ASCII.GetBytes(challenge)));

    /// <summary>Sends messages in one piece, each with its terminator.</summary>
    public Task SendAsync(params string[] messages) => SendRawAsync(string.Concat(messages.Select(message => message + '\u0004')));

    public Task SendRawAsync(string text) => SendBytesAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendBytesAsync(ReadOnlyMemory<byte> bytes) => await Socket.SendAsync(bytes).AsTask().WaitAsync(Patience);

    /// <summary>The next message without its terminator; null at the end of the connection.</summary>
    public async Task<string?> ReadAsync()
    {
        while (true)
        {
            string all = _received.ToString();
            int end = all.IndexOf('\u0004', StringComparison.Ordinal);
            if (end >= 0)
            {
                _received.Remove(0, end + 1);
                return all[..end];
            }
            int count = await ReceiveAsync();
            if (count == 0)
            {
                Assert.Equal("", all);
                return null;
            }
            _received.Append(Encoding.Latin1.GetString(_buffer, 0, count));
        }
    }

    public async Task ExpectAsync(params string[] messages)
    {
        foreach (string message in messages) Assert.Equal(message, await ReadAsync());
    }

    public async Task ExpectEndAsync() => Assert.Null(await ReadAsync());

    /// <summary>Sends a message and expects its answers.</summary>
    public async Task AskAsync(string message, params string[] answers)
    {
        await SendAsync(message);
        await ExpectAsync(answers);
    }

    /// <summary>Asks for a challenge.</summary>
    public async Task<string> ChallengeAsync()
    {
        await SendAsync("!<connect_nettapi>");
        string answer = (await ReadAsync())!;
        Assert.Matches("^#<challenge=[0-9a-f]{32}>$", answer);
        return answer["#<challenge=".Length..^1];
    }

    /// <summary>Logs in with a blank pass.</summary>
    public async Task LoginAsync(string name, string uid, string privileges = "")
    {
        await ChallengeAsync();
        await AskAsync($"!<login_nettapi><uname={name}><pass=>", $"#<login_nettapi=y><uid={uid}><priv={privileges}>");
    }

    public void Dispose() => Socket.Dispose();

    private async Task<int> ReceiveAsync()
    {
        try
        {
            return await Socket.ReceiveAsync(_buffer.AsMemory()).AsTask().WaitAsync(Patience);
        }
        catch (SocketException)
        {
            // A reset is the end of the connection too.
            return 0;
        }
    }
}
