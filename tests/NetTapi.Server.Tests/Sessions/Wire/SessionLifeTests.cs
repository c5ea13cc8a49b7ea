using System.Net;
using NetTapi.Server.Sessions.Login;
using NetTapi.Testing;

namespace NetTapi.Server.Tests.Sessions.Wire;

/// <summary>How connections come and go.</summary>
[Collection(nameof(Sockets))]
public sealed class SessionLifeTests
{
    [Theory]
    [Requirement("S7")]
    [InlineData("!<logout_nettapi>")]
    [InlineData("!<connect_nettapi>\u0004!<LOGOUT_nettapi><x=1>")]
    public async Task Logout_ends_the_session_at_any_stage_after_what_is_owed(string messages)
    {
        await using TestServer server = await TestServer.StartAsync();
        using Peer peer = await server.ConnectAsync();
        await peer.SendAsync(messages);
        if (messages.Contains("connect", StringComparison.Ordinal)) Assert.StartsWith("#<challenge=", await peer.ReadAsync(), StringComparison.Ordinal);
        await peer.ExpectEndAsync();
        peer.Dispose();
        await server.NoConnectionsAsync();
    }

    [Fact]
    [Requirement("S8")]
    public async Task A_silent_connection_is_asked_after_each_minute_so_that_no_firewall_forgets_it()
    {
        await using TestServer server = await TestServer.StartAsync();
        using Peer peer = await server.ConnectAsync();
        await server.ConnectionsAsync(1);
        KernelTimer timer = KernelTimer.Of(local: ((IPEndPoint)peer.Socket.RemoteEndPoint!).Port);
        Assert.True(timer.IsKeepAlive);
        Assert.InRange(timer.Due, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [Fact]
    [Requirement("S7")]
    public async Task Logout_behind_other_requests_comes_after_their_answers()
    {
        await using TestServer server = await TestServer.StartAsync();
        using Peer peer = await server.ConnectAsync();
        await peer.LoginAsync("ann", "107");
        await peer.SendAsync("!<interest><incoming_outside_calls>", "?<call_info=99>", "!<logout_nettapi>", "!<interest><incoming_outside_calls>");
        await peer.ExpectAsync("#<interest><ok>", "#<call_info=99><err=no such call>");
        await peer.ExpectEndAsync();
    }

    [Fact]
    [Requirement("S7")]
    public async Task A_peer_that_shuts_its_side_gets_the_answers_to_what_it_asked_and_then_the_end()
    {
        await using TestServer server = await TestServer.StartAsync();
        using Peer peer = await server.ConnectAsync();
        await peer.LoginAsync("ann", "107");
        await peer.SendAsync("?<call_info=98>", "?<call_info=99>");
        peer.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        await peer.ExpectAsync("#<call_info=98><err=no such call>", "#<call_info=99><err=no such call>");
        await peer.ExpectEndAsync();
        await server.NoConnectionsAsync();
    }

    [Fact]
    [Requirement("S8")]
    public async Task A_connection_that_does_not_log_in_in_time_is_closed()
    {
        await using TestServer server = await TestServer.StartAsync();
        using Peer peer = await server.ConnectAsync();
        await peer.ChallengeAsync();
        server.Time.Advance(TimeSpan.FromSeconds(29));
        await peer.ChallengeAsync();
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await peer.ExpectEndAsync();
    }

    [Fact]
    [Requirement("S8")]
    public async Task A_session_that_is_logged_in_may_be_silent_for_ever()
    {
        await using TestServer server = await TestServer.StartAsync();
        using Peer peer = await server.ConnectAsync();
        await peer.LoginAsync("ann", "107");
        server.Time.Advance(TimeSpan.FromDays(365));
        await peer.AskAsync("!<interest><incoming_outside_calls>", "#<interest><ok>");
    }

    [Fact]
    public async Task A_connection_from_a_network_not_allowed_is_closed_at_once()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { AllowFrom = new NetworkList([System.Net.IPNetwork.Parse("192.0.2.0/24")]) });
        using Peer peer = await server.ConnectAsync();
        await peer.ExpectEndAsync();
    }

    /// <summary>A host outside that connects in a loop had a line written for each connection, and filled the disk.</summary>
    [Fact]
    public async Task Strangers_have_twenty_lines_of_a_kind_written_a_minute_and_the_rest_counted()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { AllowFrom = new NetworkList([System.Net.IPNetwork.Parse("192.0.2.0/24")]) });
        for (int i = 0; i < 30; i++)
        {
            using Peer peer = await server.ConnectAsync();
            await peer.ExpectEndAsync();
        }

        Assert.Equal(20, server.Log.WithId(1002).Count());
        server.Time.Advance(TimeSpan.FromMinutes(1));
        using Peer late = await server.ConnectAsync();
        await late.ExpectEndAsync();
        Assert.Equal(["10 more lines of this kind (networks not allowed) were not written."], server.Log.WithId(1099));
        Assert.Equal(21, server.Log.WithId(1002).Count());
    }

    [Fact]
    public async Task Who_does_not_get_in_has_twenty_lines_of_a_kind_written_a_minute()
    {
        await using TestServer server = await TestServer.StartAsync();
        for (int i = 0; i < 25; i++)
        {
            using Peer guesser = await server.ConnectAsync();
            await guesser.SendAsync("!<connect_nettapi>", "!<login_nettapi><uname=ann><pass=x>", "!<login_nettapi><uname=ann><pass=x>", "!<login_nettapi><uname=ann><pass=x>");
            while (await guesser.ReadAsync() is not null) { }
            using Peer babbler = await server.ConnectAsync();
            await babbler.SendAsync([.. Enumerable.Repeat("what is this", 20)]);
            while (await babbler.ReadAsync() is not null) { }
        }

        Peer[] silent = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => server.ConnectAsync()));
        foreach (Peer peer in silent) await peer.ChallengeAsync();
        server.Time.Advance(TimeSpan.FromSeconds(30));
        foreach (Peer peer in silent)
        {
            await peer.ExpectEndAsync();
            peer.Dispose();
        }

        foreach (int id in new[] { 1012, 1013, 1020 }) Assert.Equal((id, 20), (id, server.Log.WithId(id).Count()));
        Assert.InRange(server.Log.WithId(1011).Count(), 1, 20);
    }

    [Fact]
    public async Task One_connection_more_than_allowed_is_closed_at_once_and_a_freed_place_is_used_again()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { MaxConnections = 2 });
        using Peer first = await server.ConnectAsync();
        using Peer second = await server.ConnectAsync();
        await first.ChallengeAsync();
        await second.ChallengeAsync();
        using Peer third = await server.ConnectAsync();
        await third.ExpectEndAsync();

        await first.SendAsync("!<logout_nettapi>");
        await first.ExpectEndAsync();
        first.Dispose();
        await server.ConnectionsAsync(1);
        using Peer fourth = await server.ConnectAsync();
        await fourth.ChallengeAsync();
    }

    [Fact]
    [Requirement("N13")]
    public async Task At_a_stop_what_waits_is_sent_before_sessions_are_closed()
    {
        await using TestServer server = await TestServer.StartAsync();
        using Peer peer = await server.ConnectAsync();
        await peer.LoginAsync("ann", "107");
        server.Registry.StopAccepting();
        using Peer late = await server.ConnectAsync();
        await late.ExpectEndAsync();

        await server.NotifyAsync(Notices.End());
        Task closed = server.Registry.CloseAllAsync(TimeSpan.FromSeconds(5));
        await peer.ExpectAsync("#<uid=107><call=1><serial=1><end>");
        await peer.ExpectEndAsync();
        peer.Dispose();
        await closed;
        Assert.Equal(0, server.Registry.Count);
    }

    [Fact]
    public async Task At_a_stop_a_session_that_does_not_read_is_aborted_at_the_deadline()
    {
        await using TestServer server = await TestServer.StartAsync();
        using Peer peer = await server.ConnectAsync(socket => socket.ReceiveBufferSize = 4096);
        await peer.LoginAsync("ann", "107");
        await server.StallAsync(server.SessionsOf("107").Single());
        Task closed = server.Registry.CloseAllAsync(TimeSpan.FromSeconds(5));
        Assert.False(closed.IsCompleted);
        server.Time.Advance(TimeSpan.FromSeconds(5));
        await closed;
        Assert.Equal(0, server.Registry.Count);
        Assert.Single(server.Log.WithId(1040));
    }
}
