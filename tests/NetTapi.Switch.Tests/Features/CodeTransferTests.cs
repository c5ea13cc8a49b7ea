using System.Net;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Phone;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Switch.Tests.Features;

/// <summary>Transfers by feature code, for phones that know none.</summary>
public class CodeTransferTests
{
    [Fact]
    public void A_call_is_sent_to_who_is_dialled_behind_the_code()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var target = office.Phone(144, AnswerScript.Answer(after: TimeSpan.FromSeconds(4)));
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*72144#");
        Assert.Equal(PhoneCallState.Ended, phone.LastCall!.State);
        Assert.Equal("9729859901", target.LastCall!.Number);
        office.Run(5);
        Assert.True(office.Talk(outside, target.LastCall));
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["held 128", "left 128", "offered 144", "connected 144", "left L1", "left 144", "over"], office.Facts.Words[3..]);
    }

    [Fact]
    public void Where_nobody_answers_it_comes_back()
    {
        var office = new Office(options: new SwitchOptions { RingTimeout = TimeSpan.FromSeconds(20) });
        var phone = office.Phone(128);
        office.Phone(144);
        var outside = office.Answered(phone);
        var first = phone.LastCall!;
        office.Press(first, "*72144#");
        office.Run(20);
        Assert.NotSame(first, phone.LastCall);
        phone.LastCall!.Answer();
        office.Run(1);
        Assert.True(office.Talk(outside, phone.LastCall));
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(
            ["held 128", "left 128", "offered 144", "left 144", "offered 128", "connected 128", "left L1", "left 128", "over"],
            office.Facts.Words[3..]);
    }

    [Fact]
    public void A_number_that_leads_nowhere_leaves_the_call_as_it_was()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*72333#");
        Assert.True(office.Talk(outside, phone.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["held 128", "resumed 128", "left L1", "left 128", "over"], office.Facts.Words[3..]);
    }

    [Fact]
    public void Who_is_asked_first_and_then_has_the_call_when_the_transferor_hangs_up()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var target = office.Phone(144, AnswerScript.Answer());
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73144#");
        Assert.True(office.Talk(phone.LastCall!, target.LastCall!));
        Assert.False(office.Hears(outside, phone.LastCall!));
        phone.LastCall!.HangUp();
        office.Run(1);
        Assert.True(office.Talk(outside, target.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["held 128", "left 128", "merged 2 into 1", "left L1", "left 144", "over"], office.Facts.Of(1)[3..]);
        Assert.Equal(["began 128", "offered 144", "connected 144", "left 128"], office.Facts.Of(2));
    }

    [Fact]
    public void Hanging_up_while_the_other_still_rings_lets_the_caller_wait_for_him()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var target = office.Phone(144);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73144#");
        phone.LastCall!.HangUp();
        office.Run(1);
        target.LastCall!.Answer();
        office.Run(1);
        Assert.True(office.Talk(outside, target.LastCall));
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["held 128", "left 128", "merged 2 into 1", "connected 144", "left L1", "left 144", "over"], office.Facts.Of(1)[3..]);
    }

    [Fact]
    public void When_the_one_asked_hangs_up_the_first_call_is_back()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var target = office.Phone(144, AnswerScript.Answer());
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73144#");
        target.LastCall!.HangUp();
        office.Run(1);
        Assert.True(office.Talk(outside, phone.LastCall!));
        office.Press(phone.LastCall!, "*73144#");
        office.Press(phone.LastCall!, "*73");
        Assert.True(office.Talk(outside, phone.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void The_caller_who_gives_up_meanwhile_ends_only_his_own_call()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var target = office.Phone(144, AnswerScript.Answer());
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73144#");
        outside.HangUp();
        office.Run(1);
        Assert.True(office.Talk(phone.LastCall!, target.LastCall!));
        phone.LastCall!.HangUp();
        office.AssertQuiet();
        Assert.Equal(["held 128", "left L1", "left 128", "over"], office.Facts.Of(1)[3..]);
        Assert.Equal(["left 128", "left 144", "over"], office.Facts.Of(2)[3..]);
    }

    [Fact]
    public void The_caller_who_gives_up_while_a_number_is_dialled_ends_the_call()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        phone.LastCall!.SendDigits("*7314");
        office.Run(1.5);
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(PhoneCallState.Ended, phone.LastCall.State);
        Assert.Equal(["held 128", "left L1", "left 128", "over"], office.Facts.Words[3..]);
    }

    [Theory]
    [InlineData("*72107#")]
    [InlineData("*70#")]
    public void Who_asks_somebody_first_can_t_send_him_on_and_leave_the_caller(string code)
    {
        var office = new Office();
        var phone = office.Phone(128);
        office.Phone(107);
        var target = office.Phone(144, AnswerScript.Answer());
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73144#");
        office.Press(phone.LastCall!, code);
        Assert.True(office.Talk(phone.LastCall!, target.LastCall!));
        office.Loop.Post(() => phone.LastCall!.Transfer(SipUri.Sip("107", Office.ServerAddress)));
        office.Run(2);
        Assert.True(office.Talk(phone.LastCall!, target.LastCall!));
        phone.LastCall!.HangUp();
        office.Run(1);
        Assert.True(office.Talk(outside, target.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Who_falls_silent_while_he_asks_somebody_is_gone_from_both_calls()
    {
        var office = new Office(options: new SwitchOptions { MediaTimeout = TimeSpan.FromSeconds(30) });
        var phone = office.Phone(128);
        var target = office.Phone(144, AnswerScript.Answer());
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73144#");
        office.Media.Silence(phone.LastCall!.Leg!);
        office.Run(40);
        Assert.Equal(PhoneCallState.Ended, outside.State);
        Assert.Equal(PhoneCallState.Ended, target.LastCall!.State);
        office.AssertQuiet();
    }

    [Fact]
    public void Keys_that_are_no_code_are_for_the_other_side()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "12*79#*7");
        Assert.Equal("12*79#*7", outside.DigitsHeard);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_code_is_understood_behind_a_key_too_many()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "**70#");
        Assert.Equal("*", outside.DigitsHeard);
        Assert.Equal(1, office.Switch.Figures.Parked);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_code_half_dialled_is_forgotten_with_the_call()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        phone.LastCall!.SendDigits("*7");
        office.Run(1);
        phone.LastCall.HangUp();
        office.AssertQuiet();
        Assert.Equal("", outside.DigitsHeard);
    }

    /// <summary>They went on in the sound, and once more as events: a menu outside heard each key twice.</summary>
    [Fact]
    public void Keys_that_come_as_tones_reach_the_other_side_once_and_a_code_of_them_is_carried_out()
    {
        var office = new Office();
        var target = office.Phone(144, AnswerScript.Answer());
        var phone = new ScriptedParty(office.Phone(128).Equipment.Agent);
        IMediaLeg? sound = null;
        office.Media.OpenLeg(IPAddress.Parse("10.0.1.9"), leg => sound = leg);
        var outside = office.Carrier.Call("9725551128", new OutsideCaller("9729859901", "FACETCORP"));
        office.Run(2);
        phone.Accept(ScriptedParty.Audio("10.0.1.9", sound!.Local.Port, SdpCodec.Pcmu));
        var offered = AudioEndpoint.Of(phone.Incoming!.Offer!)!.Target!;
        sound.Negotiate(new MediaPeer(offered, AudioCodec.Pcmu, 0, TelephoneEvent: null));
        office.Run(1);

        sound.SendDigits("12*79#*7");
        office.Run(5);
        Assert.Equal("12*79#*7", outside.DigitsHeard);
        phone.Session!.Info("application/dtmf", "5"u8.ToArray());
        office.Run(1);
        Assert.Equal("12*79#*75", outside.DigitsHeard);

        sound.SendDigits("*72144#");
        office.Run(5);
        Assert.True(phone.IsOver);
        Assert.True(office.Talk(outside, target.LastCall!));
        outside.HangUp();
        sound.Close();
        office.AssertQuiet();
    }
}
