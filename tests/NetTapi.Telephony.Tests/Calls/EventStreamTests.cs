using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Tests.Offices;
using static NetTapi.Telephony.Tests.Offices.Facts;

namespace NetTapi.Telephony.Tests.Calls;

public class EventStreamTests
{
    private readonly TestOffice _office = new();

    [Fact]
    public void Everything_that_happens_is_told_in_order_and_numbered_without_gaps()
    {
        List<CallEvent> told = [];
        using var subscription = _office.Book.Subscribe(told.Add);
        _office.Report(
            Arrived("a", 0), Offered("a", 1, 107), Connected("a", 2, 107), HeldBy("a", 3, 107), HeldOutside("a", 3), ResumedBy("a", 4, 107), ResumedOutside("a", 5),
            Recording("a", 6, 107, "/r/1.wav"), Recorded("a", 7, 107, "/r/1.wav"), Over("a", 8));
        Assert.Equal(
            [
                "CallBegan", "Offered", "Joined", "LineStateChanged", "Answered", "LineStateChanged", "Held", "Resumed", "RecordingBegan", "RecordingEnded", "Left", "CallEnded",
                "LineStateChanged",
            ],
            told.Select(happened => happened.GetType().Name));
        Assert.Equal(Enumerable.Range(1, told.Count).Select(number => new EventId(7, number)), told.Select(happened => happened.Id));
    }

    [Fact]
    public void A_status_chosen_is_an_event()
    {
        List<CallEvent> told = [];
        using var subscription = _office.Book.Subscribe(told.Add);
        _office.Desk.ChangeStatus(TestOffice.Ann, null, "LUNCH");
        _office.Settle();
        Assert.Equal(new StatusChanged(new EventId(7, 1), _office.Loop.Now, new UserId("107"), "Lunch"), Assert.Single(told));
    }

    [Fact]
    public void Who_subscribes_in_the_middle_is_shown_what_goes_on_and_told_what_follows()
    {
        _office.Report(Arrived("a", 0), Offered("a", 1, 107), Connected("a", 2, 107), Offered("a", 3, 128), HeldBy("a", 3, 107), Began("x", 4, 109), Over("x", 5));
        List<CallEvent> told = [];
        var subscription = _office.Book.Subscribe(told.Add);
        var call = Assert.Single(subscription.Calls);
        Assert.Equal((new Serial(1), new Slot(1), CallDirection.Incoming, true), (call.Serial, call.Slot, call.Direction, call.IsHeld));
        Assert.Equal([(new UserId("107"), LineState.InCall), (new UserId("128"), LineState.Ringing)], subscription.LineStates.OrderBy(user => user.Key.Value).Select(user => (user.Key, user.Value)));
        Assert.Equal([(null, true), (new UserId("107"), true), (new UserId("128"), false)], call.Parties.Select(party => (party.User, party.IsConnected)));
        _office.Report(Connected("a", 6, 128));
        Assert.Equal(["Answered", "LineStateChanged"], told.Select(happened => happened.GetType().Name));
        Assert.Equal(subscription.After.Number + 1, told[0].Id.Number);
        subscription.Dispose();
        _office.Report(Over("a", 7));
        Assert.Equal(2, told.Count);
    }

    [Fact]
    public void Who_missed_a_few_events_can_go_on_where_he_was()
    {
        _office.Report(Arrived("a", 0));
        var last = _office.Book.Events.Last;
        _office.Report(Offered("a", 1, 107));
        Assert.True(_office.Book.Events.TryResume(last, out var missed));
        Assert.Equal(["Offered", "Joined", "LineStateChanged"], missed.Select(happened => happened.GetType().Name));
        Assert.True(_office.Book.Events.TryResume(_office.Book.Events.Last, out missed));
        Assert.Empty(missed);
    }

    [Fact]
    public void Who_missed_too_many_or_comes_from_another_run_must_look_afresh()
    {
        for (var i = 0; i < 5000; i++) _office.Desk.ChangeStatus(TestOffice.Ann, null, i % 2 == 0 ? "Lunch" : "Available");
        Assert.False(_office.Book.Events.TryResume(new EventId(7, 100), out _));
        Assert.False(_office.Book.Events.TryResume(new EventId(6, 4999), out _));
        Assert.False(_office.Book.Events.TryResume(new EventId(7, 5001), out _));
        Assert.True(_office.Book.Events.TryResume(new EventId(7, 4999), out _));
    }

    [Fact]
    public void A_subscribers_fault_harms_no_call()
    {
        using var subscription = _office.Book.Subscribe(static _ => throw new InvalidDataException("broken"));
        var watcher = _office.Watching("107");
        _office.Book.Report(Arrived("a", 0));
        _office.Book.Report(Offered("a", 0, 107));
        _office.Book.Report(Over("a", 1));
        Assert.Throws<InvalidOperationException>(_office.Loop.RunUntilIdle);
        while (Record.Exception(_office.Loop.RunUntilIdle) is not null)
        {
        }

        Assert.Equal([Wire.In("107", 1, 1), Wire.End("107", 1, 1)], watcher.News());
    }
}
