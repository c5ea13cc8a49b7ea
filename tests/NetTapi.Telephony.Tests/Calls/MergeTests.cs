using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Tests.Offices;
using NetTapi.Testing;
using static NetTapi.Telephony.Tests.Offices.Facts;

namespace NetTapi.Telephony.Tests.Calls;

/// <summary>Attended transfers and conferences: two calls become one (N8).</summary>
public class MergeTests
{
    private readonly TestOffice _office = new();

    [Theory]
    [Requirement("N8")]
    [Requirement("N12")]
    [InlineData("a", "x")]
    [InlineData("x", "a")]
    public void The_outside_calls_serial_survives_whichever_key_goes_on(string remaining, string vanishing)
    {
        var watcher = _office.Watching("107", "128");
        _office.Report(
            Arrived("a", 0), Connected("a", 1, 128), HeldBy("a", 5, 128),
            Began("x", 6, 128), Offered("x", 6, 107), Connected("x", 8, 107),
            Merged(remaining, vanishing, 10), Left(remaining, 10, 128));
        Assert.Equal([Wire.In("128", 1, 1), Wire.In("107", 1, 1), Wire.End("128", 1, 1)], watcher.News());
        _office.Report(Over(remaining, 20));
        Assert.Equal([Wire.End("107", 1, 1)], watcher.News());
        var stay = _office.Record(1, "107");
        Assert.Equal(["9729859901", "128", "107"], stay.Parties.Select(party => party.Number));
        Assert.Equal([20, 9, 10], stay.Parties.Select(party => party.Duration.TotalSeconds));
        Assert.Equal(5, stay.HoldTime.TotalSeconds);
        Assert.Equal(0, _office.Book.SlotsTaken);
    }

    [Theory]
    [Requirement("N8")]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void Of_two_outside_calls_the_older_serial_survives_and_the_others_users_get_its_end_then_the_survivors_start(string remaining, string vanishing)
    {
        var watcher = _office.Watching("107", "128");
        _office.Report(Arrived("a", 0), Connected("a", 1, 128), Began("b", 2, 107), Placed("b", 3, line: 2), Answered("b", 4, line: 2));
        Assert.Equal([Wire.In("128", 1, 1), Wire.Out("107", 2, 2)], watcher.News());
        _office.Report(Merged(remaining, vanishing, 10));
        Assert.Equal([Wire.End("107", 2, 2), Wire.In("107", 1, 1)], watcher.News());
        _office.Report(Over(remaining, 20));
        Assert.Equal(7, _office.Record(2, "107").Duration.TotalSeconds);
        Assert.Equal(20, _office.Record(1, "107").Duration.TotalSeconds);
        Assert.Empty(watcher.Auditor.Complete());
    }

    [Fact]
    [Requirement("N8")]
    public void Who_is_in_both_calls_gets_the_vanishing_ones_end_and_no_second_start()
    {
        var watcher = _office.Watching("128");
        _office.Report(Arrived("a", 0), Connected("a", 1, 128), Began("b", 2, 128), Placed("b", 3, line: 2), Answered("b", 4, line: 2), Merged("a", "b", 9));
        Assert.Equal([Wire.In("128", 1, 1), Wire.Out("128", 2, 2), Wire.End("128", 2, 2)], watcher.News());
        Assert.Equal(1, _office.Book.SlotsTaken);
    }

    [Fact]
    [Requirement("N8")]
    [Requirement("N12")]
    public void The_survivors_start_waits_for_the_vanishing_calls_end_as_long_as_a_start_may()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Connected("a", 1, 128), Began("b", 2, 107), Placed("b", 3, line: 2));
        watcher.News();
        _office.Store.Refuses = true;
        _office.Report(Merged("a", "b", 10));
        Assert.Empty(watcher.News());
        _office.Store.Accept();
        _office.Settle();
        Assert.Equal([Wire.End("107", 2, 2), Wire.In("107", 1, 1)], watcher.News());
    }

    [Fact]
    [Requirement("N8")]
    public void Internal_calls_that_merge_stay_internal()
    {
        var watcher = _office.Watching("107", "109", "128");
        _office.Report(Began("x", 0, 128), Connected("x", 1, 107), Began("y", 2, 128), Connected("y", 3, 109), Merged("y", "x", 4), Over("y", 5));
        Assert.Empty(watcher.News());
        Assert.IsType<NoSuchCall>(_office.Info(1));
        Assert.Equal(0, _office.Book.Count);
    }

    [Fact]
    [Requirement("N8")]
    public void A_merger_told_twice_changes_nothing_and_a_birth_told_after_it_makes_no_call()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Connected("a", 1, 128), Began("x", 2, 107));
        _office.Report(Merged("a", "x", 3), Merged("a", "x", 3), Began("x", 2, 107), Over("x", 2));
        Assert.Equal([Wire.In("107", 1, 1)], watcher.News());
        Assert.Equal(1, _office.Book.Count);
    }

    [Fact]
    public void A_fact_of_the_vanished_call_told_again_at_the_instant_of_the_merger_changes_nothing()
    {
        var watcher = _office.Watching("109");
        _office.Report(Arrived("a", 0), Connected("a", 1, 128), Began("x", 2, 107), Connected("x", 3, 109), Left("x", 3, 109), Merged("x", "a", 3));
        _office.Report(Connected("x", 3, 109), Connected("x", 3, 109));
        Assert.Empty(watcher.News());
    }

    [Fact]
    [Requirement("Q4")]
    public void A_party_that_holds_the_vanishing_call_holds_the_survivor()
    {
        _office.Report(
            Arrived("a", 0), Connected("a", 1, 128), Began("x", 2, 128), Connected("x", 3, 107), HeldBy("x", 4, 107),
            Merged("a", "x", 5), ResumedBy("a", 8, 107), Over("a", 9));
        Assert.Equal(3, _office.Record(1, "128").HoldTime.TotalSeconds);
    }
}
