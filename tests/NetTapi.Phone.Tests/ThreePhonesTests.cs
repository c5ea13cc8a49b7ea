using System.Net;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Testing;

namespace NetTapi.Phone.Tests;

/// <summary>Phones that transfer to each other, hold in every way and use the extensions of SIP, without a server between.</summary>
public class ThreePhonesTests
{
    private readonly SimulatedLoop _loop = new(5);
    private readonly SimulatedNetwork _network;
    private readonly SimulatedMediaPlane _media;
    private readonly SoftPhone _anna;
    private readonly SoftPhone _ben;
    private readonly SoftPhone _carol;
    private readonly List<SipMessage> _wire = [];

    public ThreePhonesTests()
    {
        _network = new SimulatedNetwork(_loop, NetworkManners.Good) { Passes = (_, _, data) => Note(data) };
        _media = new SimulatedMediaPlane(_loop);
        (_anna, _ben, _carol) = (Phone("anna", 1), Phone("ben", 2), Phone("carol", 3));
        _ben.Script = _carol.Script = _ => AnswerScript.Answer();
    }

    [Fact]
    public void A_blind_transfer_joins_the_two_others()
    {
        var call = Talk(_anna, _ben);
        call.Transfer(AddressOf(3));
        Assert.True(_loop.RunUntil(() => call.State == PhoneCallState.Ended));
        Assert.Equal(200, call.TransferStatus);
        var joined = _ben.LastCall!;
        Assert.Equal((PhoneCallState.Talking, PhoneCallState.Talking), (joined.State, _carol.LastCall!.State));
        Assert.True(_media.Reaches(joined.Leg!, _carol.LastCall.Leg!));
        Assert.Contains("anna", _carol.LastCall.Request!.Headers.First(HeaderNames.ReferredBy), StringComparison.Ordinal);
        joined.HangUp();
        AssertAllEnds();
    }

    [Fact]
    public void A_transfer_to_somebody_who_refuses_leaves_the_call_as_it_is()
    {
        _carol.Script = _ => AnswerScript.Reject(486);
        var call = Talk(_anna, _ben);
        call.Transfer(AddressOf(3));
        Assert.True(_loop.RunUntil(() => call.TransferStatus == 486));
        Assert.Equal(PhoneCallState.Talking, call.State);
        call.HangUp();
        AssertAllEnds();
    }

    [Fact]
    public void A_phone_that_follows_nobody_declines()
    {
        _ben.FollowsRefers = false;
        var call = Talk(_anna, _ben);
        call.Transfer(AddressOf(3));
        Assert.True(_loop.RunUntil(() => call.TransferStatus == 603));
        Assert.Null(_carol.LastCall);
        call.HangUp();
        AssertAllEnds();
    }

    [Fact]
    public void An_attended_transfer_takes_the_place_of_the_asking_call()
    {
        var first = Talk(_anna, _ben);
        first.Hold(true);
        Assert.True(_loop.RunUntil(() => _ben.LastCall!.IsHeld));
        var second = Talk(_anna, _carol);
        var asked = _carol.LastCall!;
        first.Transfer(second);
        Assert.True(_loop.RunUntil(() => first.State == PhoneCallState.Ended && second.State == PhoneCallState.Ended));
        Assert.Same(asked, _carol.LastCall!.Replaced);
        Assert.Equal((PhoneCallState.Ended, PhoneCallState.Talking), (asked.State, _carol.LastCall.State));
        Assert.True(_media.Reaches(_ben.LastCall!.Leg!, _carol.LastCall.Leg!));
        _carol.LastCall.HangUp();
        AssertAllEnds();
    }

    [Theory]
    [InlineData(HoldStyle.SendOnly, false)]
    [InlineData(HoldStyle.Inactive, false)]
    [InlineData(HoldStyle.ZeroAddress, false)]
    [InlineData(HoldStyle.SendOnly, true)]
    [InlineData(HoldStyle.Inactive, true)]
    public void A_phone_holds_in_every_way_and_takes_back(HoldStyle style, bool byUpdate)
    {
        var call = Talk(_anna, _ben);
        var held = _ben.LastCall!;
        call.Hold(true, style, byUpdate);
        Assert.True(_loop.RunUntil(() => call.IsHolding && held.IsHeld));
        Assert.False(_media.Reaches(held.Leg!, call.Leg!));
        call.Hold(false, style, byUpdate);
        Assert.True(_loop.RunUntil(() => !call.IsHolding && !held.IsHeld));
        Assert.True(_media.Reaches(held.Leg!, call.Leg!) && _media.Reaches(call.Leg!, held.Leg!));
        Assert.Equal(byUpdate, Sent(SipMethods.Update));
        call.HangUp();
        AssertAllEnds();
    }

    [Fact]
    public void A_late_offer_gives_sound_both_ways()
    {
        var call = _anna.Call(AddressOf(2), "ben", lateOffer: true);
        Assert.True(_loop.RunUntil(() => call.HeardTone && _ben.LastCall!.HeardTone));
        call.OfferAgain(byUpdate: true);
        Assert.True(_loop.RunUntil(() => Sent(SipMethods.Update)));
        call.HangUp();
        AssertAllEnds();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ringing_with_sound_can_be_made_to_arrive(bool lateOffer)
    {
        _ben.Script = _ => AnswerScript.Answer(TimeSpan.FromSeconds(3)) with { EarlyMedia = true, Reliable = true };
        var call = _anna.Call(AddressOf(2), "ben", lateOffer: lateOffer);
        Assert.True(_loop.RunUntil(() => call.State == PhoneCallState.Talking && call.HeardTone && _ben.LastCall!.HeardTone));
        Assert.True(Sent(SipMethods.Prack));
        call.HangUp();
        AssertAllEnds();
    }

    [Fact]
    public void Digits_in_signalling_are_heard()
    {
        var call = Talk(_anna, _ben);
        call.SendInfoDigits("1*");
        Assert.True(_loop.RunUntil(() => _ben.LastCall!.DigitsHeard.Length == 2));
        Assert.Equal("*1", string.Concat(_ben.LastCall!.DigitsHeard.Order()));
        call.HangUp();
        AssertAllEnds();
    }

    private PhoneCall Talk(SoftPhone caller, SoftPhone called)
    {
        var call = caller.Call(new SipUri { User = "x", Host = called.Equipment.Local.Address.ToString() }, "x");
        Assert.True(_loop.RunUntil(() => call.HeardTone && called.LastCall!.HeardTone));
        return call;
    }

    private void AssertAllEnds()
    {
        SoftPhone[] phones = [_anna, _ben, _carol];
        _loop.RunUntilIdle();
        Assert.Equal(0, _loop.PendingTimers);
        Assert.Equal(0, _media.OpenLegs);
        Assert.All(phones, phone => Assert.Empty(phone.Calls));
        Assert.All(phones, phone => Assert.Equal((0, 0), (phone.Equipment.Agent.Figures.Dialogs, phone.Equipment.Agent.Figures.Transactions)));
    }

    private bool Note(ReadOnlyMemory<byte> data)
    {
        if (SipParser.TryParse(data, out var message, out _)) _wire.Add(message);
        return true;
    }

    private bool Sent(string method) => _wire.OfType<SipRequest>().Any(request => request.Is(method));

    private SoftPhone Phone(string name, int host)
    {
        var agent = new UserAgent(_loop, new UserAgentOptions { Time = _loop.Time }, [_network.Attach(Place(host))], new SimulatedResolver());
        agent.Start();
        return new SoftPhone(new PhoneEquipment(_loop, agent, _media, Place(host)), new SoftPhoneOptions(name, Place(host))) { Sound = new PhoneSound(500, 500) };
    }

    private static SipUri AddressOf(int host) => SipUri.Sip("x", Place(host));

    private static IPEndPoint Place(int host) => new(IPAddress.Parse($"192.0.2.{host}"), 5060);
}
