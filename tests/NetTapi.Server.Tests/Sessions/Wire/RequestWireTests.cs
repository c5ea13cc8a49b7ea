using NetTapi.Testing;

namespace NetTapi.Server.Tests.Sessions.Wire;

/// <summary>What the server does with messages as such, however they arrive.</summary>
[Collection(nameof(Sockets))]
public sealed class RequestWireTests : IAsyncLifetime
{
    private const string Malformed = "#<err=malformed message>";

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    [Requirement("W8")]
    public async Task A_session_sent_one_byte_a_segment_is_answered_as_if_whole()
    {
        using Peer peer = await _server.ConnectAsync();
        string messages = "?<call_info=1>\u0004 \r\n!<interest>\u0004!<dial> <addr=9,1>\u0004\u0004";
        foreach (char letter in messages) await peer.SendRawAsync(letter.ToString());
        await peer.ExpectAsync("#<call_info=1><err=not connected>", "#<interest><err=not connected>", "#<dial><err=not connected>");
    }

    [Fact]
    [Requirement("W8")]
    public async Task A_session_split_at_any_byte_is_answered_as_if_whole()
    {
        string messages = "?<call_info=7>\u0004!<no_such=1>\u0004";
        for (int split = 1; split < messages.Length; split++)
        {
            using Peer peer = await _server.ConnectAsync();
            await peer.SendRawAsync(messages[..split]);
            await peer.SendRawAsync(messages[split..]);
            await peer.ExpectAsync("#<call_info=7><err=not connected>", "#<no_such><err=not connected>");
        }
    }

    [Fact]
    [Requirement("W8")]
    public async Task Many_requests_in_one_segment_are_answered_in_their_order()
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.LoginAsync("ann", "107");
        string[] requests = [.. Enumerable.Range(1000, 500).Select(number => number % 2 == 0 ? $"?<call_info={number}>" : $"!<verb{number}>")];
        await peer.SendAsync(requests);
        foreach (int number in Enumerable.Range(1000, 500))
            await peer.ExpectAsync(number % 2 == 0 ? $"#<call_info={number}><err=no such call>" : $"#<verb{number}><err=unknown command>");
    }

    [Theory]
    [Requirement("W7")]
    [InlineData("hello")]
    [InlineData("#<interest><ok>")]
    [InlineData("!")]
    [InlineData("!interest")]
    [InlineData("!<interest")]
    [InlineData("!<>")]
    [InlineData("!<interest><a=b<c>")]
    [InlineData("!<interest>x<uid=1>")]
    [InlineData("!<inte rest>")]
    public async Task A_malformed_message_is_said_to_be_one_and_the_connection_stays_open(string message)
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.AskAsync(message, Malformed);
        await peer.ChallengeAsync();
    }

    [Fact]
    [Requirement("W7")]
    public async Task The_fifth_malformed_message_in_a_row_closes_the_connection_after_its_response()
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.SendAsync("a", "b", "c", "d", "?<call_info=1>", "e", "f", "", " \r\n", "g", "h", "i", "?<call_info=2>");
        await peer.ExpectAsync(Malformed, Malformed, Malformed, Malformed, "#<call_info=1><err=not connected>");
        await peer.ExpectAsync(Malformed, Malformed, Malformed, Malformed, Malformed);
        await peer.ExpectEndAsync();
    }

    [Theory]
    [Requirement("W7")]
    [InlineData(8193, 1, "message too long")]
    [InlineData(4097, 1, "message too long")]
    [InlineData(1, 65, "too many units")]
    public async Task A_message_over_a_limit_is_said_to_be_one_and_the_connection_closed(int valueBytes, int units, string error)
    {
        using Peer peer = await _server.ConnectAsync();
        string message = "!" + string.Concat(Enumerable.Repeat($"<a={new string('x', valueBytes)}>", units));
        await peer.SendAsync(message, "!<connect_nettapi>");
        await peer.ExpectAsync($"#<err={error}>");
        await peer.ExpectEndAsync();
    }

    [Fact]
    [Requirement("W7")]
    public async Task A_message_at_its_limits_is_taken()
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.AskAsync($"!<a={new string('x', 4096)}><b={new string('y', 4080)}>", "#<a><err=not connected>");
        await peer.AskAsync("!" + string.Concat(Enumerable.Repeat("<a>", 64)), "#<a><err=not connected>");
    }

    [Fact]
    [Requirement("W7")]
    public async Task The_response_to_an_endless_message_is_not_destroyed_by_what_follows_it()
    {
        using Peer peer = await _server.ConnectAsync();
        Task sending = SendEndlesslyAsync(peer, megabytes: 20);
        await peer.ExpectAsync("#<err=message too long>");
        await peer.ExpectEndAsync();
        // The sending side of the server is shut; it still reads what comes, until its time for that is over.
        _server.Time.Advance(TimeSpan.FromSeconds(2));
        await sending;
        await _server.NoConnectionsAsync();
    }

    [Fact]
    public async Task The_memory_a_message_without_an_end_takes_is_bounded()
    {
        using Peer other = await _server.ConnectAsync();
        await other.LoginAsync("ann", "107");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using Peer peer = await _server.ConnectAsync();
        await SendEndlesslyAsync(peer, megabytes: 50);
        await other.AskAsync("?<call_info=1>", "#<call_info=1><err=no such call>");
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Assert.InRange(after - before, long.MinValue, 4 << 20);
    }

    [Fact]
    public async Task Peers_that_send_garbage_or_half_messages_do_not_disturb_others()
    {
        using Peer other = await _server.ConnectAsync();
        await other.LoginAsync("ann", "107");
        for (int seed = 0; seed < 20; seed++)
        {
            using Peer garbage = await _server.ConnectAsync();
            byte[] bytes = new byte[3000];
            new Random(seed).NextBytes(bytes);
            await garbage.SendBytesAsync(bytes);
            using Peer half = await _server.ConnectAsync();
            await half.SendRawAsync("!<connect_net");
        }
        await other.AskAsync("?<call_info=1>", "#<call_info=1><err=no such call>");
    }

    [Fact]
    public async Task Nothing_a_stranger_sent_is_in_the_log()
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.SendAsync("!<evil\u001b[31m>", "!<connect_nettapi>", "!<login_nettapi><uname=evil><pass=evil>", "!<evil=evil>", "!<logout_nettapi>");
        while (await peer.ReadAsync() is not null)
        {
        }
        peer.Dispose();
        await _server.NoConnectionsAsync();
        Assert.DoesNotContain(_server.Log.All, line => line.Contains("evil", StringComparison.Ordinal));
        Assert.NotEmpty(_server.Log.WithId(1011));
    }

    [Fact]
    [Requirement("W6")]
    public async Task A_listener_speaks_its_own_encoding()
    {
        using Peer utf8 = await _server.ConnectAsync();
        await utf8.AskAsync("?<call_info=caf\u00c3\u00a9>", "#<call_info=caf\u00c3\u00a9><err=not connected>");
        await utf8.AskAsync("?<call_info=caf\u00e9>", "#<call_info=caf\u00ef\u00bf\u00bd><err=not connected>");
        using Peer old = await _server.ConnectAsync(encoding: "windows-1252");
        await old.AskAsync("?<call_info=caf\u00e9 \u0080>", "#<call_info=caf\u00e9 \u0080><err=not connected>");
    }

    private static async Task SendEndlesslyAsync(Peer peer, int megabytes)
    {
        byte[] chunk = new byte[1 << 20];
        chunk.AsSpan().Fill((byte)'x');
        chunk[0] = (byte)'!';
        try
        {
            for (int sent = 0; sent < megabytes; sent++) await peer.SendBytesAsync(chunk);
        }
        catch (System.Net.Sockets.SocketException)
        {
            // The server has closed on us, as it may.
        }
    }
}
