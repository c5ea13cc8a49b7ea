using NetTapi.EndToEnd.Tests.Peers;

namespace NetTapi.EndToEnd.Tests.Extensions;

/// <summary>SIP's extensions with a carrier (SIPp) that insists on them, whose messages come late or twice, and a real phone (baresip) at the other end.</summary>
public sealed class CarrierExtensionTests
{
    private const string Incoming = "#<uid=128><call=1><incoming_outside_call><caller_name=FACETCORP><caller_number=9729859901><serial=1>";
    private const string Outgoing = "#<uid=128><call=1><outgoing_outside_call><called_number=2148441111><serial=1>";
    private const string End = "#<uid=128><call=1><serial=1><end>";

    // Longer than SIP waits before it repeats a message, twice.
    private const int Late = 1700;

    [RealPeersFact]
    public Task Ringing_is_acknowledged_by_a_caller_who_asks_for_that() => IncomingAsync(
        new SippScenario().Invite("Require: 100rel").Response(100, optional: true).RingsReliably().AcknowledgeRinging().Response(200).Say("ringing")
            .Response(200).Acknowledge());

    [RealPeersFact]
    public Task Ringing_and_answer_are_repeated_until_their_late_acknowledgements_come() => IncomingAsync(
        new SippScenario().Invite("Require: 100rel").Response(100, optional: true).RingsReliably().Wait(Late).AcknowledgeRinging().Response(200).Say("ringing")
            .Response(200).Wait(Late).Acknowledge().Acknowledge());

    [RealPeersFact]
    public Task A_caller_may_leave_the_offer_to_us_and_answer_it_late() => IncomingAsync(
        new SippScenario().InviteWithoutOffer().Response(100, optional: true).Response(180).Say("ringing").Response(200).Wait(Late).AcknowledgeWithAnswer());

    [RealPeersFact]
    public Task A_caller_may_update_the_session() => IncomingAsync(
        new SippScenario().Invite().Response(100, optional: true).Response(180).Say("ringing").Response(200).Acknowledge().Update(2).Response(200), bye: 3);

    [RealPeersFact]
    public Task Ringing_that_asks_for_it_is_acknowledged_once_though_it_comes_twice() => OutgoingAsync(
        new SippScenario().Invited().Wait(Late).RingReliably(7).Request("PRACK").Confirm().RingReliably(7).Wait(Late).Accept().Request("ACK"));

    [RealPeersFact]
    public Task A_session_is_refreshed_in_time() => OutgoingAsync(
        new SippScenario().Invited().Ring().Accept(headers: ["Allow: INVITE, ACK, BYE, CANCEL, UPDATE", "Require: timer", "Session-Expires: 5;refresher=uac"]).Request("ACK")
            .Request("UPDATE").Confirm("Session-Expires: 90;refresher=uac"));

    [RealPeersFact]
    public async Task A_session_that_the_carrier_does_not_refresh_is_ended_for_both()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallOut(new SippScenario()
            .Invited().Ring().Accept(headers: ["Require: timer", "Session-Expires: 3;refresher=uas"]).Request("ACK").Request("BYE").Confirm());
        await phone.CommandAsync("dial", $"sip:92148441111@127.0.0.1:{office.SipPort}");
        await application.ExpectAsync(Outgoing, office.Limit);
        await phone.HappensAsync("CALL_ESTABLISHED", office.Limit);
        await application.ExpectAsync(End, office.Limit);
        await phone.HappensAsync("CALL_CLOSED", office.Limit);
        await carrier.SucceedsAsync(office.Limit);
    }

    [RealPeersFact]
    public Task An_offer_that_crosses_ours_is_refused_for_now() => OutgoingAsync(
        new SippScenario().Invited().Ring().Accept(headers: ["Allow: INVITE, ACK, BYE, CANCEL", "Require: timer", "Session-Expires: 9;refresher=uac"]).Request("ACK")
            .Invited().OfferAnswered().Response(491).AcknowledgeRefusedOffer().Accept(headers: ["Require: timer", "Session-Expires: 90;refresher=uac"]).Request("ACK"));

    [RealPeersFact]
    public async Task A_number_that_has_moved_is_called_where_it_is()
    {
        var elsewhere = Peer.FreePort();
        await using var office = await Office.OpenAsync(
            change: settings => settings["Directory"]!["Gateways"]![0]!["AcceptFrom"]!.AsArray().Add($"127.0.0.1:{elsewhere}"));
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallOut(new SippScenario().Invited().Redirect($"sip:2148442222@127.0.0.1:{elsewhere}").Request("ACK"));
        await using var other = Sipp.Answer(
            new SippScenario().Invited().Ring().Accept().Request("ACK").Say("talking").Request("BYE").Confirm(), elsewhere, office.SipPort, office.Folder);
        await TalkAsync(office, phone, application, other);
        await carrier.SucceedsAsync(office.Limit);
    }

    [RealPeersFact]
    public async Task Early_sound_of_one_place_gives_way_to_that_of_the_one_that_answers()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var first = new RtpParty(voice: 900);
        await using var second = new RtpParty(voice: 1400);
        await using var carrier = office.CallOut(new SippScenario()
            .Invited().Early("one", first.Port).AwaitSignal().Early("two", second.Port).AcceptAs("two", second.Port).Request("ACK").Say("talking").Request("BYE").Confirm());
        await phone.CommandAsync("dial", $"sip:92148441111@127.0.0.1:{office.SipPort}");
        await application.ExpectAsync(Outgoing, office.Limit);
        await first.WaitAsync(party => party.Packets.Count > 10, office.Limit);
        await carrier.SignalAsync(office.Limit);
        await carrier.PrintsAsync("talking", office.Limit);
        await second.WaitAsync(party => party.Packets.Count > 50, office.Limit);
        await phone.CommandAsync("hangup");
        await application.ExpectAsync(End, office.Limit);
        await carrier.SucceedsAsync(office.Limit);
        Assert.True(Heard.Peak(second.Heard(), 440) > 1000, "who answers hears the phone");
    }

    /// <summary>The carrier brings a call; baresip answers when the scenario says that it rings; the carrier hangs up.</summary>
    private static async Task IncomingAsync(SippScenario scenario, int bye = 2)
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallIn(scenario.AwaitSignal().HangUp(bye + 1).Response(200));
        await application.ExpectAsync(Incoming, office.Limit);
        await phone.HappensAsync("CALL_INCOMING", office.Limit);
        await carrier.PrintsAsync("ringing", office.Limit);
        await phone.CommandAsync("accept");
        await phone.HappensAsync("CALL_ESTABLISHED", office.Limit);
        await carrier.SignalAsync(office.Limit);
        await application.ExpectAsync(End, office.Limit);
        await phone.HappensAsync("CALL_CLOSED", office.Limit);
        await carrier.SucceedsAsync(office.Limit);
    }

    /// <summary>baresip calls out; when the scenario has gone through, it hangs up.</summary>
    private static async Task OutgoingAsync(SippScenario scenario)
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallOut(scenario.Say("talking").Request("BYE").Confirm());
        await TalkAsync(office, phone, application, carrier);
    }

    private static async Task TalkAsync(Office office, Baresip phone, NetTapiProbe application, Sipp carrier)
    {
        await phone.CommandAsync("dial", $"sip:92148441111@127.0.0.1:{office.SipPort}");
        await application.ExpectAsync(Outgoing, office.Limit);
        await phone.HappensAsync("CALL_ESTABLISHED", office.Limit);
        await carrier.PrintsAsync("talking", office.Limit);
        await phone.CommandAsync("hangup");
        await application.ExpectAsync(End, office.Limit);
        await carrier.SucceedsAsync(office.Limit);
    }
}
