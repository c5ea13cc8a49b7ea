using NetTapi.Telephony.Tests.Offices;
using NetTapi.Testing;
using static NetTapi.Telephony.Tests.Offices.Facts;

namespace NetTapi.Telephony.Tests.Calls;

/// <summary>Parked calls: whose they are, and who is told what.</summary>
public class ParkTests
{
    private readonly TestOffice _office = new();

    [Fact]
    [Requirement("N9")]
    public void A_parked_call_stays_its_parkers_and_retrieving_it_himself_is_no_new_start()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Offered("a", 0, 107), Connected("a", 1, 107), Parked("a", 5, 107), Left("a", 5, 107));
        Assert.Equal([Wire.In("107", 1, 1)], watcher.News());
        _office.Report(Retrieved("a", 20, 107), Connected("a", 20, 107));
        Assert.Empty(watcher.News());
        _office.Report(Over("a", 30));
        Assert.Equal([Wire.End("107", 1, 1)], watcher.News());
        Assert.Equal((15, 1), ((int)_office.Record(1, "107").HoldTime.TotalSeconds, _office.Record(1, "107").Visit));
    }

    [Fact]
    [Requirement("N12")]
    public void Who_retrieves_it_from_another_starts_after_the_parkers_end()
    {
        var watcher = _office.Watching("107", "128");
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Parked("a", 5, 107), Left("a", 5, 107), Retrieved("a", 9, 128), Connected("a", 9, 128), Over("a", 12));
        Assert.Equal([Wire.In("107", 1, 1), Wire.End("107", 1, 1), Wire.In("128", 1, 1), Wire.End("128", 1, 1)], watcher.News());
        Assert.Equal(9, _office.Record(1, "107").Duration.TotalSeconds);
    }

    [Fact]
    [Requirement("N6")]
    public void Who_is_outside_and_is_given_it_ends_the_parkers_stay()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Parked("a", 5, 107), Left("a", 5, 107), Arrived("b", 6, line: 2), Retrieved("a", 9, null), Merged("a", "b", 9));
        Assert.Equal([Wire.In("107", 1, 1), Wire.End("107", 1, 1)], watcher.News());
        _office.Report(Over("a", 60));
        Assert.Empty(watcher.News());
        Assert.Equal((9, 4), ((int)_office.Record(1, "107").Duration.TotalSeconds, (int)_office.Record(1, "107").HoldTime.TotalSeconds));
    }

    [Fact]
    public void A_call_back_that_the_parker_answers_or_not_is_no_new_start()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Parked("a", 5, 107), Left("a", 5, 107));
        Assert.Single(watcher.News());
        _office.Report(Offered("a", 60, 107), Left("a", 80, 107), Offered("a", 100, 107), Retrieved("a", 101, 107), Connected("a", 101, 107));
        Assert.Empty(watcher.News());
        _office.Report(Left("a", 110, 107));
        Assert.Equal([Wire.End("107", 1, 1)], watcher.News());
    }

    [Fact]
    [Requirement("N6")]
    public void A_parked_call_that_ends_ends_for_its_parker()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Parked("a", 5, 107), Left("a", 5, 107), Over("a", 9));
        Assert.Equal([Wire.In("107", 1, 1), Wire.End("107", 1, 1)], watcher.News());
    }

    [Fact]
    public void Who_parks_it_again_is_its_parker_and_the_former_one_has_left()
    {
        var watcher = _office.Watching("107", "128");
        _office.Report(
            Arrived("a", 0), Connected("a", 0, 107), Parked("a", 5, 107), Left("a", 5, 107), Retrieved("a", 6, 128), Connected("a", 6, 128), Parked("a", 7, 128), Left("a", 7, 128));
        Assert.Equal([Wire.In("107", 1, 1), Wire.End("107", 1, 1), Wire.In("128", 1, 1)], watcher.News());
        _office.Report(Retrieved("a", 9, 107), Connected("a", 9, 107));
        Assert.Equal([Wire.End("128", 1, 1), Wire.In("107", 1, 1)], watcher.News());
    }

    [Fact]
    public void A_call_parked_from_a_phone_of_nobody_is_nobodys()
    {
        var watcher = _office.Watching("107");
        _office.Report(Arrived("a", 0), Connected("a", 0, 300), Parked("a", 5, 300), Left("a", 5, 300), Retrieved("a", 6, 107), Connected("a", 6, 107));
        Assert.Equal([Wire.In("107", 1, 1)], watcher.News());
    }

    [Fact]
    [Requirement("N8")]
    public void A_merger_keeps_parking_and_parker()
    {
        var watcher = _office.Watching("107", "109");
        _office.Report(Arrived("a", 0), Connected("a", 0, 109), Arrived("b", 1, line: 2), Connected("b", 1, 107), Parked("b", 2, 107), Left("b", 2, 107), Merged("a", "b", 5));
        Assert.Equal([Wire.In("109", 1, 1), Wire.In("107", 2, 2), Wire.End("107", 2, 2), Wire.In("107", 1, 1)], watcher.News());
        _office.Report(Over("a", 9));
        Assert.Equal(4, _office.Record(1, "107").HoldTime.TotalSeconds);
    }

    [Fact]
    [Requirement("N12")]
    public void One_station_in_anothers_place_ends_before_it_starts()
    {
        var watcher = _office.Watching("107", "128");
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Replaced("a", 5, 107, 128), Over("a", 9));
        Assert.Equal([Wire.In("107", 1, 1), Wire.End("107", 1, 1), Wire.In("128", 1, 1), Wire.End("128", 1, 1)], watcher.News());
    }

    [Fact]
    [Requirement("N9")]
    public void A_user_who_takes_his_call_to_his_other_phone_never_left_it()
    {
        var watcher = _office.Watching("109");
        _office.Report(Arrived("a", 0), Connected("a", 0, 109), Replaced("a", 5, 109, 209));
        Assert.Equal([Wire.In("109", 1, 1)], watcher.News());
        _office.Report(Over("a", 9));
        var stay = _office.Record(1, "109");
        Assert.Equal([(109, 5.0), (209, 4.0)], stay.Parties.Skip(1).Select(party => (party.DeviceIndex, party.Duration.TotalSeconds)));
        Assert.Equal(1, stay.Visit);
    }
}
