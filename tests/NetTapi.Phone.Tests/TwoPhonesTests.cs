using System.Net;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Testing;

namespace NetTapi.Phone.Tests;

/// <summary>Two phones that call each other directly, on a simulated loop, network and media plane.</summary>
public class TwoPhonesTests
{
    private readonly SimulatedLoop _loop = new(11);
    private readonly SimulatedNetwork _network;
    private readonly SimulatedMediaPlane _media;
    private readonly SoftPhone _anna;
    private readonly SoftPhone _ben;

    public TwoPhonesTests()
    {
        _network = new SimulatedNetwork(_loop, NetworkManners.Good);
        _media = new SimulatedMediaPlane(_loop);
        _anna = Phone("anna", 1, voice: 500, listensFor: 900);
        _ben = Phone("ben", 2, voice: 900, listensFor: 500);
    }

    [Fact]
    public void An_answered_call_carries_sound_both_ways_until_either_side_hangs_up()
    {
        _ben.Script = _ => AnswerScript.Answer(TimeSpan.FromSeconds(2));
        var call = CallBen();
        Assert.True(_loop.RunUntil(() => call.State == PhoneCallState.Ringing));
        Assert.Equal(180, call.Status);
        Assert.True(_loop.RunUntil(() => call.HeardTone && _ben.LastCall!.HeardTone));
        Assert.True(_media.Reaches(call.Leg!, _ben.LastCall!.Leg!));
        Assert.Equal("anna", _ben.LastCall.Number);
        Assert.Equal("anna's phone", _ben.LastCall.Name);
        _ben.LastCall.HangUp();
        AssertAllEnds(call);
    }

    [Fact]
    public void A_refused_call_ends_with_the_status_given()
    {
        _ben.Script = _ => AnswerScript.Reject(486);
        var call = CallBen();
        AssertAllEnds(call);
        Assert.Equal(486, call.Status);
    }

    [Fact]
    public void A_caller_who_loses_patience_gives_up()
    {
        var call = _anna.Call(SipUri.Sip("ben", Place(2)), "ben", patience: TimeSpan.FromSeconds(5));
        Assert.True(_loop.RunUntil(() => _ben.LastCall is { State: PhoneCallState.Ringing }));
        AssertAllEnds(call);
        Assert.Equal(487, call.Status);
        Assert.Equal(487, _ben.LastCall!.Status);
    }

    [Fact]
    public void A_call_given_up_at_once_is_over_on_both_sides()
    {
        _ben.Script = _ => AnswerScript.Answer();
        var call = CallBen();
        call.HangUp();
        AssertAllEnds(call);
    }

    [Fact]
    public void A_talk_of_some_length_ends_by_itself()
    {
        _ben.Script = _ => AnswerScript.Answer(talk: TimeSpan.FromSeconds(3));
        AssertAllEnds(CallBen());
    }

    [Fact]
    public void Early_media_is_heard_before_the_answer()
    {
        _ben.Script = _ => AnswerScript.Ring with { EarlyMedia = true };
        _anna.Sound = new PhoneSound(ListensFor: 425);
        var call = CallBen();
        Assert.True(_loop.RunUntil(() => call.HeardTone));
        Assert.Equal(PhoneCallState.Ringing, call.State);
        Assert.Equal(183, call.Status);
        _ben.LastCall!.Answer();
        Assert.True(_loop.RunUntil(() => call.State == PhoneCallState.Talking));
        call.HangUp();
        AssertAllEnds(call);
    }

    [Fact]
    public void A_held_phone_hears_and_says_nothing_until_it_is_taken_back()
    {
        _ben.Script = _ => AnswerScript.Answer();
        var call = CallBen();
        Assert.True(_loop.RunUntil(() => call.HeardTone));
        call.Hold(true);
        Assert.True(_loop.RunUntil(() => call.IsHolding && _ben.LastCall!.IsHeld));
        Assert.False(_media.Reaches(_ben.LastCall!.Leg!, call.Leg!));

        call.Hold(false);
        Assert.True(_loop.RunUntil(() => !call.IsHolding && !_ben.LastCall!.IsHeld));
        Assert.True(_media.Reaches(_ben.LastCall!.Leg!, call.Leg!));
        call.HangUp();
        AssertAllEnds(call);
    }

    [Fact]
    public void Digits_are_heard_by_the_other_phone()
    {
        _ben.Script = _ => AnswerScript.Answer();
        var call = CallBen();
        Assert.True(_loop.RunUntil(() => call.State == PhoneCallState.Talking && _ben.LastCall!.HeardTone));
        Assert.True(call.SendDigits("42#"));
        Assert.True(_loop.RunUntil(() => _ben.LastCall!.DigitsHeard == "42#"));
        call.HangUp();
        AssertAllEnds(call);
    }

    [Fact]
    public void A_carrier_says_who_calls_and_what_was_dialled()
    {
        var carrier = new Carrier(Equip(3), Place(2));
        var caller = new OutsideCaller("anonymous", "Anonymous") { AssertedNumber = "0301234567", AssertedName = "Clara", Privacy = "id" };
        var call = carrier.Call("5550100", caller);
        Assert.True(_loop.RunUntil(() => _ben.LastCall is { State: PhoneCallState.Ringing }));
        Assert.Equal("0301234567", _ben.LastCall!.Number);
        Assert.Equal("Clara", _ben.LastCall.Name);
        Assert.Equal("5550100", _ben.LastCall.Dialled);
        Assert.Equal(["id"], _ben.LastCall.Request!.Privacy);
        Assert.Equal("anonymous", _ben.LastCall.Request.From!.Uri.User);
        call.HangUp();
        AssertAllEnds(call);
    }

    [Fact]
    public void A_phone_without_ports_refuses_and_does_not_call()
    {
        _media.LegsLeft = 0;
        Assert.True(_loop.RunUntil(() => CallOnce().State == PhoneCallState.Ended));
        Assert.Equal(503, _anna.LastCall!.Status);
    }

    private PhoneCall CallOnce() => _anna.LastCall ?? CallBen();

    private PhoneCall CallBen() => _anna.Call(SipUri.Sip("ben", Place(2)), "ben");

    private void AssertAllEnds(PhoneCall call)
    {
        Assert.True(_loop.RunUntil(() => call.State == PhoneCallState.Ended && _anna.Calls.Count + _ben.Calls.Count == 0));
        _loop.RunUntilIdle();
        Assert.Equal(0, _media.OpenLegs);
        Assert.Equal(0, _loop.PendingTimers);
        Assert.All([_anna, _ben], phone => Assert.Equal((0, 0), (phone.Equipment.Agent.Figures.Dialogs, phone.Equipment.Agent.Figures.Transactions)));
    }

    private SoftPhone Phone(string name, int host, double voice, double listensFor) =>
        new(Equip(host), new SoftPhoneOptions(name, Place(host)) { DisplayName = $"{name}'s phone" }) { Sound = new PhoneSound(voice, listensFor) };

    private PhoneEquipment Equip(int host)
    {
        var agent = new UserAgent(_loop, new UserAgentOptions { Time = _loop.Time }, [_network.Attach(Place(host))], new SimulatedResolver());
        agent.Start();
        return new PhoneEquipment(_loop, agent, _media, Place(host));
    }

    private static IPEndPoint Place(int host) => new(IPAddress.Parse($"192.0.2.{host}"), 5060);
}
