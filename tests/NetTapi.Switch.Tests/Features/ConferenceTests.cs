using NetTapi.Phone;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Tests.Features;

/// <summary>Three and more in one call.</summary>
public class ConferenceTests
{
    [Fact]
    public void The_party_on_hold_is_added_by_a_code()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var third = office.Phone(144, AnswerScript.Answer());
        var outside = office.Answered(phone);
        var first = phone.LastCall!;
        first.Hold(true);
        office.Run(1);
        var second = phone.Call("144");
        office.Run(2);
        office.Press(second, "*74");
        Assert.Equal(PhoneCallState.Ended, first.State);
        AssertAllTalk(office, outside, second, third.LastCall!);

        second.HangUp();
        office.Run(1);
        Assert.True(office.Talk(outside, third.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["held 128", "merged 2 into 1", "resumed 128", "left 128", "left L1", "left 144", "over"], office.Facts.Of(1)[3..]);
    }

    [Fact]
    public void A_consultation_becomes_a_conference()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var third = office.Phone(144, AnswerScript.Answer());
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*73144#");
        office.Press(phone.LastCall!, "*74");
        AssertAllTalk(office, outside, phone.LastCall!, third.LastCall!);
        outside.HangUp();
        office.Run(1);
        Assert.True(office.Talk(phone.LastCall!, third.LastCall!));
        phone.LastCall!.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Whoever_dials_a_room_is_in_it_until_all_have_gone()
    {
        var office = FeatureOffice.With(data => data with { Rooms = [new ConferenceRoom("600", "Board")] });
        var one = office.Phone(128).Call("600");
        office.Run(1);
        var two = office.Phone(144).Call("600");
        office.Run(1);
        Assert.True(office.Talk(one, two));
        var three = office.Phone(107).Call("600");
        office.Run(1);
        AssertAllTalk(office, one, two, three);
        Assert.Equal(1, office.Switch.Figures.Rooms);

        one.HangUp();
        two.HangUp();
        office.Run(1);
        Assert.Equal(PhoneCallState.Talking, three.State);
        Assert.Equal(1, office.Switch.Figures.Rooms);
        three.HangUp();
        office.AssertQuiet();
        Assert.Equal(["began 128", "merged 2 into 1", "merged 3 into 1", "left 128", "left 144", "left 107", "over"], office.Facts.Of(1));
    }

    [Fact]
    public void A_room_with_digits_at_the_door_is_entered_by_who_knows_them()
    {
        var office = FeatureOffice.With(data => data with { Rooms = [new ConferenceRoom("600", "Board", "4711")] });
        var one = office.Phone(128).Call("600");
        office.Run(1);
        office.Press(one, "1234");
        Assert.Equal(0, office.Switch.Figures.Rooms);
        office.Press(one, "4711");
        Assert.Equal(1, office.Switch.Figures.Rooms);
        var stranger = office.Phone(144).Call("600");
        office.Run(1);
        office.Press(stranger, "111122223333");
        office.Run(10);
        Assert.Equal(PhoneCallState.Ended, stranger.State);
        one.HangUp();
        office.AssertQuiet();
    }

    /// <summary>Each further try began the busy tone anew, and the right digits were let in at last.</summary>
    [Theory]
    [InlineData("111122223333", 1)]
    [InlineData("", 31)]
    public void Who_was_turned_away_at_the_door_of_a_room_has_no_further_tries(string wrong, int seconds)
    {
        var office = FeatureOffice.With(data => data with { Rooms = [new ConferenceRoom("600", "Board", "4711")] });
        var stranger = office.Phone(144).Call("600");
        office.Run(1);
        if (wrong.Length > 0) stranger.SendDigits(wrong);
        office.Run(seconds);
        Assert.Equal(PhoneCallState.Talking, stranger.State);
        stranger.SendDigits("4444555566664711");
        office.Run(4.5);
        Assert.Equal(0, office.Switch.Figures.Rooms);
        Assert.Equal(PhoneCallState.Ended, stranger.State);
        office.AssertQuiet();
    }

    /// <summary>Its gateway had died, and the line was held until the session timer ran out.</summary>
    [Fact]
    public void Who_is_first_in_a_room_and_falls_silent_is_gone_as_from_any_talk()
    {
        var office = FeatureOffice.With(
            data => data with { Rooms = [new ConferenceRoom("600", "Board")], Routes = [new Route("9725551600", new RouteTarget(RouteKind.Room, "600"))] },
            new SwitchOptions { MediaTimeout = TimeSpan.FromSeconds(30) });
        var outside = office.Carrier.Call("9725551600", new OutsideCaller("9729859901"));
        office.Run(60);
        Assert.Equal((PhoneCallState.Talking, 1), (outside.State, office.Switch.Figures.Rooms));
        outside.Hold(true);
        office.Run(60);
        outside.Hold(false);
        office.Run(60);
        Assert.Equal(PhoneCallState.Talking, outside.State);
        office.Media.Silence(outside.Leg!);
        office.Run(29);
        Assert.Equal(1, office.Switch.Figures.LinesTaken);
        office.Run(5);
        Assert.Equal(default, office.Switch.Figures);
        office.AssertQuiet();
    }

    private static void AssertAllTalk(Office office, params PhoneCall[] calls)
    {
        foreach (var one in calls)
            foreach (var other in calls.Where(other => other != one))
                Assert.True(office.Hears(one, other), $"{one} does not hear {other}");
    }
}
