using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Telephony.Switching;
using NetTapi.Testing;

namespace NetTapi.Switch.Tests.Dialing;

/// <summary>Click-to-dial.</summary>
public class ClickToDialTests
{
    [Fact]
    [Requirement("C2")]
    public void The_phone_answers_by_itself_and_the_outside_is_called()
    {
        var office = new Office();
        var phone = office.Phone(128);
        office.Carrier.Script = _ => AnswerScript.Answer(TimeSpan.FromSeconds(2), talk: TimeSpan.FromSeconds(5));
        var outcomes = office.Dial("128", "2148441111");
        office.Run(1);
        Assert.Equal([DialOutcome.Ringing], outcomes);
        Assert.Equal("2148441111", phone.LastCall!.Number);
        Assert.Contains(phone.LastCall.Request!.Headers.All("Call-Info"), value => value.Contains("answer-after=0", StringComparison.Ordinal));
        Assert.Equal(["began 128", "placed L1 2148441111"], office.Facts.Words);
        office.Run(2);
        Assert.True(office.Media.Reaches(phone.LastCall.Leg!, office.Carrier.LastCall!.Leg!));
        office.AssertQuiet();
        Assert.Equal(["connected L1", "left L1", "left 128", "over"], office.Facts.Words[2..]);
    }

    [Fact]
    [Requirement("C2")]
    public void The_answer_comes_before_any_fact()
    {
        var office = new Office();
        office.Phone(128);
        var outcomes = new List<DialOutcome>();
        var wereTold = -1;
        office.Facts.Next = _ => wereTold = wereTold < 0 ? outcomes.Count : wereTold;
        var user = office.Directory.Current.User("128")!;
        office.Loop.Post(() => office.Switch.Dial(new DialRequest(user.Uid, user.Stations, new(1), "2148441111"), outcomes.Add));
        office.Run(1);
        Assert.Equal(1, wereTold);
        office.Loop.Post(office.Switch.Stop);
        office.AssertQuiet();
    }

    [Fact]
    [Requirement("C2")]
    public void A_user_in_a_call_is_rung_without_the_header()
    {
        var office = new Office();
        var phone = office.Phone(128, AnswerScript.Answer());
        office.Carrier.Call("9725551128", new OutsideCaller("1"));
        office.Run(1);
        phone.Script = _ => AnswerScript.Ring;
        office.Dial("128", "2148441111");
        office.Run(1);
        Assert.Empty(phone.LastCall!.Request!.Headers.All("Call-Info"));
        office.Loop.Post(office.Switch.Stop);
        office.AssertQuiet();
    }

    [Fact]
    [Requirement("C2")]
    public void A_phone_that_is_never_answered_gives_the_line_back_and_makes_no_call()
    {
        var office = new Office();
        office.Phone(128, AnswerScript.Ring, obeys: false);
        var outcomes = office.Dial("128", "2148441111");
        office.Run(0.5);
        Assert.Equal(1, office.Switch.Figures.LinesTaken);
        office.Run(60);
        Assert.Equal([DialOutcome.Ringing], outcomes);
        Assert.Equal(0, office.Switch.Figures.LinesTaken);
        Assert.Empty(office.Facts.Facts);
        office.AssertQuiet();
    }

    [Fact]
    [Requirement("C3")]
    public void A_phone_that_says_nothing_does_not_answer()
    {
        var office = new Office();
        var phone = office.Phone(128);
        office.Network.Detach(phone.Equipment.Local);
        var outcomes = office.Dial("128", "2148441111");
        office.Run(1.9);
        Assert.Empty(outcomes);
        office.Run(0.2);
        Assert.Equal([DialOutcome.PhoneDoesNotAnswer], outcomes);
        office.AssertQuiet();
        Assert.Empty(office.Facts.Facts);
    }

    [Fact]
    [Requirement("C3")]
    public void Refusals_come_in_their_order()
    {
        var office = new Office();
        Assert.Equal([DialOutcome.NoPhoneRegistered], Ask());
        office.Phone(128, AnswerScript.Ring, obeys: false);
        var first = Ask(group: 2);
        Assert.Equal([DialOutcome.AllLinesBusy], Ask(group: 2));
        Assert.Equal([DialOutcome.DialInProgress], Ask());
        Assert.Equal([DialOutcome.Ringing], first);
        Assert.Equal(1, office.Switch.Figures.LinesTaken);
        office.Loop.Post(office.Switch.Stop);
        office.AssertQuiet();

        List<DialOutcome> Ask(int group = 1)
        {
            var outcomes = office.Dial("128", "2148441111", group);
            office.Run(0.5);
            return outcomes;
        }
    }

    [Fact]
    [Requirement("C2")]
    public void A_failure_outside_is_heard_as_busy_tone_before_the_phone_is_hung_up()
    {
        var office = new Office();
        var phone = office.Phone(128);
        office.Carrier.Script = _ => AnswerScript.Reject(486);
        office.Dial("128", "2148441111");
        office.Run(2);
        Assert.Equal(["began 128", "placed L1 2148441111", "left L1"], office.Facts.Words);
        Assert.Equal(PhoneCallState.Talking, phone.LastCall!.State);
        Assert.Equal(0, office.Switch.Figures.LinesTaken);
        office.Run(5);
        Assert.Equal(["left 128", "over"], office.Facts.Words[3..]);
        Assert.Equal(PhoneCallState.Ended, phone.LastCall.State);
        office.AssertQuiet();
    }

    [Fact]
    [Requirement("C2")]
    public void Progress_of_the_far_end_is_heard()
    {
        var office = new Office();
        var phone = office.Phone(128);
        office.Carrier.Script = _ => new AnswerScript { EarlyMedia = true };
        office.Dial("128", "2148441111");
        office.Run(2);
        Assert.True(office.Media.Reaches(office.Carrier.LastCall!.Leg!, phone.LastCall!.Leg!));
        phone.LastCall.HangUp();
        office.Run(1);
        Assert.Equal(["left 128", "left L1", "over"], office.Facts.Words[2..]);
        office.AssertQuiet();
    }

    [Fact]
    [Requirement("C2")]
    public void A_phone_that_refuses_says_nothing_more_once_it_rang()
    {
        var office = new Office();
        office.Phone(128, AnswerScript.Reject(603, TimeSpan.FromSeconds(1)), obeys: false);
        var outcomes = office.Dial("128", "2148441111");
        office.Run(5);
        Assert.Equal([DialOutcome.Ringing], outcomes);
        office.AssertQuiet();
        Assert.Empty(office.Facts.Facts);
    }

    [Fact]
    [Requirement("C2")]
    public void A_phone_that_answers_without_ringing_is_told_of_before_any_fact()
    {
        var office = new Office();
        office.Phone(128);
        office.Network.Passes = (_, _, message) => !System.Text.Encoding.ASCII.GetString(message.Span).StartsWith("SIP/2.0 1", StringComparison.Ordinal);
        var outcomes = new List<DialOutcome>();
        var wereTold = -1;
        office.Facts.Next = _ => wereTold = wereTold < 0 ? outcomes.Count : wereTold;
        var user = office.Directory.Current.User("128")!;
        office.Loop.Post(() => office.Switch.Dial(new DialRequest(user.Uid, user.Stations, new(1), "2148441111"), outcomes.Add));
        office.Run(1);
        Assert.Equal(1, wereTold);
        office.Network.Passes = static (_, _, _) => true;
        office.Loop.Post(office.Switch.Stop);
        office.AssertQuiet();
    }

    [Fact]
    public void A_user_who_hangs_up_in_the_busy_tone_leaves_no_timer_behind()
    {
        var office = new Office(options: new SwitchOptions { BusyToneTime = TimeSpan.FromDays(1) });
        var phone = office.Phone(128);
        office.AssertQuiet();
        var before = office.Loop.PendingTimers;
        office.Carrier.Script = _ => AnswerScript.Reject(486);
        office.Dial("128", "2148441111");
        office.Run(2);
        phone.LastCall!.HangUp();
        office.AssertQuiet();
        Assert.Equal(before, office.Loop.PendingTimers);
        Assert.Equal(["left 128", "over"], office.Facts.Words[3..]);
    }
}
