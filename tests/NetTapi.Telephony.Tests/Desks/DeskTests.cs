using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Notices;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;
using NetTapi.Telephony.Tests.Offices;
using NetTapi.Testing;
using static NetTapi.Telephony.Tests.Offices.Facts;

namespace NetTapi.Telephony.Tests.Desks;

/// <summary>What may be asked of the desk, by whom, and what becomes of it.</summary>
public class DeskTests
{
    private readonly TestOffice _office = new();

    [Theory]
    [Requirement("N2")]
    [Requirement("N3")]
    [Requirement("C7")]
    [InlineData("107", null, InterestOutcome.Ok)]
    [InlineData("107", "", InterestOutcome.Ok)]
    [InlineData("107", "107", InterestOutcome.Ok)]
    [InlineData("107", "128", InterestOutcome.NotPermitted)]
    [InlineData("107", "999", InterestOutcome.NoSuchUser)]
    [InlineData("107", "abc", InterestOutcome.NoSuchUser)]
    [InlineData("128", "107", InterestOutcome.Ok)]
    public void Everyone_may_watch_himself_and_the_privileged_everyone(string asker, string? uid, InterestOutcome expected)
    {
        var watcher = new TestWatcher();
        Assert.Equal(expected, _office.Desk.Watch(asker == "128" ? TestOffice.Ken : TestOffice.Ann, watcher, uid, CallTypes.IncomingOutside));
        Assert.Equal(expected == InterestOutcome.Ok ? 1 : 0, _office.Interests.Count);
        Assert.EndsWith($" {expected}", Assert.Single(_office.Audit.Lines), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("N3")]
    public void Where_the_policy_is_open_everyone_may_watch_everyone()
    {
        var office = new TestOffice(policy: AccessPolicy.Open);
        Assert.Equal(InterestOutcome.Ok, office.Desk.Watch(TestOffice.Ann, new TestWatcher(), "128", CallTypes.IncomingOutside));
    }

    [Theory]
    [Requirement("C3")]
    [InlineData("999", "nonsense", DialResult.NoSuchUser)]
    [InlineData("128", "nonsense", DialResult.NotPermitted)]
    [InlineData("107", "nonsense", DialResult.InvalidNumber)]
    [InlineData("107", "87,nonsense", DialResult.InvalidNumber)]
    [InlineData("107", "87,2148441111", DialResult.NoSuchTrunkGroup)]
    public void What_is_wrong_with_a_dial_is_looked_for_in_order_and_no_phone_rings(string uid, string address, DialResult expected)
    {
        Assert.Equal(expected, Dial(uid, address));
        Assert.Empty(_office.Switch.Asked);
    }

    [Theory]
    [Requirement("C2")]
    [Requirement("C3")]
    [InlineData(DialOutcome.Ringing, DialResult.Ok)]
    [InlineData(DialOutcome.AllLinesBusy, DialResult.AllLinesBusy)]
    [InlineData(DialOutcome.NoPhoneRegistered, DialResult.NoPhoneRegistered)]
    [InlineData(DialOutcome.PhoneDoesNotAnswer, DialResult.PhoneDoesNotAnswer)]
    [InlineData(DialOutcome.DialInProgress, DialResult.DialInProgress)]
    public void What_the_switch_says_of_a_dial_is_passed_on(DialOutcome outcome, DialResult expected)
    {
        _office.Switch.Outcome = outcome;
        Assert.Equal(expected, Dial(null, "82,+1 (214) 844-1111"));
        Assert.Equal(["dial 107 [107] group 2 +12148441111"], _office.Switch.Asked);
        Assert.Equal($"107 dial 107 {expected}", Assert.Single(_office.Audit.Lines));
    }

    [Fact]
    [Requirement("C1")]
    public void Access_code_9_means_the_default_trunk_group()
    {
        Assert.Equal(DialResult.Ok, Dial("107", "9,911"));
        Assert.Equal(["dial 107 [107] group 1 911"], _office.Switch.Asked);
    }

    [Theory]
    [Requirement("C1")]
    [InlineData("911", true, "911")]
    [InlineData("9-1-1", true, "911")]
    [InlineData("112", true, "112")]
    [InlineData("911", false, "911")]
    [InlineData("9,9112", true, "9112")]
    [InlineData("9112", true, "112")]
    [InlineData("9,112", false, "112")]
    [InlineData("85,112", true, "112")]
    [InlineData("85,911", false, "911")]
    public void An_emergency_number_needs_no_access_code_and_loses_no_digit_to_one(string address, bool hasDefault, string dialled)
    {
        var data = TestDirectory.Data with { TrunkGroups = [.. TestDirectory.Data.TrunkGroups.Select(group => group with { Default = hasDefault && group.Default })] };
        var office = new TestOffice(directory: data);
        DialResult? result = null;
        office.Desk.Dial(TestOffice.Ken, "107", address, became => result = became);
        Assert.Equal(DialResult.Ok, result);
        Assert.Equal([$"dial 107 [107] group 1 {dialled}"], office.Switch.Asked);
    }

    [Fact]
    [Requirement("C4")]
    public void Recording_goes_to_the_stations_of_the_user_meant_if_that_is_permitted()
    {
        _office.Desk.SetRecording(TestOffice.Ken, "109", on: true);
        _office.Desk.SetRecording(TestOffice.Ken, "109", on: false);
        _office.Desk.SetRecording(TestOffice.Ann, "109", on: true);
        _office.Desk.SetRecording(TestOffice.Ann, "abc", on: true);
        Assert.Equal(["record [109,209]", "stop_record [109,209]"], _office.Switch.Asked);
    }

    [Fact]
    [Requirement("C4")]
    [Requirement("C5")]
    public void What_is_never_answered_is_in_the_log_with_what_came_of_it()
    {
        _office.Desk.SetRecording(TestOffice.Ann, null, on: true);
        _office.Desk.PlayDtmf(TestOffice.Ann, null, "12a");
        _office.Switch.HasCall = false;
        _office.Desk.SetRecording(TestOffice.Ann, null, on: false);
        _office.Desk.PlayDtmf(TestOffice.Ann, null, "12");
        _office.Desk.PlayDtmf(TestOffice.Ann, "abc", "12");
        Assert.Equal(
            ["107 record 107 Ok", "107 play_dtmf 107 Ignored", "107 stop_record 107 Ignored", "107 play_dtmf 107 Ignored", "107 play_dtmf  NoSuchUser"],
            _office.Audit.Lines);
    }

    [Theory]
    [Requirement("C5")]
    [InlineData("12#*", true)]
    [InlineData("", false)]
    [InlineData("12a", false)]
    [InlineData("1 2", false)]
    [InlineData("\u0661", false)]
    public void Digits_are_played_whole_or_not_at_all(string digits, bool played)
    {
        _office.Desk.PlayDtmf(TestOffice.Ann, null, digits);
        Assert.Equal(played ? [$"play_dtmf [107] {digits}"] : [], _office.Switch.Asked);
    }

    [Theory]
    [Requirement("C5")]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Sixty_four_digits_are_the_most(int count, bool played)
    {
        _office.Desk.PlayDtmf(TestOffice.Ann, null, new string('1', count));
        Assert.Equal(played ? 1 : 0, _office.Switch.Asked.Count);
    }

    [Theory]
    [Requirement("C6")]
    [InlineData("107", "lunch", "107 Lunch")]
    [InlineData("", "ON SITE", "107 On site")]
    [InlineData("107", "Vacation", null)]
    [InlineData("128", "Lunch", null)]
    [InlineData("999", "Lunch", null)]
    public void A_status_that_exists_is_chosen_and_kept_and_anything_else_ignored_and_logged(string uid, string status, string? kept)
    {
        _office.Desk.ChangeStatus(TestOffice.Ann, uid, status);
        Assert.Equal(kept is null ? [] : [kept], _office.KeptStatuses);
        Assert.Equal(kept is not null, Assert.Single(_office.Audit.Lines).EndsWith(" Ok", StringComparison.Ordinal));
    }

    [Fact]
    [Requirement("C6")]
    public void A_status_that_does_not_ring_is_the_users_until_he_chooses_another()
    {
        var ann = _office.Directory.Current.User("107")!;
        _office.Desk.ChangeStatus(TestOffice.Ann, null, "Lunch");
        Assert.False(_office.Directory.Rings(ann));
        _office.Desk.ChangeStatus(TestOffice.Ann, null, "available");
        Assert.True(_office.Directory.Rings(ann));
    }

    [Fact]
    [Requirement("L1")]
    public void The_latest_call_from_outside_is_active_while_the_user_is_in_it_and_then_completed()
    {
        Assert.Null(Latest("nobody"));
        Assert.Null(Latest("Ann"));
        _office.Report(Arrived("a", 0), Offered("a", 0, 107));
        Assert.Equal(new LatestIncomingCall(new Serial(1), "9729859901", "9725551128", Active: true), Latest("ANN"));
        _office.Store.Refuses = true;
        _office.Report(Over("a", 1));
        Assert.Equal(new LatestIncomingCall(new Serial(1), "9729859901", "9725551128", Active: false), Latest("ann"));
        _office.Store.Latest = new LatestIncomingCall(new Serial(1), "1", "2", Active: false);
        _office.Store.Accept();
        _office.Settle();
        Assert.Equal(_office.Store.Latest, Latest("ann"));
    }

    [Fact]
    [Requirement("L1")]
    public void A_later_call_that_is_over_is_the_latest_though_an_older_one_goes_on()
    {
        _office.Report(Arrived("a", 0), Offered("a", 0, 107));
        _office.Store.Latest = new LatestIncomingCall(new Serial(9), "1", "2", Active: false);
        Assert.Equal(_office.Store.Latest, Latest("ann"));
    }

    [Fact]
    public void A_fault_in_what_takes_the_answer_does_not_answer_twice()
    {
        var answers = 0;
        Assert.Throws<InvalidDataException>(() => _office.Desk.LatestIncoming("ann", _ =>
        {
            answers++;
            throw new InvalidDataException("broken");
        }));
        Assert.Equal(1, answers);
    }

    private LatestIncomingCall? Latest(string name)
    {
        var answers = new List<LatestIncomingCall?>();
        _office.Desk.LatestIncoming(name, answers.Add);
        return Assert.Single(answers);
    }

    private DialResult Dial(string? uid, string address)
    {
        var results = new List<DialResult>();
        _office.Desk.Dial(TestOffice.Ann, uid, address, results.Add);
        return Assert.Single(results);
    }
}
