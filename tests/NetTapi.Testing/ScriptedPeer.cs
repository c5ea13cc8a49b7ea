using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NetTapi.Testing;

/// <summary>A server that does what a test says, message by message, on a real socket of the loopback interface.</summary>
public sealed class ScriptedPeer : IDisposable
{
    /// <summary>How long a test waits for what must come: only a failing test waits so long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    /// <summary>Listens at once.</summary>
    public ScriptedPeer() => _listener.Start();

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The next connection.</summary>
    public async Task<PeerConnection> AcceptAsync() => new(await _listener.AcceptTcpClientAsync().WaitAsync(Patience));

    /// <summary>The next connection, with a login behind it.</summary>
    public async Task<PeerConnection> AcceptLoginAsync(string name = "ken", string uid = "107", string privileges = "")
    {
        var connection = await AcceptAsync();
        await connection.ExpectAsync("!<connect_nettapi>");
        await connection.SendAsync("#<challenge=936bedf7d79995b7e29ec73ad214dc80>");
        await connection.ExpectAsync($"!<login_nettapi><uname={name}><pass=>");
        await connection.SendAsync($"#<login_nettapi=y><uid={uid}><priv={privileges}>");
        return connection;
    }

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();
}

/// <summary>One connection of a <see cref="ScriptedPeer"/>. Messages are written without their terminator.</summary>
public sealed class PeerConnection(TcpClient client) : IDisposable
{
    private const byte Terminator = 4;

    private readonly NetworkStream _stream = client.GetStream();
    private readonly byte[] _one = new byte[1];

    /// <summary>The next message; null at the end of the stream.</summary>
    public async Task<string?> ReadAsync()
    {
        var message = new List<byte>();
        while (await _stream.ReadAsync(_one).AsTask().WaitAsync(ScriptedPeer.Patience) == 1)
        {
            if (_one[0] == Terminator) return Encoding.UTF8.GetString([.. message]);
            message.Add(_one[0]);
        }

        Assert.Empty(message);
        return null;
    }

    /// <summary>The next message must be this one; null: the end of the stream.</summary>
    public async Task ExpectAsync(string? message) => Assert.Equal(message, await ReadAsync());

    /// <summary>Sends messages in one segment.</summary>
    public Task SendAsync(params string[] messages) =>
        SendRawAsync(Encoding.UTF8.GetBytes(string.Concat(messages.Select(message => message + (char)Terminator))));

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendRawAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>Closes the connection in order.</summary>
    public void Dispose() => client.Dispose();
}
