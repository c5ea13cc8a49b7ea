using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;
using NetTapi.Telephony.Tests.Offices;
using NetTapi.Testing;
using static NetTapi.Telephony.Tests.Offices.Facts;

namespace NetTapi.Telephony.Tests.Calls;

/// <summary>Crashes, lost switches and orderly stops (N13).</summary>
public class RecoveryTests
{
    private readonly TestOffice _office = new();

    [Fact]
    [Requirement("N13")]
    [Requirement("Q10")]
    public async Task A_call_that_a_crash_cut_short_is_closed_with_the_times_last_known()
    {
        _office.Watching("107");
        _office.Report(Arrived("a", 0), Offered("a", 1, 107), Connected("a", 4, 107), HeldBy("a", 30, 107));
        _office.WaitForRows();
        var next = new TestOffice(_office.Store.AfterCrash());
        await RecoverAsync(next);
        var stay = next.Record(1, "107");
        Assert.Equal((30, 3, 0), (stay.Duration.TotalSeconds, stay.RingTime.TotalSeconds, stay.HoldTime.TotalSeconds));
        Assert.True(stay.Watched);
        Assert.Empty(await next.Store.ReadOpenCallsAsync(default));
        var call = next.Store.Calls[new Serial(1)];
        Assert.True(call.Interrupted);
        Assert.Equal(Epoch.AddSeconds(30), call.Ended);
    }

    [Fact]
    public void Changes_that_come_together_are_written_once()
    {
        var written = 0;
        _office.Store.Saved = _ => written++;
        _office.Report(Arrived("a", 0), Offered("a", 0, 107), Offered("a", 0, 109), Connected("a", 0.05, 107), Left("a", 0.05, 109));
        Assert.Equal(1, written);
        _office.WaitForRows();
        Assert.Equal(2, written);
        Assert.Single(_office.Store.Calls[new Serial(1)].OpenStays);
        _office.Report(HeldBy("a", 2, 107), Over("a", 2));
        _office.WaitForRows();
        Assert.Equal(3, written);
        Assert.Equal(Epoch.AddSeconds(2), _office.Store.Calls[new Serial(1)].Ended);
    }

    [Fact]
    [Requirement("N13")]
    public async Task A_crash_before_anyone_was_offered_the_call_leaves_a_closed_row()
    {
        _office.Report(Arrived("a", 5));
        var next = new TestOffice(_office.Store.AfterCrash());
        await RecoverAsync(next);
        Assert.Equal(Epoch.AddSeconds(5), next.Store.Calls[new Serial(1)].Ended);
        Assert.IsType<NoSuchCall>(next.Info(1));
    }

    [Fact]
    [Requirement("N9")]
    [Requirement("N13")]
    public async Task A_crash_while_a_user_is_back_closes_his_present_visit()
    {
        _office.Report(Arrived("a", 0), Connected("a", 1, 107), Connected("a", 2, 128), Left("a", 3, 107), Connected("a", 8, 107), HeldBy("a", 9, 128));
        _office.WaitForRows();
        var next = new TestOffice(_office.Store.AfterCrash());
        await RecoverAsync(next);
        Assert.Equal((2, 9.0), (next.Record(1, "107").Visit, next.Record(1, "107").Duration.TotalSeconds));
    }

    [Fact]
    [Requirement("N13")]
    public void The_book_is_empty_once_all_calls_have_ended_and_their_ends_are_handed_over()
    {
        var told = 0;
        _office.Book.WhenEmpty(() => told++);
        Assert.Equal(1, told);
        _office.Watching("107");
        _office.Sink.Lingers = true;
        _office.Report(Arrived("a", 0), Offered("a", 0, 107));
        _office.Book.WhenEmpty(() => told++);
        _office.Report(Over("a", 1));
        Assert.Equal(1, told);
        _office.Sink.HandOver();
        _office.Settle();
        Assert.Equal(2, told);
    }

    [Fact]
    [Requirement("N13")]
    public void A_snapshot_ends_what_is_missing_begins_what_is_new_and_says_nothing_twice()
    {
        var watcher = _office.Watching("107", "128", "109");
        CallFact[] known = [Arrived("a", 0), Offered("a", 0, 107), Offered("a", 0, 109), Connected("a", 1, 109), Left("a", 1, 107)];
        _office.Report([.. known, Arrived("gone", 2, line: 2), Offered("gone", 2, 128)]);
        watcher.News();
        _office.Report(
            new SwitchLost(At(3)),
            new SwitchSnapshot(At(10),
            [
                new SwitchCall(new CallKey("a"), [.. known, Left("a", 4, 109), Connected("a", 5, 128)]),
                new SwitchCall(new CallKey("new"), [Arrived("new", 6, line: 3), Offered("new", 7, 107)]),
            ]));
        Assert.Equal(
            [Wire.End("128", 2, 2), Wire.End("109", 1, 1), Wire.In("128", 1, 1), Wire.In("107", 3, 3)],
            watcher.News().Order(Comparer<string>.Create((a, b) => SerialOf(a) == SerialOf(b) ? 0 : SerialOf(a) == 2 ? -1 : SerialOf(b) == 2 ? 1 : SerialOf(a) - SerialOf(b))));
    }

    [Fact]
    public void Facts_told_twice_change_nothing()
    {
        var watcher = _office.Watching("107", "109");
        CallFact[] facts =
        [
            Arrived("a", 0), Offered("a", 1, 107), Offered("a", 1, 109), Connected("a", 2, 107), Left("a", 2, 109),
            HeldBy("a", 3, 107), ResumedBy("a", 5, 107), Recording("a", 6, 107, "/r/1.wav"), Recorded("a", 7, 107, "/r/1.wav"), Left("a", 9, 107), Over("a", 9),
        ];
        for (var i = 0; i < facts.Length; i++)
        {
            _office.Report(facts[i]);
            _office.Report([.. facts[..(i + 1)]]);
        }

        Assert.Equal([Wire.In("107", 1, 1), Wire.In("109", 1, 1), Wire.End("109", 1, 1), Wire.End("107", 1, 1)], watcher.News());
        var stay = _office.Record(1, "107");
        Assert.Equal((9, 1, 2), (stay.Duration.TotalSeconds, stay.RingTime.TotalSeconds, stay.HoldTime.TotalSeconds));
        Assert.Equal(["/r/1.wav"], stay.RecordingFiles);
        Assert.Equal(0, _office.Book.Count);
    }

    [Fact]
    public void The_calls_row_tells_its_history()
    {
        _office.Report(Arrived("a", 0), Offered("a", 1, 107), Connected("a", 2.5, 107), Over("a", 4));
        var row = _office.Store.Calls[new Serial(1)];
        Assert.Equal(
            """[{"ms":0,"what":"arrived","who":"L1"},{"ms":1000,"what":"offered","who":"S107"},{"ms":2500,"what":"answered","who":"S107"},{"ms":4000,"what":"over"}]""",
            row.Timeline);
        Assert.Equal((CallDirection.Incoming, Epoch.AddSeconds(4), false), (row.Direction, row.Ended!.Value, row.Interrupted));
        Assert.Empty(row.OpenStays);
    }

    [Fact]
    [Requirement("Q10")]
    [Requirement("N13")]
    public async Task A_crash_right_after_the_end_was_told_does_not_bring_back_earlier_times()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Offered("a", 1, 107), Connected("a", 4, 107), Connected("a", 5, 128), Recording("a", 6, 128, "/r/1.wav"));
        watcher.News();
        _office.WaitForRows();
        _office.Store.Refuses = true;
        _office.Report(Left("a", 3600, 107));
        _office.Store.AcceptNext(1);
        _office.Settle();
        Assert.Equal([Wire.End("107", 1, 1)], watcher.News());

        var next = new TestOffice(_office.Store.AfterCrash());
        await RecoverAsync(next);
        Assert.Equal(3600, next.Record(1, "107").Duration.TotalSeconds);
        Assert.Equal(6, next.Record(1, "128").Duration.TotalSeconds);
        Assert.All((string[])["107", "128"], uid => Assert.Equal(["/r/1.wav"], next.Record(1, uid).RecordingFiles));
        Assert.Equal(Epoch.AddSeconds(3600), next.Store.Calls[new Serial(1)].Ended);
    }

    private static async Task RecoverAsync(TestOffice office)
    {
        var open = await office.Store.ReadOpenCallsAsync(default);
        office.Book.Recover(open, [.. office.Store.Stays.Values]);
    }

    private static int SerialOf(string notice) => int.Parse(notice.Split("<serial=")[1].Split('>')[0], System.Globalization.CultureInfo.InvariantCulture);
}
