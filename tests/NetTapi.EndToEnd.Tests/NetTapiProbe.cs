using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace NetTapi.EndToEnd.Tests;

/// <summary>An application on the NetTAPI port that looks at the bytes: nothing between it and the wire.</summary>
internal sealed class NetTapiProbe : IAsyncDisposable
{
    private const char Terminator = '\x04';

    private readonly TcpClient _client = new();
    private readonly byte[] _buffer = new byte[4096];
    private readonly StringBuilder _received = new();

    /// <summary>Connects and logs in a user, who proves that he knows his PIN where he has one (S4).</summary>
    public static async Task<NetTapiProbe> LogInAsync(IPEndPoint server, string user, CancellationToken cancellation, string? pin = null)
    {
        const string Challenge = "#<challenge=";
        var probe = new NetTapiProbe();
        await probe._client.ConnectAsync(server, cancellation);
        await probe.SendAsync("!<connect_nettapi>");
        var challenge = await probe.ReceiveAsync(cancellation);
        Assert.StartsWith(Challenge, challenge, StringComparison.Ordinal);
        var pass = pin is null ? "" : Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(pin), Encoding.ASCII.GetBytes(challenge[Challenge.Length..^1])));
        await probe.SendAsync($"!<login_nettapi><uname={user}><pass={pass}>");
        Assert.StartsWith("#<login_nettapi=y>", await probe.ReceiveAsync(cancellation), StringComparison.Ordinal);
        return probe;
    }

    /// <summary>Asks for notices of a user's calls both ways.</summary>
    public async Task WatchAsync(string uid, CancellationToken cancellation)
    {
        await SendAsync($"!<interest><incoming_outside_calls><outgoing_outside_calls><uid={uid}>");
        await ExpectAsync("#<interest><ok>", cancellation);
    }

    /// <summary>Sends a message; the terminator is added.</summary>
    public async Task SendAsync(string message) =>
        await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(message + Terminator));

    /// <summary>The next message, without its terminator.</summary>
    public async Task<string> ReceiveAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var text = _received.ToString();
            if (text.IndexOf(Terminator, StringComparison.Ordinal) is >= 0 and var end)
            {
                _received.Remove(0, end + 1);
                return text[..end];
            }

            var count = await _client.GetStream().ReadAsync(_buffer, cancellation);
            if (count == 0) throw new EndOfStreamException($"The server closed the connection after \"{text}\".");
            _received.Append(Encoding.UTF8.GetString(_buffer, 0, count));
        }
    }

    /// <summary>Asserts the exact bytes of the next messages.</summary>
    public async Task ExpectAsync(string message, CancellationToken cancellation) =>
        Assert.Equal(message, await ReceiveAsync(cancellation));

    /// <summary>Asks a query and asserts the exact bytes of all that is answered.</summary>
    public async Task AskAsync(string query, string[] answers, CancellationToken cancellation)
    {
        await SendAsync(query);
        foreach (var answer in answers) await ExpectAsync(answer, cancellation);
    }

    /// <summary>Asserts that nothing came but what was expected: the server answers a question put now with its very next message.</summary>
    public Task HeardNothingElseAsync(CancellationToken cancellation) =>
        AskAsync("?<call_info=2147483647>", ["#<call_info=2147483647><err=no such call>"], cancellation);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
