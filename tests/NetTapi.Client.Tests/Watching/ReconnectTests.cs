using NetTapi.Client.Connections;
using NetTapi.Testing;

namespace NetTapi.Client.Tests.Watching;

/// <summary>What a watch sees of a lost connection.</summary>
public class ReconnectTests : ClientFixture
{
    private const string Incoming = "#<uid=107><call=3><incoming_outside_call><caller_name=A><caller_number=1><serial=1>";

    [Fact]
    public async Task The_gap_is_stated_with_the_calls_that_were_open()
    {
        var events = await WatchAsync();
        await Server.SendAsync(Incoming);
        var call = await events.NextAsync<IncomingCallEvent>();
        Server.Dispose();
        var lost = await events.NextAsync<Disconnected>();
        await AcceptAsync();
        await ExpectInterestAsync();
        var found = await events.NextAsync<Reconnected>();
        Assert.Equal(lost.At, found.From);
        Assert.True(found.To >= found.From);
        Assert.Equal([call], found.OpenCalls);
    }

    [Fact]
    public async Task Each_interest_is_registered_exactly_once_again()
    {
        var first = await WatchAsync();
        var same = await WatchAsync();
        var other = await WatchAsync("108", CallTypes.IncomingOutside);
        var ended = await WatchAsync("109");
        await ended.StopAsync();
        Server.Dispose();
        await AcceptAsync();
        await ExpectInterestAsync();
        await ExpectInterestAsync("108", CallTypes.IncomingOutside);
        foreach (var events in new[] { first, same, other })
        {
            await events.NextAsync<Disconnected>();
            await events.NextAsync<Reconnected>();
        }

        await Client.DisposeAsync();
        await Server.ExpectAsync("!<logout_nettapi>");
    }

    [Fact]
    public async Task An_application_that_hears_of_the_reconnection_can_ask_at_once()
    {
        var events = await WatchAsync();
        Server.Dispose();
        await events.NextAsync<Disconnected>();
        await AcceptAsync();
        await ExpectInterestAsync();
        await events.NextAsync<Reconnected>();
        Assert.True(Client.IsConnected);
        await Client.RecordAsync();
        await Server.ExpectAsync("!<record>");
    }

    [Fact]
    public async Task Notices_come_only_behind_the_end_of_the_gap()
    {
        var events = await WatchAsync();
        Server.Dispose();
        await AcceptAsync();
        await Server.ExpectAsync("!<interest><incoming_outside_calls><outgoing_outside_calls>");
        await Server.SendAsync("#<uid=107><call=3><outgoing_outside_call><called_number=1><serial=9>", "#<interest><ok>", Incoming);
        await events.NextAsync<Disconnected>();
        await events.NextAsync<Reconnected>();
        await events.NextAsync<IncomingCallEvent>();
    }

    [Fact]
    public async Task A_server_that_fails_while_it_is_reconnected_to_is_tried_again_with_one_gap_to_report()
    {
        var events = await WatchAsync();
        Server.Dispose();
        await AcceptAsync();
        await Server.ExpectAsync("!<interest><incoming_outside_calls><outgoing_outside_calls>");
        Server.Dispose();
        await AcceptAsync();
        await ExpectInterestAsync();
        await events.NextAsync<Disconnected>();
        await events.NextAsync<Reconnected>();
    }

    [Fact]
    public async Task A_watch_that_is_refused_on_the_way_back_ends_with_the_refusal_and_the_others_go_on()
    {
        var gone = await WatchAsync("108");
        var own = await WatchAsync();
        Server.Dispose();
        await AcceptAsync();
        await Server.ExpectAsync("!<interest><incoming_outside_calls><outgoing_outside_calls><uid=108>");
        await Server.SendAsync("#<interest><err=no such user>");
        await ExpectInterestAsync();
        await gone.NextAsync<Disconnected>();
        Assert.Equal("no such user", (await gone.FailsAsync<NetTapiRefusedException>()).Error);
        await own.NextAsync<Disconnected>();
        await own.NextAsync<Reconnected>();
    }

    /// <summary>A throttle that another program behind the same address has filled says what a wrong PIN says (S6).</summary>
    [Fact]
    public async Task A_login_that_is_refused_on_the_way_back_is_tried_again()
    {
        var events = await WatchAsync();
        Server.Dispose();
        await RefuseAsync();
        await AcceptAsync();
        await ExpectInterestAsync();
        await events.NextAsync<Disconnected>();
        await events.NextAsync<Reconnected>();
    }

    [Fact]
    public async Task A_login_that_is_refused_ten_times_on_the_way_back_ends_everything()
    {
        var events = await WatchAsync();
        Server.Dispose();
        for (var refusal = 0; refusal < 10; refusal++) await RefuseAsync();
        await events.NextAsync<Disconnected>();
        await events.FailsAsync<NetTapiRefusedException>();
        await Assert.ThrowsAsync<NetTapiConnectionException>(() => Client.DialAsync("9,1"));
    }

    [Fact]
    public async Task Disposing_ends_the_attempts_to_reconnect()
    {
        var events = await WatchAsync();
        Peer.Dispose();
        Server.Dispose();
        await events.NextAsync<Disconnected>();
        await Client.DisposeAsync();
        await events.EndsAsync();
    }

    [Theory]
    [InlineData(0, 0, 0.5)]
    [InlineData(0, 1, 0.25)]
    [InlineData(3, 0, 4)]
    [InlineData(3, 1, 2)]
    [InlineData(6, 0, 30)]
    [InlineData(1000, 0, 30)]
    public void The_wait_doubles_up_to_a_bound_less_up_to_a_half_by_chance(int attempt, double chance, double seconds) =>
        Assert.Equal(seconds, new ReconnectDelay(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30), () => chance).Before(attempt).TotalSeconds, 6);

    private async Task RefuseAsync()
    {
        using var server = await Peer.AcceptAsync();
        await server.ExpectAsync("!<connect_nettapi>");
        await server.SendAsync("#<challenge=1>");
        await server.ExpectAsync("!<login_nettapi><uname=ken><pass=>");
        await server.SendAsync("#<login_nettapi=n>");
    }
}
