using NetTapi.Server.Sessions;
using NetTapi.Server.Sessions.Outbound;
using NetTapi.Testing;

namespace NetTapi.Server.Tests.Sessions.FanOut;

/// <summary>Notices on their way to real sockets.</summary>
[Collection(nameof(Sockets))]
public sealed class NoticeTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    [Requirement("N4")]
    [Requirement("N5")]
    [Requirement("N6")]
    public async Task Notices_have_their_exact_bytes()
    {
        using Peer peer = await LoggedInAsync();
        await _server.NotifyAsync(Notices.Incoming());
        await _server.NotifyAsync(Notices.End());
        await _server.NotifyAsync(Notices.Outgoing(2));
        await peer.ExpectAsync(
            "#<uid=107><call=1><incoming_outside_call><caller_name=FACETCORP><caller_number=9729859901><serial=1>",
            "#<uid=107><call=1><serial=1><end>",
            "#<uid=107><call=1><outgoing_outside_call><called_number=9729859901><serial=2>");
    }

    [Fact]
    [Requirement("W5")]
    [Requirement("W6")]
    public async Task A_callers_name_is_cleaned_and_encoded_for_each_listener()
    {
        using Peer utf8 = await LoggedInAsync();
        using Peer old = await LoggedInAsync("windows-1252");
        await _server.NotifyAsync(Notices.Incoming(name: "Caf\u00e9 <b>\u0004\r\n\u20ac \u4e2d"));
        string before = "#<uid=107><call=1><incoming_outside_call><caller_name=";
        string after = "><caller_number=9729859901><serial=1>";
        await utf8.ExpectAsync($"{before}Caf\u00c3\u00a9 (b) \u00e2\u0082\u00ac \u00e4\u00b8\u00ad{after}");
        await old.ExpectAsync($"{before}Caf\u00e9 (b) \u0080 ?{after}");
    }

    [Fact]
    [Requirement("N12")]
    public async Task Every_session_gets_every_notice_in_order()
    {
        var peers = new List<Peer>();
        for (int i = 0; i < 40; i++) peers.Add(await LoggedInAsync());
        for (int serial = 1; serial <= 200; serial++) await _server.NotifyAsync(Notices.Incoming(serial));
        foreach (Peer peer in peers)
        {
            for (int serial = 1; serial <= 200; serial++) Assert.EndsWith($"<serial={serial}>", await peer.ReadAsync(), StringComparison.Ordinal);
            peer.Dispose();
        }
    }

    [Fact]
    [Requirement("N12")]
    public async Task A_session_that_does_not_read_is_cut_off_with_one_warning_and_delays_nobody()
    {
        using Peer deaf = await LoggedInAsync();
        Session stalled = _server.SessionsOf("107").Single();
        using Peer other = await LoggedInAsync();
        while (stalled.IsOpen)
        {
            await _server.NotifyAsync(Notices.Large);
            Assert.StartsWith("#<uid=107><call=1><incoming_outside_call>", await other.ReadAsync(), StringComparison.Ordinal);
        }
        await _server.ConnectionsAsync(1);
        await other.AskAsync("?<call_info=99>", "#<call_info=99><err=no such call>");
        Assert.Single(_server.Log.WithId(1030));
        Assert.Contains("is cut off: it does not read, and more waits for it than NetTapi:OutboundQueueBytes allows", _server.Log.WithId(1030).Single(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("N12")]
    public async Task A_session_whose_peer_takes_nothing_for_too_long_is_cut_off()
    {
        using Peer deaf = await LoggedInAsync();
        Session stalled = _server.SessionsOf("107").Single();
        await _server.StallAsync(stalled);
        Assert.True(stalled.IsOpen);
        _server.Time.Advance(TimeSpan.FromSeconds(30));
        await _server.NoConnectionsAsync();
        Assert.Contains("is cut off: it takes nothing: a send did not get through in time", _server.Log.WithId(1030).Single(), StringComparison.Ordinal);
    }

    /// <summary>"It does not read", said the log, and the administrator looked for the fault at the application.</summary>
    [Fact]
    public async Task A_session_that_is_cut_off_because_the_server_is_behind_is_not_said_to_be_at_fault()
    {
        using Peer peer = await LoggedInAsync();
        _server.SessionsOf("107").Single().CutOff(CutOff.FanOutFull);
        await _server.NoConnectionsAsync();
        string line = Assert.Single(_server.Log.WithId(1030));
        Assert.EndsWith("is cut off: the server itself is behind with its notices, and this one would be missing; the application is not at fault", line, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("S7")]
    public async Task A_session_that_is_gone_holds_up_no_delivery()
    {
        Peer gone = await LoggedInAsync();
        using Peer other = await LoggedInAsync();
        gone.Socket.Close(0);
        for (int serial = 1; serial <= 100; serial++) await _server.NotifyAsync(Notices.Incoming(serial));
        for (int serial = 1; serial <= 100; serial++) Assert.EndsWith($"<serial={serial}>", await other.ReadAsync(), StringComparison.Ordinal);
        await _server.ConnectionsAsync(1);
    }

    private async Task<Peer> LoggedInAsync(string encoding = "utf-8")
    {
        Peer peer = await _server.ConnectAsync(socket => socket.ReceiveBufferSize = 8192, encoding);
        await peer.LoginAsync("ann", "107");
        return peer;
    }
}
