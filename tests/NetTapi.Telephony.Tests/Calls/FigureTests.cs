using NetTapi.Telephony.Records;
using NetTapi.Telephony.Tests.Offices;
using NetTapi.Testing;
using static NetTapi.Telephony.Tests.Offices.Facts;

namespace NetTapi.Telephony.Tests.Calls;

/// <summary>The figures of a stay's record (Q2–Q7).</summary>
public class FigureTests
{
    private readonly TestOffice _office = new();

    [Fact]
    [Requirement("Q3")]
    [Requirement("Q4")]
    [Requirement("Q7")]
    public void Of_a_call_from_outside()
    {
        _office.Report(Arrived("a", 2), Offered("a", 3, 107), Connected("a", 8, 107), HeldBy("a", 20, 107), ResumedBy("a", 25, 107), Left("a", 60, 107), Over("a", 60));
        var stay = _office.Record(1, "107");
        Assert.Equal((CallDirection.Incoming, Epoch.AddSeconds(2), Epoch.AddSeconds(60)), (stay.Direction, stay.Began, stay.Left));
        Assert.Equal((58, 5, 5), Seconds(stay));
        Assert.Equal(
            [new PartyRecord(VoiceType.Line, 1, "9729859901", "FACETCORP", Span(58), Span(0)), new PartyRecord(VoiceType.Station, 107, "107", "Ann Bell", Span(57), Span(5))],
            stay.Parties);
    }

    [Fact]
    [Requirement("Q3")]
    [Requirement("Q4")]
    [Requirement("Q5")]
    [Requirement("Q7")]
    public void Of_a_call_to_the_outside_counted_from_the_sending_of_the_outside_leg()
    {
        _office.Report(Began("b", 0, 107), Placed("b", 4), Answered("b", 14), Over("b", 62));
        var stay = _office.Record(1, "107");
        Assert.Equal((CallDirection.Outgoing, Epoch.AddSeconds(4)), (stay.Direction, stay.Began));
        Assert.Equal((58, 10, 0), Seconds(stay));
        Assert.Equal(
            [new PartyRecord(VoiceType.Station, 107, "107", "Ann Bell", Span(58), Span(0)), new PartyRecord(VoiceType.Line, 1, "9728441111", "", Span(58), Span(10))],
            stay.Parties);
    }

    [Fact]
    [Requirement("Q5")]
    public void The_line_of_a_call_to_the_outside_is_a_party_though_it_never_answered()
    {
        _office.Report(Began("b", 0, 107), Placed("b", 0), LineGone("b", 7), Over("b", 9));
        var stay = _office.Record(1, "107");
        Assert.Equal((9, 7, 0), Seconds(stay));
        Assert.Equal([(VoiceType.Station, 9.0), (VoiceType.Line, 7.0)], stay.Parties.Select(party => (party.VoiceType, party.Duration.TotalSeconds)));
    }

    [Fact]
    [Requirement("N5")]
    [Requirement("Q5")]
    public void A_number_tried_by_one_line_after_the_other_is_one_party_and_one_start()
    {
        _office.Report(Began("b", 0, 107), Placed("b", 1), LineGone("b", 3), Placed("b", 3, line: 11), Answered("b", 8, line: 11), Over("b", 20));
        var stay = _office.Record(1, "107");
        Assert.Equal((19, 7, 0), Seconds(stay));
        Assert.Equal([(VoiceType.Station, 107), (VoiceType.Line, 11)], stay.Parties.Select(party => (party.VoiceType, party.DeviceIndex)));
        Assert.Equal(new LineNumber(11), _office.Store.Calls.Values.Single().Line);
    }

    /// <summary>The row of a call that came in by line 1 and was sent on outside had the line on which the second try went out.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_call_that_is_sent_on_to_the_outside_keeps_its_own_line_whatever_lines_are_tried(bool isIncoming)
    {
        if (isIncoming) _office.Report(Arrived("a", 0), Connected("a", 0, 107));
        else _office.Report(Began("a", 0, 107), Placed("a", 0, number: "9725550000"), Answered("a", 1));
        _office.Report(Placed("a", 2, line: 11), LineGone("a", 4, line: 11), Placed("a", 4, line: 12), Answered("a", 8, line: 12), Over("a", 20));
        Assert.Equal(new LineNumber(1), _office.Store.Calls.Values.Single().Line);
        Assert.Equal([1, 12], _office.Record(1, "107").Parties.Where(party => party.VoiceType == VoiceType.Line).Select(party => party.DeviceIndex));
    }

    [Fact]
    [Requirement("Q5")]
    public void A_station_that_never_answered_is_no_party()
    {
        _office.Report(Arrived("a", 0), Offered("a", 1, 107), Offered("a", 1, 109), Connected("a", 3, 109), Left("a", 3, 107), Over("a", 5));
        Assert.Equal([1], _office.Record(1, "107").Parties.Where(party => party.VoiceType == VoiceType.Line).Select(party => party.DeviceIndex));
        Assert.Equal(["9729859901", "109"], _office.Record(1, "109").Parties.Select(party => party.Number));
    }

    [Fact]
    [Requirement("Q4")]
    public void Ringing_counts_until_the_first_answer_and_to_the_end_where_there_was_none()
    {
        _office.Report(Arrived("a", 0), Offered("a", 2, 107), Offered("a", 4, 109), Left("a", 6, 107), Left("a", 7, 109), Offered("a", 10, 128), Over("a", 13));
        Assert.Equal(4, _office.Record(1, "107").RingTime.TotalSeconds);
        Assert.Equal(5, _office.Record(1, "109").RingTime.TotalSeconds);
        Assert.Equal(8, _office.Record(1, "128").RingTime.TotalSeconds);
    }

    [Fact]
    [Requirement("Q4")]
    [Requirement("Q5")]
    public void Ringing_after_the_first_answer_is_a_partys_own_and_not_the_calls()
    {
        _office.Report(Arrived("a", 0), Offered("a", 0, 128), Connected("a", 5, 128), Offered("a", 10, 107), Left("a", 10, 128), Connected("a", 17, 107), Over("a", 20));
        var stay = _office.Record(1, "107");
        Assert.Equal(5, stay.RingTime.TotalSeconds);
        Assert.Equal([0.0, 5.0, 7.0], stay.Parties.Select(party => party.RingTime.TotalSeconds));
        Assert.Equal([20.0, 10.0, 10.0], stay.Parties.Select(party => party.Duration.TotalSeconds));
    }

    [Fact]
    [Requirement("Q4")]
    public void Holds_that_overlap_count_once_and_parking_counts_as_hold()
    {
        _office.Report(
            Arrived("a", 0), Connected("a", 0, 107), HeldBy("a", 1, 107), HeldOutside("a", 2), ResumedBy("a", 4, 107), ResumedOutside("a", 6),
            Parked("a", 10, 107), HeldOutside("a", 11), ResumedOutside("a", 12), Retrieved("a", 15, 107), Over("a", 20));
        Assert.Equal(10, _office.Record(1, "107").HoldTime.TotalSeconds);
    }

    [Fact]
    [Requirement("Q4")]
    public void A_hold_ends_with_the_party_that_held()
    {
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Connected("a", 0, 128), HeldBy("a", 1, 128), Left("a", 3, 128), HeldBy("a", 4, 128), Over("a", 20));
        Assert.Equal(2, _office.Record(1, "107").HoldTime.TotalSeconds);
    }

    [Fact]
    [Requirement("Q4")]
    public void Hold_and_ringing_before_the_outside_leg_do_not_count()
    {
        _office.Report(Began("b", 0, 107), Offered("b", 1, 128), HeldBy("b", 2, 107), Left("b", 3, 128), Placed("b", 5), ResumedBy("b", 7, 107), Answered("b", 9), Over("b", 10));
        var stay = _office.Record(1, "107");
        Assert.Equal((5, 4, 2), Seconds(stay));
        Assert.Equal(["107", "9728441111"], stay.Parties.Select(party => party.Number));
    }

    [Fact]
    [Requirement("Q5")]
    public void The_figures_are_those_of_the_moment_the_user_left()
    {
        _office.Report(Arrived("a", 0), Connected("a", 1, 107), Left("a", 10, 107), Connected("a", 10, 128), HeldBy("a", 12, 128), Over("a", 60));
        var stay = _office.Record(1, "107");
        Assert.Equal((10, 0, 0), Seconds(stay));
        Assert.Equal(["9729859901", "107"], stay.Parties.Select(party => party.Number));
        Assert.Equal((60, 0, 48), Seconds(_office.Record(1, "128")));
    }

    [Fact]
    [Requirement("Q7")]
    public void The_station_used_is_told_and_one_of_nobody_goes_by_its_number()
    {
        _office.Report(Arrived("a", 0), Offered("a", 0, 109), Offered("a", 0, 209), Connected("a", 1, 209), Left("a", 1, 109), Connected("a", 2, 300), Over("a", 3));
        Assert.Equal(
            [(209, "109", "Bob"), (300, "300", "")],
            _office.Record(1, "109").Parties.Skip(1).Select(party => (party.DeviceIndex, party.Number, party.Name)));
    }

    [Fact]
    [Requirement("Q2")]
    public void Recordings_are_listed_in_the_order_they_began_if_they_began_before_the_user_left()
    {
        _office.Report(
            Arrived("a", 0), Connected("a", 0, 107), Connected("a", 0, 128), Recording("a", 1, 107, "/r/1.wav"), Recording("a", 2, 128, "/r/2.wav"),
            Recorded("a", 3, 128, "/r/2.wav"), Recorded("a", 4, 107, "/r/1.wav"), Left("a", 5, 107), Recording("a", 6, 128, "/r/3.wav"), Recorded("a", 7, 128, "/r/3.wav"), Over("a", 8));
        Assert.Equal(["/r/1.wav", "/r/2.wav"], _office.Record(1, "107").RecordingFiles);
        Assert.Equal(["/r/1.wav", "/r/2.wav", "/r/3.wav"], _office.Record(1, "128").RecordingFiles);
    }

    [Fact]
    [Requirement("Q5")]
    public void Parties_are_called_what_they_were_called_when_the_call_began()
    {
        _office.Report(Arrived("a", 0), Offered("a", 0, 107));
        var renamed = TestDirectory.Data with { Users = [.. TestDirectory.Data.Users.Select(user => user with { FirstName = "New", Stations = [] })] };
        _office.Directory.Replace(new Telephony.Directory.DirectoryIndex(renamed));
        _office.Report(Connected("a", 2, 107), Connected("a", 3, 128), Over("a", 5));
        Assert.Equal(["FACETCORP", "Ann Bell", "Ken Adams"], _office.Record(1, "107").Parties.Select(party => party.Name));
    }

    private static (int Duration, int Ring, int Hold) Seconds(StayRecord stay) =>
        ((int)stay.Duration.TotalSeconds, (int)stay.RingTime.TotalSeconds, (int)stay.HoldTime.TotalSeconds);

    private static TimeSpan Span(int seconds) => TimeSpan.FromSeconds(seconds);
}
