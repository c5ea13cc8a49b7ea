using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Tests.Offices;
using NetTapi.Testing;
using static NetTapi.Telephony.Tests.Offices.Facts;

namespace NetTapi.Telephony.Tests.Desks;

/// <summary>Whose figures are told, and when there are none (Q1, Q8–Q10).</summary>
public class CallInfoTests
{
    private readonly TestOffice _office = new();

    [Fact]
    [Requirement("Q1")]
    public void While_the_user_is_in_the_call_it_is_not_completed()
    {
        _office.Report(Arrived("a", 0), Offered("a", 0, 107));
        Assert.IsType<CallNotCompleted>(_office.Info(1));
        Assert.IsType<CallNotCompleted>(_office.Info(1, "107"));
        _office.Report(Over("a", 5));
        Assert.IsType<CallCompleted>(_office.Info(1));
    }

    [Fact]
    [Requirement("Q8")]
    public void A_user_named_is_meant_though_others_have_left()
    {
        LeaveInTurn();
        Assert.Equal("109", UserOf(_office.Info(1, "109")));
        Assert.Equal("107", UserOf(_office.Info(1, "107", lastEnded: "109")));
        Assert.IsType<NoSuchCall>(_office.Info(1, "130"));
    }

    [Fact]
    [Requirement("Q8")]
    public void Else_the_user_of_the_latest_end_sent_here()
    {
        LeaveInTurn();
        Assert.Equal("107", UserOf(_office.Info(1, lastEnded: "107")));
    }

    [Fact]
    [Requirement("Q8")]
    public void Else_the_watched_user_who_left_last()
    {
        _office.Watching("107", "109");
        LeaveInTurn();
        Assert.Equal("109", UserOf(_office.Info(1)));
    }

    [Fact]
    [Requirement("Q8")]
    public void Else_he_who_asks_if_he_took_part_else_the_one_who_left_last()
    {
        LeaveInTurn();
        Assert.Equal("107", UserOf(_office.Info(1, who: TestOffice.Ann)));
        Assert.Equal("109", UserOf(_office.Info(1, who: new Principal(new UserId("109"), Privileges.Mgr))));
        Assert.Equal("128", UserOf(_office.Info(1, who: new Principal(new UserId("130"), Privileges.Mgr))));
    }

    [Fact]
    [Requirement("Q8")]
    [Requirement("Q1")]
    public void Not_completed_is_said_only_if_nobody_meant_has_left()
    {
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Connected("a", 1, 128), Left("a", 5, 107));
        Assert.Equal("107", UserOf(_office.Info(1)));
        Assert.IsType<CallNotCompleted>(_office.Info(1, "128"));
    }

    [Fact]
    [Requirement("N9")]
    public void A_user_who_is_back_is_in_the_call_again()
    {
        _office.Report(Arrived("a", 0), Connected("a", 0, 107), Left("a", 5, 107), Connected("a", 6, 107));
        Assert.IsType<CallNotCompleted>(_office.Info(1, "107"));
        Assert.IsType<CallNotCompleted>(_office.Info(1, lastEnded: "107"));
        _office.Report(Over("a", 9));
        Assert.Equal(9, _office.Record(1, "107").Duration.TotalSeconds);
    }

    [Fact]
    [Requirement("Q9")]
    public void No_such_call_and_not_permitted_look_alike()
    {
        _office.Report(Arrived("a", 0), Connected("a", 0, 128), Began("x", 0, 107));
        Assert.IsType<NoSuchCall>(_office.Info(1, who: TestOffice.Ann));
        Assert.IsType<NoSuchCall>(_office.Info(1, "128", who: TestOffice.Ann));
        Assert.IsType<NoSuchCall>(_office.Info(99));
        Assert.IsType<NoSuchCall>(_office.Info(2));
        _office.Report(Over("a", 5), Over("x", 5));
        Assert.IsType<NoSuchCall>(_office.Info(1, who: TestOffice.Ann));
        Assert.IsType<NoSuchCall>(_office.Info(1, "128", lastEnded: null, who: TestOffice.Ann));
        Assert.IsType<NoSuchCall>(_office.Info(2));
    }

    [Fact]
    [Requirement("Q10")]
    public void At_the_moment_an_end_goes_out_the_figures_are_there()
    {
        _office.Watching("107");
        CallInfoResult? atTheEnd = null;
        _office.Sink.Delivering = notice =>
        {
            if (notice is Telephony.Notices.EndNotice) _office.Desk.CallInfo(TestOffice.Ken, notice.Serial, null, null, found => atTheEnd = found);
        };
        _office.Report(Arrived("a", 0), Offered("a", 0, 107), Over("a", 5));
        Assert.Equal(5, Assert.IsType<CallCompleted>(atTheEnd).Stay.Duration.TotalSeconds);
    }

    [Fact]
    public void A_record_that_can_not_be_read_is_answered_as_none_and_reported()
    {
        _office.Report(Arrived("a", 0), Offered("a", 0, 107), Over("a", 5));
        _office.Store.ReadFault = new IOException("The disk is on fire.");
        Assert.IsType<NoSuchCall>(_office.Info(1));
        Assert.IsType<IOException>(Assert.Single(_office.Audit.Faults));
    }

    private void LeaveInTurn() => _office.Report(
        Arrived("a", 0), Connected("a", 0, 107), Connected("a", 0, 109), Connected("a", 0, 128), Left("a", 5, 107), Left("a", 6, 109), Left("a", 7, 128), Over("a", 7));

    private static string UserOf(CallInfoResult result) => Assert.IsType<CallCompleted>(result).Stay.User.Value;
}
