using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Tests.Features;

/// <summary>Features that meet: parked calls that are called back, groups of which one declines, holds on both sides.</summary>
public class CombinationTests
{
    private static readonly SwitchOptions Patient = new() { ParkCallBack = TimeSpan.FromSeconds(30), RingTimeout = TimeSpan.FromSeconds(10) };

    [Fact]
    public void A_parked_caller_hears_music_again_when_the_parker_has_not_answered()
    {
        var office = new Office(options: Patient, sound: true);
        office.Carrier.Sound = new PhoneSound(ListensFor: 425);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*70#");
        var tones = 0;
        office.Carrier.Observer = notice => tones += notice is { Kind: PhoneNoticeKind.Tone, Call.HearsTone: true } ? 1 : 0;
        office.Run(45);
        Assert.Equal(PhoneCallState.Ended, phone.LastCall!.State);
        Assert.True(tones > 0);
        tones = 0;
        var heard = outside.Leg!.Figures.PacketsReceived;
        office.Run(12);
        Assert.Equal(0, tones);
        Assert.InRange(outside.Leg.Figures.PacketsReceived - heard, 500, 650);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_parked_caller_hangs_up_while_the_parker_is_called_back()
    {
        var office = new Office(options: Patient);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*70#");
        office.Run(32);
        Assert.Equal(PhoneCallState.Ringing, phone.LastCall!.State);
        outside.HangUp();
        office.Run(1);
        Assert.Equal(PhoneCallState.Ended, phone.LastCall.State);
        office.AssertQuiet();
    }

    [Fact]
    public void Of_two_who_retrieve_at_once_one_has_the_call()
    {
        var office = new Office(options: Patient);
        var phone = office.Phone(128);
        var one = office.Phone(144);
        var two = office.Phone(107);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*70#");
        var first = one.Call("701");
        var second = two.Call("701");
        office.Run(1);
        Assert.True(office.Talk(outside, first) ^ office.Talk(outside, second));
        office.Run(10);
        Assert.Single(new[] { first, second }, call => call.State == PhoneCallState.Ended);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Somebody_outside_is_transferred_to_a_parked_call()
    {
        var office = new Office(options: Patient);
        var phone = office.Phone(128);
        var first = office.Answered(phone);
        office.Press(phone.LastCall!, "*70#");
        var other = office.Phone(144);
        var second = office.Answered(other, "9725551144");
        other.LastCall!.Transfer(Sip.Messages.SipUri.Sip("*71701", Office.ServerAddress));
        office.Run(2);
        Assert.True(office.Talk(first, second));
        Assert.Equal(["retrieved by somebody outside", "merged 2 into 1"], office.Facts.Of(1)[^2..]);
        first.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Of_two_calls_on_hold_the_later_one_is_parked_whatever_ended_between_them()
    {
        var office = new Office(options: Patient);
        var phone = office.Phone(128);
        var passing = office.Answered(office.Phone(144), "9725551144");
        var first = office.Answered(phone);
        phone.LastCall!.Hold(true);
        office.Run(1);
        passing.HangUp();
        office.Run(1);
        var second = office.Answered(phone);
        phone.LastCall!.Hold(true);
        office.Run(1);
        phone.Call("*70701");
        office.Run(5);
        var taking = office.Phone(107).Call("701");
        office.Run(1);
        Assert.True(office.Talk(taking, second));
        first.HangUp();
        second.HangUp();
        office.AssertQuiet();
    }

    [Theory]
    [InlineData("*72107#")]
    [InlineData("*73107#")]
    public void Two_of_a_conference_whom_nobody_took_go_on_and_the_last_is_not_kept_ringing(string code)
    {
        var office = new Office(options: Patient);
        var phone = office.Phone(128);
        office.Phone(107);
        var third = office.Phone(144, AnswerScript.Answer());
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73144#");
        office.Press(phone.LastCall!, "*74");
        phone.LastCall!.SendDigits(code);
        office.Run(2);
        phone.LastCall.HangUp();
        office.Run(30);
        Assert.True(office.Talk(outside, third.LastCall!));
        third.LastCall!.HangUp();
        office.Run(2);
        Assert.Equal(PhoneCallState.Ended, outside.State);
        office.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_parker_who_is_busy_or_gone_is_called_back_later(bool isBusy)
    {
        var office = new Office(options: Patient);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*70#");
        if (isBusy) phone.Script = _ => AnswerScript.Reject(486);
        else phone.Unregister();
        office.Run(32);
        Assert.Equal(1, office.Switch.Figures.Parked);
        phone.Script = _ => AnswerScript.Answer();
        if (!isBusy) phone = office.Phone(128, AnswerScript.Answer());
        office.Run(40);
        Assert.True(office.Talk(outside, phone.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Who_holds_and_is_held_is_transferred_and_goes_on_holding()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var target = office.Phone(144, AnswerScript.Answer());
        var outside = office.Answered(phone);
        outside.Hold(true);
        office.Run(1);
        phone.LastCall!.Hold(true);
        office.Run(1);
        phone.LastCall.Transfer(Sip.Messages.SipUri.Sip("144", Office.ServerAddress));
        office.Run(2);
        Assert.False(office.Hears(outside, target.LastCall!));
        outside.Hold(false);
        office.Run(1);
        Assert.True(office.Talk(outside, target.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_call_answered_at_one_of_his_stations_is_parked_and_retrieved_at_the_other()
    {
        var office = new Office(options: Patient);
        var one = office.Phone(107);
        var two = office.Phone(207);
        var outside = office.Answered(one, "9725551107");
        Assert.Equal(PhoneCallState.Ended, two.LastCall!.State);
        office.Press(one.LastCall!, "*70702#");
        var call = two.Call("702");
        office.Run(1);
        Assert.True(office.Talk(outside, call));
        outside.HangUp();
        office.AssertQuiet();
    }
}
