using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Tests.Offices;
using static NetTapi.Telephony.Tests.Offices.Facts;

namespace NetTapi.Telephony.Tests.Calls;

/// <summary>What a user's phones do, beside the status he chose.</summary>
public class LineStateTests
{
    private static readonly UserId Ann = new("107");
    private static readonly UserId Bob = new("109");

    private readonly TestOffice _office = new();
    private readonly List<string> _told = [];

    public LineStateTests() => _office.Book.Subscribe(happened =>
    {
        if (happened is LineStateChanged changed) _told.Add($"{changed.User} {changed.State}");
    });

    [Fact]
    public void A_user_rings_is_in_a_call_and_idle_again()
    {
        _office.Report(Arrived("a", 0), Offered("a", 1, 107), Connected("a", 2, 107));
        Assert.Equal(LineState.InCall, _office.Book.LineStateOf(Ann));
        _office.Report(Over("a", 3));
        Assert.Equal(["107 Ringing", "107 InCall", "107 Idle"], _told);
        Assert.Equal(LineState.Idle, _office.Book.LineStateOf(Ann));
    }

    [Fact]
    public void Of_several_calls_and_stations_the_busiest_counts()
    {
        _office.Report(Began("a", 0, 109), Arrived("b", 1), Offered("b", 1, 209), Left("a", 2, 109), Connected("b", 3, 209), Began("c", 4, 109), Over("b", 5), Over("c", 6), Over("a", 7));
        Assert.Equal(["109 InCall", "109 Ringing", "109 InCall", "109 Idle"], _told);
        Assert.Equal(LineState.Idle, _office.Book.LineStateOf(Bob));
    }

    [Fact]
    public void Who_goes_from_one_call_to_the_other_by_a_merger_is_at_no_time_idle()
    {
        _office.Report(Arrived("a", 0), Connected("a", 0, 128), Arrived("b", 1, line: 2), Connected("b", 1, 107), Merged("a", "b", 2));
        Assert.Equal(["128 InCall", "107 InCall"], _told);
        _office.Report(Over("a", 3));
        Assert.Equal(["107 Idle", "128 Idle"], _told[2..].Order());
    }

    [Fact]
    public void A_status_and_a_line_state_are_two_things()
    {
        _office.Report(Arrived("a", 0), Connected("a", 0, 107));
        _office.Desk.ChangeStatus(TestOffice.Ann, null, "Lunch");
        _office.Settle();
        Assert.Equal("Lunch", _office.Directory.StatusOf(_office.Directory.Current.User(Ann)!)!.Name);
        Assert.Equal(LineState.InCall, _office.Book.LineStateOf(Ann));
        _office.Report(Over("a", 2));
        Assert.Equal("Lunch", _office.Directory.StatusOf(_office.Directory.Current.User(Ann)!)!.Name);
    }

    [Fact]
    public void A_parked_call_leaves_its_parker_idle()
    {
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Parked("a", 1, 107), Left("a", 1, 107));
        Assert.Equal(LineState.Idle, _office.Book.LineStateOf(Ann));
    }
}
