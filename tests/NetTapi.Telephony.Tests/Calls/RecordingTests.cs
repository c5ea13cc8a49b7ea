using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Switching;
using NetTapi.Telephony.Tests.Offices;
using NetTapi.Testing;
using static NetTapi.Telephony.Tests.Offices.Facts;

namespace NetTapi.Telephony.Tests.Calls;

/// <summary>A file is listed when it is whole and closed, and not before (Q2, Q10).</summary>
public class RecordingTests
{
    private readonly TestOffice _office = new();

    [Fact]
    [Requirement("Q10")]
    public void An_end_waits_until_the_users_own_file_is_closed()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Recording("a", 1, 107, "/r/1.wav"), Left("a", 5, 107));
        Assert.Equal([Wire.In("107", 1, 1)], watcher.News());
        Assert.IsType<CallNotCompleted>(_office.Info(1, "107"));
        _office.Report(Recorded("a", 5.2, 107, "/r/1.wav"));
        Assert.Equal([Wire.End("107", 1, 1)], watcher.News());
        Assert.Equal(["/r/1.wav"], _office.Record(1, "107").RecordingFiles);
        Assert.Equal(5, _office.Record(1, "107").Duration.TotalSeconds);
    }

    /// <summary>The folder could not be written to, and call_info listed a file that was never there.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Requirement("Q10")]
    public void A_file_that_could_not_be_made_is_not_listed(bool afterLeaving)
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Connected("a", 0, 128), Recording("a", 1, 107, "/r/1.wav"));
        if (!afterLeaving) _office.Report(Recorded("a", 1.1, 107, "/r/1.wav", isThere: false));
        _office.Report(Recording("a", 2, 107, "/r/2.wav"), Left("a", 5, 107));
        if (afterLeaving) _office.Report(Recorded("a", 5.1, 107, "/r/1.wav", isThere: false));
        _office.Report(Recorded("a", 5.2, 107, "/r/2.wav"));
        Assert.Equal([Wire.In("107", 1, 1), Wire.End("107", 1, 1)], watcher.News());
        Assert.Equal(["/r/2.wav"], _office.Record(1, "107").RecordingFiles);
        _office.Report(Over("a", 9));
        Assert.Equal(["/r/2.wav"], _office.Record(1, "128").RecordingFiles);
        Assert.Equal(0, _office.Book.Count);
    }

    [Fact]
    [Requirement("Q10")]
    public void When_the_call_is_over_all_ends_wait_for_the_files_being_closed()
    {
        var watcher = _office.Watching("107", "128");
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Connected("a", 0, 128), Recording("a", 1, 107, "/r/1.wav"), Over("a", 5));
        Assert.Equal([Wire.In("107", 1, 1), Wire.In("128", 1, 1)], watcher.News());
        Assert.Equal(1, _office.Book.SlotsTaken);
        _office.Report(Recorded("a", 5.2, 107, "/r/1.wav"));
        Assert.Equal([Wire.End("107", 1, 1), Wire.End("128", 1, 1)], watcher.News());
        Assert.Equal(["/r/1.wav"], _office.Record(1, "128").RecordingFiles);
        Assert.Equal(0, _office.Book.Count);
    }

    [Fact]
    [Requirement("Q10")]
    public void Anothers_file_that_is_still_written_is_added_when_it_is_closed()
    {
        var watcher = _office.Watching("128");
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Connected("a", 0, 128), Recording("a", 1, 107, "/r/1.wav"), Left("a", 5, 128));
        Assert.Equal([Wire.In("128", 1, 1), Wire.End("128", 1, 1)], watcher.News());
        Assert.Empty(_office.Record(1, "128").RecordingFiles);
        _office.Report(Recorded("a", 30, 107, "/r/1.wav"));
        Assert.Equal(["/r/1.wav"], _office.Record(1, "128").RecordingFiles);
        Assert.Empty(watcher.News());
        _office.Report(Recording("a", 31, 107, "/r/2.wav"), Recorded("a", 32, 107, "/r/2.wav"), Over("a", 33));
        Assert.Equal(["/r/1.wav"], _office.Record(1, "128").RecordingFiles);
        Assert.Equal(["/r/1.wav", "/r/2.wav"], _office.Record(1, "107").RecordingFiles);
    }

    [Fact]
    [Requirement("N9")]
    public void Who_leaves_again_has_one_record_with_all_files()
    {
        _office.Report(
            Arrived("a", 0), Connected("a", 0, 107), Connected("a", 0, 128), Recording("a", 1, 107, "/r/1.wav"), Left("a", 5, 128), Connected("a", 6, 128), Left("a", 7, 128),
            Recorded("a", 8, 107, "/r/1.wav"), Over("a", 9));
        var stay = _office.Record(1, "128");
        Assert.Equal((2, 7.0), (stay.Visit, stay.Duration.TotalSeconds));
        Assert.Equal(["/r/1.wav"], stay.RecordingFiles);
    }

    [Fact]
    public void A_file_that_takes_too_long_is_waited_for_no_longer_and_added_when_it_comes()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Recording("a", 1, 107, "/r/1.wav"), Over("a", 5));
        Assert.Single(watcher.News());
        _office.Loop.Run(TimeSpan.FromSeconds(6));
        Assert.Equal([Wire.End("107", 1, 1)], watcher.News());
        Assert.Equal((0, 0), (_office.Book.Count, _office.Book.SlotsTaken));
        Assert.Empty(_office.Record(1, "107").RecordingFiles);
        _office.Report(Recorded("a", 20, 107, "/r/1.wav"));
        Assert.Equal(["/r/1.wav"], _office.Record(1, "107").RecordingFiles);
        Assert.Equal(At(5).Utc, _office.Store.Calls.Values.Single().Ended);
    }

    [Theory]
    [Requirement("N8")]
    [InlineData("a")]
    [InlineData("b")]
    [InlineData("c")]
    public void A_file_is_closed_by_whichever_key_its_call_had_through_mergers(string key)
    {
        _office.Report(
            Arrived("a", 0), Connected("a", 0, 128), Arrived("b", 1, line: 2), Connected("b", 1, 107), Recording("b", 2, 107, "/r/1.wav"), Merged("a", "b", 3),
            Arrived("c", 4, line: 3), Connected("c", 4, 109), Merged("c", "a", 5), Left("c", 6, 107), Recorded(key, 6.1, 107, "/r/1.wav"), Over("c", 9));
        Assert.Equal(["/r/1.wav"], _office.Record(2, "107").RecordingFiles);
        Assert.Equal(["/r/1.wav"], _office.Record(1, "107").RecordingFiles);
        Assert.Equal(["/r/1.wav"], _office.Record(1, "128").RecordingFiles);
        Assert.Equal(["/r/1.wav"], _office.Record(1, "109").RecordingFiles);
        Assert.All(_office.Store.Calls.Values, call => Assert.NotNull(call.Ended));
        Assert.Equal(0, _office.Book.Unfinished);
    }

    /// <summary>A transfer with asking, all calls being recorded: the files are closed under the key that goes on, and the other one was kept for ever; from the 4,096th on files were missing.</summary>
    [Fact]
    [Requirement("N8")]
    public void A_file_that_is_closed_after_a_merger_is_waited_for_no_longer_under_the_key_that_vanished()
    {
        for (var i = 0; i < 4100; i++)
        {
            var (remaining, vanishing, file, at) = ($"a{i}", $"b{i}", $"/r/{i}.wav", 10 * i);
            _office.Report(
                Arrived(remaining, at), Connected(remaining, at, 107), Began(vanishing, at + 1, 107), Connected(vanishing, at + 2, 109), Recording(vanishing, at + 2, 107, file),
                Left(vanishing, at + 3, 107), Merged(remaining, vanishing, at + 3), Left(remaining, at + 3, 107), Recorded(remaining, at + 3.1, 107, file), Over(remaining, at + 9));
        }

        Assert.Equal(0, _office.Book.Unfinished);
        Assert.Equal(0, _office.Book.Count);
        _office.Report(Arrived("z", 50000), Connected("z", 50000, 107), Recording("z", 50001, 107, "/r/z.wav"), Over("z", 50002), Recorded("z", 50002.5, 107, "/r/z.wav"));
        Assert.Equal(["/r/z.wav"], _office.Record(8201, "107").RecordingFiles);
    }

    [Fact]
    [Requirement("N8")]
    public void A_recording_that_goes_on_through_a_merger_is_listed_in_both_calls()
    {
        _office.Report(
            Arrived("a", 0), Connected("a", 0, 128), Began("b", 1, 107), Placed("b", 2, line: 2), Answered("b", 3, line: 2), Recording("b", 4, 107, "/r/1.wav"),
            Merged("a", "b", 5));
        Assert.Empty(_office.Record(2, "107").RecordingFiles);
        _office.Report(Left("a", 8, 107), Recorded("a", 8.1, 107, "/r/1.wav"), Over("a", 9));
        Assert.Equal(["/r/1.wav"], _office.Record(2, "107").RecordingFiles);
        Assert.Equal(["/r/1.wav"], _office.Record(1, "107").RecordingFiles);
        Assert.Equal(["/r/1.wav"], _office.Record(1, "128").RecordingFiles);
        Assert.All(_office.Store.Calls.Values, call => Assert.NotNull(call.Ended));
    }

    [Fact]
    [Requirement("N13")]
    public void After_a_crash_the_mended_files_are_listed_of_those_too_who_had_left()
    {
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Connected("a", 0, 128), Recording("a", 1, 107, "/r/1.wav"), Left("a", 5, 128), HeldOutside("a", 6));
        var next = new TestOffice(_office.Store.AfterCrash());
        next.Book.Recover([.. next.Store.Calls.Values.Where(call => call.Ended is null)], [.. next.Store.Stays.Values]);
        next.Settle();
        Assert.Equal(["/r/1.wav"], next.Record(1, "107").RecordingFiles);
        Assert.Equal(["/r/1.wav"], next.Record(1, "128").RecordingFiles);
        Assert.Equal(5, next.Record(1, "128").Duration.TotalSeconds);
    }

    [Fact]
    public void A_recording_switched_on_and_off_for_ever_fills_nothing()
    {
        _office.Report(Arrived("a", 0), Connected("a", 0, 107));
        for (var i = 0; i < 2000; i++) _office.Report(Recording("a", 1 + i, 107, $"/r/{i}.wav"), Recorded("a", 1.5 + i, 107, $"/r/{i}.wav"));
        _office.Report(Over("a", 3000));
        Assert.Equal(1000, _office.Record(1, "107").RecordingFiles.Length);
    }

    [Fact]
    public void Hold_resume_and_hold_again_within_one_instant_are_three_facts_and_one_told_twice_is_one()
    {
        List<CallEvent> told = [];
        _office.Report(Arrived("a", 0), Connected("a", 0, 107));
        using var subscription = _office.Book.Subscribe(told.Add);
        var numbers = new FactNumbers();
        CallFact[] facts = [.. new[] { HeldBy("a", 1, 107), ResumedBy("a", 1, 107), HeldBy("a", 1, 107) }.Select(numbers.Number)];
        _office.Report(facts);
        _office.Report(facts);
        Assert.Equal(["Held", "Resumed", "Held"], told.Select(happened => happened.GetType().Name));
        _office.Report(Over("a", 5));
        Assert.Equal(4, _office.Record(1, "107").HoldTime.TotalSeconds);
    }
}
