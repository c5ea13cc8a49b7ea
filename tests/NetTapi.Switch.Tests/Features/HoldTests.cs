using NetTapi.Phone;

namespace NetTapi.Switch.Tests.Features;

/// <summary>Hold and resume.</summary>
public class HoldTests
{
    [Fact]
    public void Who_is_on_hold_hears_music_and_nobody_else()
    {
        var office = new Office(sound: true);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        Assert.True(office.Talk(outside, phone.LastCall!));

        phone.LastCall!.Hold(true);
        office.Run(1);
        Assert.False(office.Hears(outside, phone.LastCall));
        Assert.False(office.Hears(phone.LastCall, outside));
        var before = outside.Figures.PacketsReceived;
        office.Run(1);
        Assert.InRange(outside.Figures.PacketsReceived - before, 45, 55);

        phone.LastCall.Hold(false);
        office.Run(1);
        Assert.True(office.Talk(outside, phone.LastCall));
        before = outside.Figures.PacketsReceived;
        office.Run(1);
        Assert.Equal(before, outside.Figures.PacketsReceived);
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["held 128", "resumed 128", "left L1", "left 128", "over"], office.Facts.Words[3..]);
    }

    [Theory]
    [InlineData(HoldStyle.SendOnly, false)]
    [InlineData(HoldStyle.Inactive, false)]
    [InlineData(HoldStyle.ZeroAddress, false)]
    [InlineData(HoldStyle.SendOnly, true)]
    [InlineData(HoldStyle.Inactive, true)]
    [InlineData(HoldStyle.ZeroAddress, true)]
    public void However_a_phone_says_that_it_holds_the_other_side_hears_music_and_it_nothing(HoldStyle style, bool byUpdate)
    {
        var office = new Office(sound: true);
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        phone.LastCall!.Hold(true, style, byUpdate);
        office.Run(1);
        Assert.Equal("held 128", office.Facts.Words[^1]);
        var before = (outside.Figures.PacketsReceived, phone.LastCall.Figures.PacketsReceived);
        office.Run(1);
        Assert.InRange(outside.Figures.PacketsReceived - before.Item1, 45, 55);
        Assert.Equal(before.Item2, phone.LastCall.Figures.PacketsReceived);

        phone.LastCall.Hold(false, style, byUpdate);
        office.Run(1);
        Assert.Equal("resumed 128", office.Facts.Words[^1]);
        Assert.True(office.Talk(outside, phone.LastCall));
        outside.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Both_may_hold_and_a_hold_ends_with_who_held()
    {
        var office = new Office();
        var phone = office.Phone(128);
        var outside = office.Answered(phone);
        phone.LastCall!.Hold(true);
        office.Run(1);
        outside.Hold(true);
        office.Run(1);
        phone.LastCall.Hold(false);
        office.Run(1);
        Assert.False(office.Hears(outside, phone.LastCall));
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["held 128", "held L1", "resumed 128", "left L1", "left 128", "over"], office.Facts.Words[3..]);
    }
}
