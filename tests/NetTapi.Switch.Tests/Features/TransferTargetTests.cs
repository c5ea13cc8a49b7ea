using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Sip.Messages;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Tests.Features;

/// <summary>Transfers to and from whatever can be dialled: the attendant, rooms, park places, oneself, and what is no target at all.</summary>
public class TransferTargetTests
{
    private static readonly Script Day = new() { Name = "day", Number = "510", Menu = [new MenuChoice('1', new RouteTarget(RouteKind.User, "107"))], DigitTimeout = TimeSpan.FromSeconds(4) };

    [Fact]
    public void A_caller_who_is_transferred_to_the_attendant_after_it_was_asked_chooses_himself()
    {
        var office = WithAll();
        var phone = office.Phone(128);
        var target = office.Phone(107, AnswerScript.Answer());
        var (outside, first) = HeldFirst(office, phone);
        var second = phone.Call("510");
        office.Run(1);
        first.Transfer(second);
        office.Run(3);
        Assert.Equal(PhoneCallState.Ended, first.State);
        office.Press(outside, "1");
        Assert.True(office.Talk(outside, target.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_transfer_to_who_is_rung_by_the_attendant_comes_back_where_he_does_not_answer()
    {
        var office = WithAll(new SwitchOptions { RingTimeout = TimeSpan.FromSeconds(10) });
        var phone = office.Phone(128);
        office.Phone(107);
        var (outside, first) = HeldFirst(office, phone);
        var second = phone.Call("510");
        office.Run(1);
        second.SendDigits("1");
        office.Run(1);
        first.Transfer(second);
        office.Run(12);
        Assert.NotSame(second, phone.LastCall);
        phone.LastCall!.Answer();
        office.Run(1);
        Assert.True(office.Talk(outside, phone.LastCall));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Keys_of_who_was_sent_through_the_attendant_are_understood_again()
    {
        var office = WithAll();
        var phone = office.Phone(128, AnswerScript.Answer());
        office.Phone(107, AnswerScript.Answer());
        office.Phone(207, AnswerScript.Ignore);
        var caller = office.Phone(144);
        var call = caller.Call("128");
        office.Run(1);
        office.Press(phone.LastCall!, "*72510#");
        office.Press(call, "1");
        Assert.Equal(PhoneCallState.Talking, call.State);
        office.Press(call, "*70#");
        Assert.Equal(1, office.Switch.Figures.Parked);
        office.Loop.Post(office.Switch.Stop);
        office.AssertQuiet();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nobody_transfers_who_is_in_a_room(bool byCode)
    {
        var office = WithAll();
        var phone = office.Phone(128);
        var one = phone.Call("600");
        office.Run(1);
        var two = office.Phone(207).Call("600");
        office.Run(1);
        var target = office.Phone(144, AnswerScript.Answer());
        if (byCode) office.Press(one, "*72144#");
        else one.Transfer(SipUri.Sip("144", Office.ServerAddress));
        office.Run(3);
        Assert.Null(target.LastCall);
        if (!byCode) Assert.True(one.TransferStatus >= 400, $"{one.TransferStatus}");
        Assert.True(office.Talk(one, two));
        Assert.Equal(1, office.Switch.Figures.Rooms);
        var late = office.Phone(107).Call("600");
        office.Run(1);
        Assert.True(office.Talk(late, two));
        office.Loop.Post(office.Switch.Stop);
        office.AssertQuiet();
    }

    [Fact]
    public void Nobody_parks_who_is_in_a_room()
    {
        var office = WithAll();
        var one = office.Phone(128).Call("600");
        office.Run(1);
        var two = office.Phone(144).Call("600");
        office.Run(1);
        office.Press(one, "*70#");
        Assert.Equal(0, office.Switch.Figures.Parked);
        Assert.True(office.Talk(one, two));
        one.HangUp();
        two.HangUp();
        office.AssertQuiet();
    }

    [Theory]
    [InlineData("510")]
    [InlineData("601")]
    public void A_conference_is_not_sent_where_one_presses_keys(string dialled)
    {
        var office = WithAll();
        var phone = office.Phone(128);
        var third = office.Phone(144, AnswerScript.Answer());
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73144#");
        office.Press(phone.LastCall!, "*74");
        phone.LastCall!.Transfer(SipUri.Sip(dialled, Office.ServerAddress));
        office.Run(2);
        Assert.True(office.Talk(outside, phone.LastCall));
        Assert.True(office.Talk(outside, third.LastCall!));
        Assert.True(phone.LastCall.TransferStatus >= 400);
        office.Loop.Post(office.Switch.Stop);
        office.AssertQuiet();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_caller_is_not_lost_by_a_transfer_to_a_code_for_a_status(bool byCode)
    {
        var office = WithAll();
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        if (byCode) office.Press(phone.LastCall!, "*72*752#");
        else phone.LastCall!.Transfer(SipUri.Sip("*752", Office.ServerAddress));
        office.Run(6);
        Assert.True(office.Talk(outside, phone.LastCall!));
        if (!byCode) Assert.True(phone.LastCall!.TransferStatus >= 400, $"{phone.LastCall.TransferStatus}");
        string[] told = byCode ? ["held 128", "resumed 128"] : [];
        Assert.Equal(told, office.Facts.Words[3..]);
        Assert.Equal("Available", office.Directory.StatusOf(office.Directory.Current.User("128")!)!.Name);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_transfer_to_oneself_rings()
    {
        var office = WithAll();
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        var first = phone.LastCall!;
        office.Press(first, "*72128#");
        Assert.Equal(PhoneCallState.Ended, first.State);
        Assert.NotSame(first, phone.LastCall);
        Assert.Equal(PhoneCallState.Ringing, phone.LastCall!.State);
        phone.LastCall.Answer();
        office.Run(1);
        Assert.True(office.Talk(outside, phone.LastCall));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Theory]
    [InlineData("92148441111", 486)]
    [InlineData("144", 480)]
    [InlineData("107", 486)]
    [InlineData("128", 486)]
    [InlineData("701", 0)]
    [InlineData("*71705", 404)]
    [InlineData("600", 200)]
    [InlineData("510", 200)]
    public void Whatever_the_target_is_the_caller_is_not_lost(string dialled, int status)
    {
        var office = WithAll();
        office.Carrier.Script = _ => AnswerScript.Reject(486);
        var phone = office.Phone(128);
        office.Phone(107, AnswerScript.Reject(486));
        var outside = office.Answered(phone);
        phone.LastCall!.Transfer(SipUri.Sip(dialled, Office.ServerAddress));
        office.Run(3);
        Assert.Equal(PhoneCallState.Talking, outside.State);
        if (status >= 400) Assert.True(office.Talk(outside, phone.LastCall));
        if (status > 0) Assert.Equal(status, phone.LastCall.TransferStatus);
        else Assert.Equal(1, office.Switch.Figures.Parked);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Theory]
    [InlineData("busy")]
    [InlineData("door")]
    public void A_transfer_into_a_call_with_nobody_in_it_leaves_the_caller_where_he_is(string what)
    {
        var office = WithAll();
        office.Carrier.Script = _ => AnswerScript.Reject(486);
        var phone = office.Phone(128);
        var (outside, first) = HeldFirst(office, phone);
        if (what == "busy") office.Dial("128", "2148441111");
        else phone.Call("601");
        office.Run(1);
        if (what == "busy") phone.LastCall!.Answer();
        office.Run(2);
        var second = phone.LastCall!;
        Assert.Equal(PhoneCallState.Talking, second.State);
        first.Transfer(second);
        office.Run(8);
        Assert.Equal(603, first.TransferStatus);
        first.Hold(false);
        office.Run(1);
        Assert.True(office.Talk(outside, first));
        outside.HangUp();
        second.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Who_is_called_by_a_click_and_still_rings_may_be_transferred_to()
    {
        var office = WithAll();
        office.Carrier.Script = _ => AnswerScript.Reject(486, TimeSpan.FromSeconds(6));
        var phone = office.Phone(128);
        var (outside, first) = HeldFirst(office, phone);
        office.Dial("128", "2148441111");
        office.Run(1);
        phone.LastCall!.Answer();
        office.Run(2);
        var second = phone.LastCall!;
        first.Transfer(second);
        office.Run(6);
        Assert.NotSame(second, phone.LastCall);
        phone.LastCall!.Answer();
        office.Run(1);
        Assert.True(office.Talk(outside, phone.LastCall));
        outside.HangUp();
        office.AssertQuiet();
    }

    /// <summary>A call from outside that a phone has answered and holds.</summary>
    private static (PhoneCall Outside, PhoneCall First) HeldFirst(Office office, SoftPhone phone)
    {
        var outside = office.Answered(phone);
        var first = phone.LastCall!;
        first.Hold(true);
        office.Run(1);
        return (outside, first);
    }

    private static Office WithAll(SwitchOptions? options = null) => FeatureOffice.With(
        data => data with { Rooms = [new ConferenceRoom("600", "Board"), new ConferenceRoom("601", "Closed", "4711")], Scripts = [Day] },
        options);
}
