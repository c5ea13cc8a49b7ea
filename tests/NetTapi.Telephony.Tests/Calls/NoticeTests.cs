using NetTapi.Telephony.Notices;
using NetTapi.Telephony.Switching;
using NetTapi.Telephony.Tests.Offices;
using NetTapi.Testing;
using static NetTapi.Telephony.Tests.Offices.Facts;

namespace NetTapi.Telephony.Tests.Calls;

/// <summary>Which notices a call makes, for whom, in which order (N4–N12).</summary>
public class NoticeTests
{
    private readonly TestOffice _office = new();

    [Fact]
    [Requirement("N4")]
    [Requirement("N6")]
    public void A_call_from_outside_is_told_when_it_is_offered_and_when_it_is_over()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0));
        Assert.Empty(watcher.News());
        _office.Report(Offered("a", 1, 107));
        Assert.Equal([Wire.In("107", 1, 1)], watcher.News());
        _office.Report(Connected("a", 2, 107));
        Assert.Empty(watcher.News());
        _office.Report(Over("a", 9));
        Assert.Equal([Wire.End("107", 1, 1)], watcher.News());
    }

    [Theory]
    [Requirement("N4")]
    [InlineData("+1 (972) 985-9901", "+19729859901")]
    [InlineData("anonymous", "")]
    [InlineData("", "")]
    [InlineData("972*9", "")]
    public void The_callers_number_is_digits_or_empty(string number, string told)
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0, name: "", number: number), Offered("a", 0, 107), Over("a", 1));
        Assert.Equal(Wire.In("107", 1, 1, "", told), watcher.News()[0]);
        Assert.Equal(told, _office.Record(1, "107").Parties[0].Number);
    }

    [Fact]
    [Requirement("N4")]
    [Requirement("W5")]
    public void What_a_stranger_calls_himself_is_cut_and_an_endless_number_is_none()
    {
        var watcher = _office.Watching("107");
        var name = new string('x', CallerId.LongestName - 1);
        _office.Report(Arrived("a", 0, name: name + string.Concat(Enumerable.Repeat("\U0001F600", 10_000)), number: new string('1', 10_000)), Offered("a", 0, 107), Over("a", 1));
        Assert.Equal(Wire.In("107", 1, 1, name, ""), watcher.News()[0]);
    }

    [Fact]
    [Requirement("N4")]
    [Requirement("N11")]
    public void A_user_connected_without_ringing_is_offered_the_call_by_that()
    {
        var watcher = _office.Watching("107", "128");
        _office.Report(Arrived("a", 0), Offered("a", 0, 128), Connected("a", 1, 128), Left("a", 2, 128), Connected("a", 2, 107));
        Assert.Equal([Wire.In("128", 1, 1), Wire.End("128", 1, 1), Wire.In("107", 1, 1)], watcher.News());
    }

    [Fact]
    [Requirement("N5")]
    [Requirement("N11")]
    public void A_call_to_the_outside_is_told_when_its_outside_leg_is_sent()
    {
        var watcher = _office.Watching("107", "128");
        _office.Report(Began("b", 0, 107));
        Assert.Empty(watcher.News());
        _office.Report(Placed("b", 3));
        Assert.Equal([Wire.Out("107", 1, 1)], watcher.News());
        _office.Report(Answered("b", 5), Left("b", 6, 107), Offered("b", 6, 128), Over("b", 8));
        Assert.Equal([Wire.End("107", 1, 1), Wire.Out("128", 1, 1), Wire.End("128", 1, 1)], watcher.News());
    }

    [Fact]
    [Requirement("N11")]
    public void A_call_between_stations_makes_no_notices()
    {
        var watcher = _office.Watching("107", "128");
        _office.Report(Began("c", 0, 107), Offered("c", 0, 128), Connected("c", 1, 128), Over("c", 5));
        Assert.Empty(watcher.News());
        Assert.Equal(0, _office.Book.Count);
    }

    [Fact]
    [Requirement("N6")]
    public void Those_who_did_not_get_the_call_are_told_its_end()
    {
        var watcher = _office.Watching("107", "109");
        _office.Report(Arrived("a", 0), Offered("a", 0, 107), Offered("a", 0, 109), Connected("a", 4, 109), Left("a", 4, 107));
        Assert.Equal([Wire.In("107", 1, 1), Wire.In("109", 1, 1), Wire.End("107", 1, 1)], watcher.News());
    }

    [Fact]
    [Requirement("N6")]
    public void A_caller_who_gives_up_ends_the_call_for_all()
    {
        var watcher = _office.Watching("107", "109");
        _office.Report(Arrived("a", 0), Offered("a", 0, 107), Offered("a", 0, 109), LineGone("a", 3), Over("a", 3));
        Assert.Equal([Wire.In("107", 1, 1), Wire.In("109", 1, 1), Wire.End("107", 1, 1), Wire.End("109", 1, 1)], watcher.News());
    }

    [Fact]
    [Requirement("N10")]
    public void A_user_with_two_phones_is_one_user()
    {
        var watcher = _office.Watching("109");
        _office.Report(Arrived("a", 0), Offered("a", 0, 109), Offered("a", 0, 209), Connected("a", 2, 209), Left("a", 2, 109));
        Assert.Equal([Wire.In("109", 1, 1)], watcher.News());
        _office.Report(Left("a", 5, 209));
        Assert.Equal([Wire.End("109", 1, 1)], watcher.News());
    }

    [Fact]
    [Requirement("N1")]
    [Requirement("N10")]
    public void One_notice_comes_however_many_interests_match_and_only_for_the_type_asked_for()
    {
        var watcher = new TestWatcher();
        for (var i = 0; i < 3; i++) _office.Interests.Add(watcher, new UserId("107"), CallTypes.IncomingOutside);
        _office.Report(Arrived("a", 0), Offered("a", 0, 107), Began("b", 0, 107), Placed("b", 1, line: 2), Over("a", 2), Over("b", 2));
        Assert.Equal([Wire.In("107", 1, 1), Wire.End("107", 1, 1)], watcher.News());
    }

    [Fact]
    [Requirement("N10")]
    public void An_interest_registered_during_a_call_yields_nothing_for_it_whoever_joins_later()
    {
        _office.Report(Arrived("a", 0), Offered("a", 0, 107), Connected("a", 1, 107));
        var late = _office.Watching("107", "128");
        _office.Report(Connected("a", 2, 128), Left("a", 3, 107), Connected("a", 4, 107), Over("a", 5));
        Assert.Empty(late.News());
        _office.Report(Arrived("b", 6), Offered("b", 6, 107));
        Assert.Equal([Wire.In("107", 1, 2)], late.News());
    }

    [Fact]
    [Requirement("N6")]
    [Requirement("S7")]
    public void A_session_that_forgot_its_interests_is_still_owed_the_ends_it_got_starts_for()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Offered("a", 0, 107));
        _office.Desk.Forget(watcher);
        _office.Report(Over("a", 5), Arrived("b", 6), Offered("b", 6, 107));
        Assert.Equal([Wire.In("107", 1, 1), Wire.End("107", 1, 1)], watcher.News());
    }

    [Fact]
    [Requirement("N9")]
    public void A_user_who_comes_back_gets_a_new_start_with_the_same_serial_and_slot()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Connected("a", 1, 128), Left("a", 2, 107), Connected("a", 3, 107), Over("a", 4));
        Assert.Equal([Wire.In("107", 1, 1), Wire.End("107", 1, 1), Wire.In("107", 1, 1), Wire.End("107", 1, 1)], watcher.News());
        Assert.Empty(watcher.Auditor.Complete());
        var stay = _office.Record(1, "107");
        Assert.Equal(2, stay.Visit);
        Assert.Equal(TimeSpan.FromSeconds(3), stay.Parties.Single(party => party.Number == "107").Duration);
    }

    [Fact]
    [Requirement("N9")]
    [Requirement("N12")]
    public void A_user_who_comes_back_before_his_record_is_on_disk_is_told_his_end_first()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Connected("a", 1, 128));
        _office.Store.Refuses = true;
        _office.Report(Left("a", 2, 107), Connected("a", 3, 107), Connected("a", 9, 300));
        Assert.Equal([Wire.In("107", 1, 1)], watcher.News());
        _office.Store.Accept();
        _office.Settle();
        Assert.Equal([Wire.End("107", 1, 1), Wire.In("107", 1, 1)], watcher.News());
        Assert.IsType<Telephony.Desks.CallNotCompleted>(_office.Info(1, "107"));
    }

    [Fact]
    [Requirement("N12")]
    public void On_a_transfer_the_leavers_end_comes_before_the_joiners_start()
    {
        var watcher = _office.Watching("107", "128");
        _office.Report(Arrived("a", 0), Connected("a", 0, 128));
        _office.Store.Refuses = true;
        _office.Report(Left("a", 1, 128), Connected("a", 1, 107));
        _office.Loop.Run(TimeSpan.FromMilliseconds(249));
        Assert.Equal([Wire.In("128", 1, 1)], watcher.News());
        _office.Store.Accept();
        _office.Settle();
        Assert.Equal([Wire.End("128", 1, 1), Wire.In("107", 1, 1)], watcher.News());
    }

    [Fact]
    [Requirement("N12")]
    public void A_joiners_start_waits_for_the_leavers_record_a_quarter_of_a_second_at_most()
    {
        var watcher = _office.Watching("107", "128");
        _office.Report(Arrived("a", 0), Connected("a", 0, 128));
        _office.Store.Refuses = true;
        _office.Report(Left("a", 1, 128), Connected("a", 1, 107));
        _office.Loop.Run(TimeSpan.FromMilliseconds(250));
        Assert.Equal([Wire.In("128", 1, 1), Wire.In("107", 1, 1)], watcher.News());
        _office.Store.Accept();
        _office.Settle();
        Assert.Equal([Wire.End("128", 1, 1)], watcher.News());
    }

    [Fact]
    [Requirement("N12")]
    public void A_joiner_does_not_wait_for_the_record_of_a_leaver_whom_nobody_watches()
    {
        var watcher = _office.Watching("107");
        _office.Store.Refuses = true;
        _office.Report(Arrived("a", 0), Connected("a", 0, 128), Left("a", 1, 128), Connected("a", 1, 107));
        Assert.Equal([Wire.In("107", 1, 1)], watcher.News());
    }

    [Fact]
    [Requirement("N12")]
    public void A_slow_disk_does_not_delay_the_notice_of_a_new_call()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Connected("a", 0, 107));
        _office.Store.Refuses = true;
        _office.Report(Over("a", 1), Arrived("b", 1, line: 2), Offered("b", 1, 107));
        Assert.Equal([Wire.In("107", 1, 1), Wire.In("107", 2, 2)], watcher.News());
    }

    [Fact]
    [Requirement("N12")]
    public void No_timer_outlives_its_call()
    {
        _office.Watching("107", "128");
        _office.Report(Arrived("a", 0), Connected("a", 0, 128), Left("a", 1, 128), Connected("a", 1, 107), Over("a", 1));
        Assert.Equal(0, _office.Loop.PendingTimers);
    }
}
