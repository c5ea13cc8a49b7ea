using NetTapi.Phone;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Tests.Features;

/// <summary>Who has left a caller to ask somebody first, by feature code: nobody is forgotten, whoever hangs up when, and whoever was asked.</summary>
public class ConsultationTests
{
    private static readonly RingGroup Help = new()
    {
        Name = "help",
        Number = "500",
        Members = FeatureOffice.Uids("144", "107"),
        Order = RingOrder.Serial,
        RingTime = TimeSpan.FromSeconds(10),
    };

    private static readonly Script Day = new() { Name = "day", Number = "510", Menu = [new MenuChoice('1', new RouteTarget(RouteKind.User, "107"))] };

    [Fact]
    public void A_group_that_rings_in_turn_goes_on_for_the_caller_when_who_asked_it_hangs_up()
    {
        var office = FeatureOffice.With(data => data with { Groups = [Help] });
        var phone = office.Phone(128);
        office.Phone(144);
        var second = office.Phone(107);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73500#");
        phone.LastCall!.HangUp();
        office.Run(12);
        Assert.Equal("9729859901", second.LastCall!.Number);
        second.LastCall.Answer();
        office.Run(1);
        Assert.True(office.Talk(outside, second.LastCall));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Theory]
    [InlineData("*72")]
    [InlineData("*70")]
    public void The_one_asked_hangs_up_while_a_code_is_dialled_and_the_caller_is_back(string code)
    {
        var office = new Office();
        var phone = office.Phone(128);
        var target = office.Phone(144, AnswerScript.Answer());
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73144#");
        phone.LastCall!.SendDigits(code);
        office.Run(1);
        target.LastCall!.HangUp();
        office.Run(5);
        Assert.True(office.Talk(outside, phone.LastCall));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Going_back_does_not_wait_until_the_other_has_rung_in_vain(bool isBusy)
    {
        var office = new Office();
        var phone = office.Phone(128);
        var target = office.Phone(144, isBusy ? AnswerScript.Reject() : null);
        var outside = office.Answered(phone);
        phone.LastCall!.SendDigits("*73144#");
        office.Run(2);
        phone.LastCall.SendDigits("*73");
        office.Run(1);
        Assert.True(office.Talk(outside, phone.LastCall));
        Assert.Equal(PhoneCallState.Ended, target.LastCall!.State);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Going_back_from_a_conference_room_leaves_the_others_in_it()
    {
        var office = WithRoom();
        var one = office.Phone(144).Call("600");
        office.Run(1);
        var two = office.Phone(107).Call("600");
        office.Run(1);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73600#");
        Assert.True(office.Talk(phone.LastCall!, one));
        office.Press(phone.LastCall!, "*73");
        Assert.True(office.Talk(outside, phone.LastCall!));
        Assert.True(office.Talk(one, two));
        Assert.False(office.Hears(one, phone.LastCall!));
        office.Press(phone.LastCall!, "*73600#");
        Assert.True(office.Talk(phone.LastCall!, two));
        outside.HangUp();
        one.HangUp();
        two.HangUp();
        phone.LastCall!.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void The_caller_who_is_brought_into_a_room_leaves_it_a_room()
    {
        var office = WithRoom();
        var one = office.Phone(144).Call("600");
        office.Run(1);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73600#");
        office.Press(phone.LastCall!, "*74");
        Assert.True(office.Talk(outside, one));
        Assert.True(office.Talk(outside, phone.LastCall!));
        Assert.Equal(1, office.Switch.Figures.Rooms);
        var late = office.Phone(107).Call("600");
        office.Run(1);
        Assert.True(office.Talk(late, outside));
        foreach (var call in new[] { one, outside, late, phone.LastCall! }) call.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Who_asks_for_the_very_room_he_is_in_is_back_in_it()
    {
        var office = WithRoom();
        var phone = office.Phone(128);
        var one = phone.Call("600");
        office.Run(1);
        var two = office.Phone(207).Call("600");
        office.Run(1);
        office.Press(one, "*73600#");
        Assert.True(office.Talk(one, two));
        one.HangUp();
        office.Run(1);
        Assert.Equal(1, office.Switch.Figures.Rooms);
        var late = office.Phone(107).Call("600");
        office.Run(1);
        Assert.True(office.Talk(late, two));
        two.HangUp();
        late.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Who_asks_somebody_from_a_room_and_hangs_up_leaves_it_a_room()
    {
        var office = WithRoom();
        var phone = office.Phone(128);
        var one = phone.Call("600");
        office.Run(1);
        var two = office.Phone(207).Call("600");
        office.Run(1);
        office.Phone(144);
        office.Press(one, "*73144#");
        one.HangUp();
        office.Run(50);
        Assert.Equal(1, office.Switch.Figures.Rooms);
        Assert.Equal(PhoneCallState.Talking, two.State);
        var late = office.Phone(107).Call("600");
        office.Run(1);
        Assert.True(office.Talk(late, two));
        two.HangUp();
        late.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void The_others_may_make_a_conference_while_one_of_them_asks_somebody()
    {
        var (office, outside, second, asking, target) = ThreeWithOneHeld();
        office.Press(asking, "*73144#");
        office.Press(second, "*74");
        Assert.True(office.Talk(outside, second));
        Assert.True(office.Talk(asking, target.LastCall!));
        Assert.False(office.Hears(asking, outside));
        Assert.False(office.Hears(outside, asking));

        target.LastCall!.HangUp();
        office.Run(1);
        Assert.True(office.Talk(asking, outside));
        Assert.True(office.Talk(asking, second));
        outside.HangUp();
        second.HangUp();
        asking.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Who_asks_somebody_while_the_others_make_a_conference_and_then_hangs_up_transfers()
    {
        var (office, outside, second, asking, target) = ThreeWithOneHeld();
        office.Press(asking, "*73144#");
        office.Press(second, "*74");
        asking.HangUp();
        office.Run(1);
        Assert.True(office.Talk(target.LastCall!, outside));
        Assert.True(office.Talk(target.LastCall!, second));
        outside.HangUp();
        second.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_number_that_is_being_dialled_counts_though_the_others_make_a_conference()
    {
        var (office, outside, second, asking, target) = ThreeWithOneHeld();
        second.SendDigits("*7");
        asking.SendDigits("*7314");
        office.Run(1);
        second.SendDigits("4");
        office.Run(0.5);
        asking.SendDigits("4#");
        office.Run(2);
        Assert.True(office.Talk(outside, second));
        Assert.True(office.Talk(asking, target.LastCall!));
        office.Press(asking, "*73");
        Assert.True(office.Talk(asking, outside));
        outside.HangUp();
        second.HangUp();
        asking.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Keys_mean_the_same_after_the_attendant()
    {
        var office = FeatureOffice.With(data => data with { Scripts = [Day] });
        var phone = office.Phone(128);
        var target = office.Phone(107, AnswerScript.Answer());
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73510#");
        office.Press(phone.LastCall!, "1");
        Assert.True(office.Talk(phone.LastCall!, target.LastCall!));
        office.Press(phone.LastCall!, "*73");
        Assert.True(office.Talk(phone.LastCall!, outside));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Theory]
    [InlineData("*70#")]
    [InlineData("*72107#")]
    public void Once_the_caller_has_given_up_the_other_call_is_one_like_any(string code)
    {
        var office = new Office();
        var phone = office.Phone(128);
        var target = office.Phone(144, AnswerScript.Answer());
        var last = office.Phone(107, AnswerScript.Answer());
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73144#");
        outside.HangUp();
        office.Run(1);
        office.Press(phone.LastCall!, code);
        Assert.Equal(PhoneCallState.Ended, phone.LastCall!.State);
        if (code == "*70#") Assert.Equal(1, office.Switch.Figures.Parked);
        else Assert.True(office.Talk(target.LastCall!, last.LastCall!));
        target.LastCall!.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_recording_of_the_other_call_goes_on_when_the_caller_gives_up()
    {
        var options = new SwitchOptions { Recordings = new RecordingOptions { Directory = "/recordings" } };
        var office = FeatureOffice.With(data => data.User("128", user => user with { RecordAllCalls = true }), options);
        var phone = office.Phone(128);
        office.Phone(144, AnswerScript.Answer());
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73144#");
        outside.HangUp();
        office.Run(1);
        Assert.Equal(1, office.Switch.Figures.Recordings);
        phone.LastCall!.HangUp();
        office.AssertQuiet();
        Assert.Equal(["recording 128", "left 128", "left 144", "over", "recorded 128"], office.Facts.Of(2)[3..]);
    }

    [Theory]
    [InlineData("510")]
    [InlineData("600")]
    public void Who_asks_for_the_attendant_or_an_empty_room_and_hangs_up_leaves_the_caller_there(string dialled)
    {
        var office = FeatureOffice.With(data => data with { Scripts = [Day], Rooms = [new ConferenceRoom("600", "Board")] });
        var phone = office.Phone(128);
        var target = office.Phone(107, AnswerScript.Answer());
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, $"*73{dialled}#");
        phone.LastCall!.HangUp();
        office.Run(1);
        if (dialled == "510") office.Press(outside, "1");
        else target.Call("600");
        office.Run(1);
        Assert.True(office.Talk(outside, target.LastCall!));
        outside.HangUp();
        target.LastCall!.HangUp();
        office.AssertQuiet();
    }

    /// <summary>107 holds a caller from outside and talks to 128; 144 answers at once whoever calls him.</summary>
    private static (Office Office, PhoneCall Outside, PhoneCall Second, PhoneCall Asking, SoftPhone Target) ThreeWithOneHeld()
    {
        var office = new Office();
        var middle = office.Phone(107);
        var asking = office.Phone(128);
        var target = office.Phone(144, AnswerScript.Answer());
        var outside = office.Answered(middle, "9725551107");
        middle.LastCall!.Hold(true);
        office.Run(1);
        var second = middle.Call("128");
        office.Run(1);
        asking.LastCall!.Answer();
        office.Run(1);
        return (office, outside, second, asking.LastCall, target);
    }

    private static Office WithRoom() => FeatureOffice.With(data => data with { Rooms = [new ConferenceRoom("600", "Board")] });
}
