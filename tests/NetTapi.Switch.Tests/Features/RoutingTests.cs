using NetTapi.Phone;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Tests.Features;

/// <summary>Groups, statuses that forward, and where calls go when nobody answers.</summary>
public class RoutingTests
{
    private static readonly RouteTarget To144 = new(RouteKind.User, "144");

    [Fact]
    public void A_group_rings_all_its_members_and_the_first_has_the_call()
    {
        var office = Group(new RingGroup { Name = "sales", Number = "500", Members = FeatureOffice.Uids("128", "107", "144") });
        var phone = office.Phone(128);
        var other = office.Phone(207);
        office.Phone(144);
        var outside = office.Carrier.Call("9725551100", new OutsideCaller("9729859901"));
        office.Run(1);
        other.LastCall!.Answer();
        office.Run(1);
        Assert.Equal(PhoneCallState.Ended, phone.LastCall!.State);
        Assert.True(office.Talk(outside, other.LastCall));
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(
            ["offered 128", "offered 207", "offered 144", "connected 207", "left 128", "left 144", "left L1", "left 207", "over"],
            office.Facts.Words[1..]);
    }

    [Fact]
    public void One_member_who_declines_does_not_decide_for_the_group()
    {
        var office = FeatureOffice.With(data => data with { Groups = [new RingGroup { Name = "sales", Number = "500", Members = FeatureOffice.Uids("128", "107", "144") }] });
        var declining = office.Phone(107);
        var besides = office.Phone(207);
        var taking = office.Phone(144);
        var call = office.Phone(128).Call("500");
        office.Run(1);
        declining.LastCall!.Reject(603);
        office.Run(1);
        Assert.Equal(PhoneCallState.Ended, besides.LastCall!.State);
        Assert.Equal(PhoneCallState.Ringing, taking.LastCall!.State);
        taking.LastCall.Answer();
        office.Run(1);
        Assert.True(office.Talk(call, taking.LastCall));
        call.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void A_group_in_serial_order_rings_one_after_the_other_and_then_overflows()
    {
        var office = Group(new RingGroup
        {
            Name = "sales",
            Members = FeatureOffice.Uids("128", "107"),
            Order = RingOrder.Serial,
            RingTime = TimeSpan.FromSeconds(10),
            Overflow = To144,
        });
        office.Phone(128);
        office.Phone(107);
        var last = office.Phone(144, AnswerScript.Answer());
        var outside = office.Carrier.Call("9725551100", new OutsideCaller("9729859901"));
        office.Run(25);
        Assert.True(office.Talk(outside, last.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(
            ["offered 128", "left 128", "offered 107", "left 107", "offered 144", "connected 144", "left L1", "left 144", "over"],
            office.Facts.Words[1..]);
    }

    [Fact]
    public void A_group_overflows_at_its_time_though_members_still_ring()
    {
        var office = Group(new RingGroup { Name = "sales", Members = FeatureOffice.Uids("128"), Overflow = To144, OverflowAfter = TimeSpan.FromSeconds(7) });
        office.Phone(128);
        office.Phone(144);
        office.Carrier.Call("9725551100", new OutsideCaller("9729859901"), patience: TimeSpan.FromSeconds(10));
        office.Run(9);
        Assert.Equal(["offered 128", "left 128", "offered 144"], office.Facts.Words[1..]);
        Assert.Equal(7, (office.Facts.When("offered 144") - office.Facts.When("offered 128")).TotalSeconds, 0.1);
        office.AssertQuiet();
    }

    [Fact]
    public void Members_whose_status_does_not_ring_are_left_out()
    {
        var office = Group(new RingGroup { Name = "sales", Members = FeatureOffice.Uids("128", "144") });
        office.Phone(128);
        office.Phone(144);
        office.Directory.TryChoose(office.Directory.Current.User("128")!, "Lunch");
        office.Carrier.Call("9725551100", new OutsideCaller("9729859901"), patience: TimeSpan.FromSeconds(2));
        office.AssertQuiet();
        Assert.DoesNotContain("offered 128", office.Facts.Words);
        Assert.Contains("offered 144", office.Facts.Words);
    }

    [Fact]
    public void A_status_that_does_not_ring_forwards_at_once()
    {
        var office = FeatureOffice.With(data => data with { Statuses = [new Status("Available"), new Status("Lunch", Rings: false, Forward: To144)] });
        office.Phone(128);
        var target = office.Phone(144, AnswerScript.Answer());
        office.Directory.TryChoose(office.Directory.Current.User("128")!, "Lunch");
        var outside = office.Carrier.Call("9725551128", new OutsideCaller("9729859901"));
        office.Run(1);
        Assert.True(office.Talk(outside, target.LastCall!));
        outside.HangUp();
        office.AssertQuiet();
        Assert.DoesNotContain("offered 128", office.Facts.Words);
    }

    [Fact]
    public void A_status_that_rings_forwards_after_its_time()
    {
        var office = FeatureOffice.With(data => data with { Statuses = [new Status("Available", Forward: To144, RingTime: TimeSpan.FromSeconds(5))] });
        office.Phone(128);
        office.Phone(144, AnswerScript.Answer());
        var outside = office.Carrier.Call("9725551128", new OutsideCaller("9729859901"));
        office.Run(7);
        Assert.Equal(PhoneCallState.Talking, outside.State);
        Assert.Equal(5, (office.Facts.When("offered 144") - office.Facts.When("offered 128")).TotalSeconds, 0.1);
        outside.HangUp();
        office.AssertQuiet();
    }

    [Theory]
    [InlineData("user:144")]
    [InlineData("number:9,2148441111")]
    public void Where_nobody_answers_the_user_says_where_to(string target)
    {
        var to = target.StartsWith("user", StringComparison.Ordinal) ? To144 : new RouteTarget(RouteKind.Number, "9,2148441111");
        var office = FeatureOffice.With(data => data.User("128", user => user with { NoAnswer = to, RingTime = TimeSpan.FromSeconds(4) }));
        office.Phone(128);
        office.Phone(144, AnswerScript.Answer());
        office.Carrier.Script = _ => AnswerScript.Answer();
        var outside = office.Carrier.Call("9725551128", new OutsideCaller("9729859901"));
        office.Run(6);
        Assert.Equal(PhoneCallState.Talking, outside.State);
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(to == To144 ? "offered 144" : "placed L2 2148441111", office.Facts.Words[3]);
    }

    [Fact]
    public void Forwarding_in_a_circle_ends()
    {
        var office = FeatureOffice.With(data => data
            .User("128", user => user with { NoAnswer = To144, RingTime = TimeSpan.FromSeconds(1) })
            .User("144", user => user with { NoAnswer = new RouteTarget(RouteKind.User, "107"), RingTime = TimeSpan.FromSeconds(1) }));
        office.Phone(128);
        office.Phone(144);
        var outside = office.Carrier.Call("9725551128", new OutsideCaller("9729859901"));
        office.Run(60);
        Assert.Equal(PhoneCallState.Ended, outside.State);
        office.AssertQuiet();
    }

    [Fact]
    public void A_status_is_chosen_at_the_phone()
    {
        var office = new Office();
        var call = office.Phone(128).Call("*752");
        office.Run(1);
        Assert.Equal(PhoneCallState.Talking, call.State);
        Assert.Equal("Lunch", office.Directory.StatusOf(office.Directory.Current.User("128")!)!.Name);
        office.AssertQuiet();
        Assert.Equal(404, office.Phone(144).Call("*759") is var refused && Wait(office) ? refused.Status : 0);
        office.AssertQuiet();
    }

    private static bool Wait(Office office)
    {
        office.Run(1);
        return true;
    }

    private static Office Group(RingGroup group) => FeatureOffice.With(data => data with
    {
        Groups = [group],
        Routes = [.. data.Routes, new Route("9725551100", new RouteTarget(RouteKind.Group, group.Name))],
    });
}
