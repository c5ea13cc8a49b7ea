using NetTapi.Testing;

namespace NetTapi.Client.Tests.Watching;

/// <summary>Watches: which notices reach which stream.</summary>
public class WatchTests : ClientFixture
{
    private const string Incoming = "#<uid=107><call=3><incoming_outside_call><caller_name=FACETCORP><caller_number=9729859901><serial=1>";

    [Fact]
    [Requirement("N1")]
    public async Task A_call_is_told_from_its_start_to_its_end()
    {
        var events = await WatchAsync();
        await Server.SendAsync(Incoming, "#<uid=107><call=3><serial=1><end>");
        Assert.Equal(new IncomingCallEvent("107", 3, 1, "FACETCORP", "9729859901"), await events.NextAsync<IncomingCallEvent>());
        Assert.Equal(new CallEndedEvent("107", 3, 1), await events.NextAsync<CallEndedEvent>());
    }

    [Fact]
    public async Task A_notice_right_behind_the_servers_ok_is_not_missed()
    {
        var watching = Client.WatchAsync("107", CallTypes.OutgoingOutside);
        await Server.ExpectAsync("!<interest><outgoing_outside_calls><uid=107>");
        await Server.SendAsync("#<interest><ok>", "#<uid=107><call=1><outgoing_outside_call><called_number=5551234><serial=2>");
        var call = await new EventReader(await watching).NextAsync<OutgoingCallEvent>();
        Assert.Equal("5551234", call.CalledNumber);
    }

    [Fact]
    public async Task Each_watch_hears_only_its_own_user_and_types()
    {
        var own = await WatchAsync(types: CallTypes.OutgoingOutside);
        var other = await WatchAsync("108", CallTypes.IncomingOutside);
        await Server.SendAsync(
            Incoming,
            "#<uid=107><call=3><serial=1><end>",
            "#<uid=108><call=1><outgoing_outside_call><called_number=1><serial=2>",
            "#<uid=108><call=2><incoming_outside_call><caller_name=><caller_number=><serial=3>",
            "#<uid=107><call=1><outgoing_outside_call><called_number=2><serial=4>");
        Assert.Equal(4, (await own.NextAsync<OutgoingCallEvent>()).Serial);
        Assert.Equal(3, (await other.NextAsync<IncomingCallEvent>()).Serial);
    }

    [Fact]
    [Requirement("N2")]
    public async Task A_refused_watch_is_an_exception_before_there_is_a_stream()
    {
        var watching = Client.WatchAsync("999");
        await Server.ExpectAsync("!<interest><incoming_outside_calls><outgoing_outside_calls><uid=999>");
        await Server.SendAsync("#<interest><err=no such user>");
        var refused = await Assert.ThrowsAsync<NetTapiRefusedException>(() => watching);
        Assert.Equal("no such user", refused.Error);
    }

    [Theory]
    [InlineData(CallTypes.None)]
    [InlineData((CallTypes)8)]
    public async Task A_watch_of_no_known_type_is_refused_at_once(CallTypes types) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.WatchAsync(null, types));

    [Fact]
    public async Task Streams_end_when_the_client_is_disposed()
    {
        var events = await WatchAsync();
        await Server.SendAsync(Incoming);
        await events.NextAsync<IncomingCallEvent>();
        await Client.DisposeAsync();
        await events.EndsAsync();
    }

    [Fact]
    public async Task An_application_that_does_not_read_loses_the_oldest_events_and_is_told_how_many()
    {
        const int Sent = 1030;
        var events = await WatchAsync();
        await Server.SendAsync([.. Enumerable.Range(1, Sent).Select(n => $"#<uid=107><call=1><outgoing_outside_call><called_number={n}><serial={n}>")]);
        // Its response tells that everything before it was taken.
        var asking = Client.GetCallInformationAsync(1);
        await Server.SendAsync("#<call_info=1><not_completed>");
        await asking;
        Assert.Equal(Sent - 1024, (await events.NextAsync<EventsLost>()).Count);
        Assert.Equal(Sent - 1024 + 1, (await events.NextAsync<OutgoingCallEvent>()).Serial);
    }

    [Fact]
    public async Task Code_of_the_application_never_runs_on_the_reader()
    {
        var events = await WatchAsync();
        await Server.SendAsync(Incoming);
        await events.NextAsync<IncomingCallEvent>();
        // The application is in its loop's body now, and stays there: responses come all the same.
        var dialling = Client.DialAsync("9,1");
        await Server.ExpectAsync("!<dial><addr=9,1>");
        await Server.SendAsync("#<dial><ok>");
        await dialling;
    }
}
