using NetTapi.Phone;

namespace NetTapi.Switch.Tests.Features;

/// <summary>Parking and retrieving.</summary>
public class ParkTests
{
    private static readonly SwitchOptions Patient = new() { ParkCallBack = TimeSpan.FromMinutes(1), RingTimeout = TimeSpan.FromSeconds(20) };

    [Fact]
    public void A_call_parked_by_keys_is_retrieved_at_another_phone()
    {
        var office = new Office(options: Patient);
        var phone = office.Phone(128);
        var other = office.Phone(144);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*70705#");
        Assert.Equal(PhoneCallState.Ended, phone.LastCall!.State);
        Assert.Equal(1, office.Switch.Figures.Parked);

        var retrieving = other.Call("705");
        office.Run(1);
        Assert.True(office.Talk(outside, retrieving));
        Assert.Equal(0, office.Switch.Figures.Parked);
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["held 128", "parked by 128", "left 128", "retrieved by 144", "merged 2 into 1", "left L1", "left 144", "over"], office.Facts.Of(1)[3..]);
    }

    [Fact]
    public void A_phone_with_two_calls_parks_the_one_on_hold_by_dialling()
    {
        var office = new Office(options: Patient);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        var held = phone.LastCall!;
        held.Hold(true);
        office.Run(1);
        var code = phone.Call("*70");
        office.Run(1);
        Assert.Equal(PhoneCallState.Talking, code.State);
        office.Run(4);
        Assert.Equal(PhoneCallState.Ended, code.State);
        Assert.Equal(PhoneCallState.Ended, held.State);

        var retrieving = phone.Call("*71701");
        office.Run(1);
        Assert.True(office.Talk(outside, retrieving));
        retrieving.HangUp();
        office.AssertQuiet();
        Assert.Equal(["held 128", "parked by 128", "left 128", "retrieved by 128", "merged 3 into 1", "left 128", "left L1", "over"], office.Facts.Of(1)[3..]);
    }

    [Fact]
    public void The_parker_is_called_back_until_somebody_has_the_call()
    {
        var office = new Office(options: Patient);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*70#");
        office.Run(61);
        Assert.Equal("9729859901", phone.LastCall!.Number);
        Assert.Equal(PhoneCallState.Ringing, phone.LastCall.State);
        office.Run(20);
        Assert.Equal(PhoneCallState.Ended, phone.LastCall.State);
        Assert.Equal(1, office.Switch.Figures.Parked);
        office.Run(61);
        phone.LastCall.Answer();
        office.Run(1);
        Assert.True(office.Talk(outside, phone.LastCall));
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(
            ["parked by 128", "left 128", "offered 128", "left 128", "offered 128", "retrieved by 128", "connected 128", "left L1", "left 128", "over"],
            office.Facts.Words[4..]);
    }

    [Theory]
    [InlineData(144)]
    [InlineData(128)]
    public void Whoever_retrieves_it_while_the_parker_is_called_back_has_it_after_the_parker_has_left(int station)
    {
        var office = new Office(options: Patient);
        var phone = office.Phone(128);
        var other = station == 128 ? phone : office.Phone(station);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*70705#");
        office.Run(61);
        Assert.Equal(PhoneCallState.Ringing, phone.LastCall!.State);
        var retrieving = other.Call("705");
        office.Run(1);
        Assert.True(office.Talk(outside, retrieving));
        Assert.DoesNotContain(phone.Calls, call => call.State == PhoneCallState.Ringing);
        retrieving.HangUp();
        office.AssertQuiet();
        Assert.Equal(
            ["parked by 128", "left 128", "offered 128", "left 128", $"retrieved by {station}", "merged 2 into 1", $"left {station}", "left L1", "over"], office.Facts.Of(1)[4..]);
    }

    [Fact]
    public void Who_is_parked_and_dials_his_own_place_has_not_retrieved_anything()
    {
        var office = new Office(options: Patient);
        var parker = office.Phone(144);
        var parked = office.Phone(128, AnswerScript.Answer());
        var call = parker.Call("128");
        office.Run(1);
        office.Press(call, "*70705#");
        var first = parked.LastCall!;
        var again = parked.Call("705");
        office.Run(1);
        Assert.Equal((PhoneCallState.Ended, PhoneCallState.Talking), (first.State, again.State));
        Assert.Equal(1, office.Switch.Figures.Parked);
        var retrieving = office.Phone(107).Call("705");
        office.Run(1);
        Assert.True(office.Talk(again, retrieving));
        again.HangUp();
        office.AssertQuiet();
        Assert.Equal(["parked by 144", "left 144", "merged 2 into 1", "retrieved by 107", "merged 3 into 1", "left 128", "left 107", "over"], office.Facts.Of(1)[4..]);
    }

    [Fact]
    public void A_caller_who_gives_up_frees_the_place()
    {
        var office = new Office(options: Patient);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        office.Press(phone.LastCall!, "*70703#");
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["parked by 128", "left 128", "left L1", "over"], office.Facts.Words[4..]);
    }

    [Theory]
    [InlineData("*71709")]
    [InlineData("709")]
    [InlineData("*70709")]
    public void An_empty_place_or_nothing_on_hold_is_refused(string dialled)
    {
        var office = new Office(options: Patient);
        var call = office.Phone(128).Call(dialled);
        office.Run(1);
        Assert.Equal(404, call.Status);
        office.AssertQuiet();
    }
}
