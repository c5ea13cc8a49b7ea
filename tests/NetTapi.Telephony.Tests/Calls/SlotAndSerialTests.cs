using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Tests.Offices;
using NetTapi.Testing;
using static NetTapi.Telephony.Tests.Offices.Facts;

namespace NetTapi.Telephony.Tests.Calls;

public class SlotAndSerialTests
{
    private readonly TestOffice _office = new();
    private int _through;

    [Fact]
    [Requirement("N7")]
    [Requirement("N8")]
    public void Every_call_takes_the_lowest_free_slot_and_the_next_serial_an_internal_one_too()
    {
        var watcher = _office.Watching("107", "109");
        _office.Report(Began("x", 0, 128), Arrived("a", 0), Offered("a", 0, 107), Offered("a", 0, 109), Over("x", 1), Arrived("b", 2, line: 2), Offered("b", 2, 107));
        Assert.Equal([Wire.In("107", 2, 2), Wire.In("109", 2, 2), Wire.In("107", 1, 3)], watcher.News());
    }

    [Fact]
    [Requirement("N7")]
    public void A_freed_slot_is_used_again_only_after_its_end_notices_are_handed_over()
    {
        var watcher = _office.Watching("107");
        _office.Sink.Lingers = true;
        _office.Report(Arrived("a", 0), Offered("a", 0, 107), Over("a", 1), Arrived("b", 2), Offered("b", 2, 107));
        Assert.Equal(Wire.In("107", 2, 2), watcher.Heard[^1]);
        _office.Sink.HandOver();
        _office.Report(Arrived("c", 3, line: 2), Offered("c", 3, 107));
        Assert.Equal(Wire.In("107", 1, 3), watcher.Heard[^1]);
    }

    [Fact]
    [Requirement("N7")]
    [Requirement("Q10")]
    public void A_call_whose_record_is_not_on_disk_holds_its_slot_and_is_not_completed()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Offered("a", 0, 107));
        _office.Store.Refuses = true;
        _office.Report(Over("a", 1));
        Assert.Equal([Wire.In("107", 1, 1)], watcher.News());
        Assert.IsType<CallNotCompleted>(_office.Info(1));
        Assert.Equal(1, _office.Book.SlotsTaken);
        _office.Store.Accept();
        _office.Settle();
        Assert.Equal([Wire.End("107", 1, 1)], watcher.News());
        Assert.IsType<CallCompleted>(_office.Info(1));
        Assert.Equal(0, _office.Book.SlotsTaken);
    }

    [Fact]
    [Requirement("N8")]
    public void No_call_can_come_before_the_first_serials_are_reserved()
    {
        var office = new TestOffice(new TestStore { Refuses = true });
        Assert.False(office.IsReady);
        office.Store.Accept();
        office.Settle();
        Assert.True(office.IsReady);
    }

    [Fact]
    [Requirement("N8")]
    public void The_next_block_is_fetched_while_the_present_one_lasts()
    {
        CallThrough(CallBook.SerialBlockSize / 2);
        _office.Store.Refuses = true;
        CallThrough(CallBook.SerialBlockSize + (CallBook.SerialBlockSize / 2));
        Assert.DoesNotContain("out of serials", _office.Audit.Lines);
    }

    [Fact]
    [Requirement("N8")]
    public void When_the_disk_refuses_for_so_long_that_no_serial_is_left_calls_go_on_unseen_and_none_is_used_twice()
    {
        var watcher = _office.Watching("107");
        CallThrough((CallBook.SerialBlockSize / 2) - 1);
        _office.Store.Refuses = true;
        CallThrough((CallBook.SerialBlockSize / 2) + 1);
        _office.Report(Arrived("unseen", 1), Offered("unseen", 1, 107), Over("unseen", 1));
        Assert.Contains("out of serials", _office.Audit.Lines);
        Assert.Empty(watcher.News());
        _office.Store.Accept();
        _office.Settle();
        _office.Report(Arrived("seen", 2), Offered("seen", 2, 107));
        Assert.Equal(Wire.In("107", 1, CallBook.SerialBlockSize + 1), watcher.News()[^1]);
    }

    [Fact]
    [Requirement("N8")]
    public void Serials_go_on_above_the_reserved_ones_after_a_crash()
    {
        _office.Report(Arrived("a", 0));
        var next = new TestOffice(_office.Store.AfterCrash());
        var watcher = next.Watching("107");
        next.Report(Arrived("b", 0), Offered("b", 0, 107));
        Assert.Equal([Wire.In("107", 1, CallBook.SerialBlockSize + 1)], watcher.News());
    }

    private void CallThrough(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            var key = $"through {++_through}";
            _office.Report(Began(key, 0, 128), Over(key, 0));
        }
    }
}
