using NetTapi.EndToEnd.Tests.Peers;

namespace NetTapi.EndToEnd.Tests.Extensions;

/// <summary>Session timers, crossing offers and numbers that have moved, with a carrier (SIPp) that is slow and a real phone (baresip) at the other end.</summary>
public sealed class CarrierExtensionTests
{
    private const string Outgoing = "#<uid=128><call=1><outgoing_outside_call><called_number=2148441111><serial=1>";
    private const string End = "#<uid=128><call=1><serial=1><end>";

    // Longer than SIP waits before it repeats a message.
    private const int Late = 800;

    [RealPeersTheory, InlineData(false), InlineData(true)]
    public Task A_session_is_refreshed_in_time_though_the_carrier_is_slow_to_say_so(bool isDoubled) => OutgoingAsync(
        new SippScenario().Invited().Ring().Accept(headers: ["Allow: INVITE, ACK, BYE, CANCEL, UPDATE", "Require: timer", "Session-Expires: 9;refresher=uac"]).Request("ACK")
            .Request("UPDATE").Wait(Late).Confirm("Session-Expires: 90;refresher=uac").Twice(isDoubled));

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
            .Invited().Wait(Late).OfferAnswered().Response(491).AcknowledgeRefusedOffer().Accept(headers: ["Require: timer", "Session-Expires: 90;refresher=uac"]).Request("ACK"));

    // We ask again within 4 s, and hang up where a third of the time is left: 27 s leaves room for both (RFC 3261 14.1, RFC 4028 10).
    // Doubled, SIPp would take the ACK that is repeated for its refusal as a reason to repeat that, and so on.
    [RealPeersFact]
    public Task An_offer_of_ours_that_is_refused_for_now_is_made_again() => OutgoingAsync(
        new SippScenario().Invited().Ring().Accept(headers: ["Allow: INVITE, ACK, BYE, CANCEL", "Require: timer", "Session-Expires: 27;refresher=uac"]).Request("ACK")
            .Invited().Refuse(491, "Request Pending").Request("ACK").Invited().Accept(headers: ["Require: timer", "Session-Expires: 90;refresher=uac"]).Request("ACK"));

    [RealPeersTheory, InlineData(false), InlineData(true)]
    public async Task A_number_that_has_moved_is_called_where_it_is(bool isDoubled)
    {
        var elsewhere = FreePorts.Next();
        await using var office = await Office.OpenAsync(
            change: settings => settings["Directory"]!["Gateways"]![0]!["AcceptFrom"]!.AsArray().Add($"127.0.0.1:{elsewhere}"));
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallOut(new SippScenario().Invited().Redirect($"sip:2148442222@127.0.0.1:{elsewhere}").Request("ACK").Twice(isDoubled));
        await using var other = Sipp.Answer(
            new SippScenario().Invited().Ring().Accept().Request("ACK").Say("talking").Request("BYE").Confirm(), elsewhere, office.SipPort, office.Folder);
        await TalkAsync(office, phone, application, other);
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
