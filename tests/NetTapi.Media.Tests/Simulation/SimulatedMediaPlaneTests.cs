using System.Net;
using NetTapi.Loop;

namespace NetTapi.Media.Tests.Simulation;

public class SimulatedMediaPlaneTests
{
    private readonly SimulatedLoop _loop = new(1);
    private readonly SimulatedMediaPlane _plane;

    public SimulatedMediaPlaneTests() => _plane = new SimulatedMediaPlane(_loop);

    [Fact]
    public void A_tone_is_heard_through_a_relay_and_not_when_it_is_ended()
    {
        var (phone, inside) = Pair();
        var (outside, carrier) = Pair();
        Assert.False(_plane.Reaches(phone, carrier));
        inside.Connect(outside);
        Assert.True(_plane.Reaches(phone, carrier));
        Assert.True(_plane.Reaches(carrier, phone));

        var told = new List<bool>();
        carrier.Listen(new ToneDetector(440, told.Add));
        phone.Play(new ToneGenerator(440, length: TimeSpan.FromSeconds(1)));
        _loop.RunUntilIdle();
        Assert.Equal([true], told);
        inside.Connect(null);
        Assert.False(_plane.Reaches(phone, carrier));
    }

    [Fact]
    public void A_peer_on_hold_is_not_reached()
    {
        var (one, two) = Pair();
        one.Negotiate(LegFixture.PeerOf(two.Local, sends: false));
        Assert.False(_plane.Reaches(one, two));
        Assert.True(_plane.Reaches(two, one));
    }

    [Fact]
    public void Only_the_negotiated_peer_is_heard()
    {
        var (one, two) = Pair();
        var stranger = Open();
        stranger.Negotiate(LegFixture.PeerOf(two.Local));
        Assert.False(_plane.Reaches(stranger, two));
        Assert.True(_plane.Reaches(one, two));
    }

    [Fact]
    public void Digits_are_heard_in_order()
    {
        var (one, two) = Pair();
        var heard = new List<char>();
        two.Listen(new ToneDetector(440, _ => { }, heard.Add));
        one.SendDigits("12#");
        Assert.Equal("12#", string.Concat(heard));
    }

    [Fact]
    public void Closed_legs_leave_nothing_behind()
    {
        var (one, two) = Pair();
        one.Play(ToneGenerator.Ringback());
        one.Close();
        two.Close();
        _loop.RunUntilIdle();
        Assert.Equal(0, _plane.OpenLegs);
        Assert.Equal(0, _loop.PendingTimers);
    }

    [Fact]
    public void A_plane_without_ports_gives_no_leg()
    {
        _plane.LegsLeft = 0;
        IMediaLeg? opened = null;
        var told = false;
        _plane.OpenLeg(IPAddress.Loopback, leg => (opened, told) = (leg, true));
        _loop.RunUntilIdle();
        Assert.True(told);
        Assert.Null(opened);
    }

    private (IMediaLeg One, IMediaLeg Two) Pair()
    {
        var (one, two) = (Open(), Open());
        one.Negotiate(LegFixture.PeerOf(two.Local));
        two.Negotiate(LegFixture.PeerOf(one.Local));
        return (one, two);
    }

    private IMediaLeg Open()
    {
        IMediaLeg? opened = null;
        _plane.OpenLeg(IPAddress.Loopback, leg => opened = leg);
        _loop.RunUntil(() => opened is not null);
        return opened!;
    }
}
