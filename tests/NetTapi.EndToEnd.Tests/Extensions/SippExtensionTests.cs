using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Phone;

namespace NetTapi.EndToEnd.Tests.Extensions;

/// <summary>The extensions of SIP with a peer that is not ours, also over a network that doubles and delays.</summary>
public sealed class SippExtensionTests
{
    private static readonly PhoneSound Silent = new();

    // Doubled, SIPp would take the answer repeated for the PRACK as the call's.
    [SippTheory, InlineData(Passage.Plain), InlineData(Passage.Late)]
    public async Task Ringing_is_reliable_to_a_caller_who_demands_it(Passage passage)
    {
        await using var office = await Office.OpenAsync();
        var phone = await office.SoftPhoneAsync(128, Silent);
        await using var carrier = office.CallIn(new SippScenario()
            .Call(1, ["Require: 100rel", "Supported: 100rel"], SippMessages.Media).Response(100, optional: true)
            .ResponseWith(180, "RSeq", "[0-9]+").Request("PRACK", 2, ["RAck:[$rseq] 1 INVITE"], passage: passage).Response(200)
            .Say("acknowledged")
            .Response(200).Request("ACK", 1, []).Request("BYE", 3, []).Response(200));
        await carrier.PrintsAsync("acknowledged", office.Limit);
        await phone.WaitForAsync(() => phone.LastCall is { State: PhoneCallState.Ringing }, office.Limit);
        await phone.RunAsync(() => Do(phone.LastCall!.Answer));
        await carrier.SucceedsAsync(office.Limit);
    }

    [SippTheory, InlineData(Passage.Plain), InlineData(Passage.Doubled), InlineData(Passage.Late)]
    public async Task Reliable_ringing_of_the_far_end_is_acknowledged(Passage passage)
    {
        await using var office = await Office.OpenAsync();
        var phone = await office.SoftPhoneAsync(128, Silent);
        await using var carrier = office.CallOut(new SippScenario().Invited()
            .Respond("183 Session Progress", "a", ["Require: 100rel", "RSeq: 7"], SippMessages.Media)
            .Step("<recv request=\"PRACK\"><action><ereg regexp=\"7 1 INVITE|7 2 INVITE\" search_in=\"hdr\" header=\"RAck:\" check_it=\"true\" assign_to=\"rack\" /></action></recv><Reference variables=\"rack\" />")
            .Confirm(passage)
            .Respond("200 OK", "a", [], SippMessages.Media).Request("ACK").Request("BYE").Confirm());
        var call = await phone.RunAsync(() => phone.Call("92148441111"));
        await phone.WaitForAsync(() => call.State == PhoneCallState.Talking, office.Limit);
        await phone.RunAsync(() => Do(call.HangUp));
        await carrier.SucceedsAsync(office.Limit);
    }

    [SippTheory, InlineData(Passage.Plain), InlineData(Passage.Doubled), InlineData(Passage.Late)]
    public async Task A_session_has_a_timer_that_is_long_enough_and_is_refreshed(Passage passage)
    {
        await using var office = await Office.OpenAsync();
        var phone = await office.SoftPhoneAsync(128, Silent);
        await phone.RunAsync(() => Do(() => phone.Script = _ => AnswerScript.Answer()));
        await using var carrier = office.CallIn(new SippScenario()
            .Call(1, ["Supported: timer", "Session-Expires: 30"], SippMessages.Media).Response(100, optional: true)
            .ResponseWith(422, "Min-SE", "90").AcknowledgeRefusal()
            .Call(2, ["Supported: timer", "Session-Expires: 90;refresher=uac", "Min-SE: 90"], SippMessages.Media)
            .Response(100, optional: true).Response(180, optional: true)
            .ResponseWith(200, "Session-Expires", "90;refresher=uac").Request("ACK", 2, [])
            .Request("UPDATE", 3, ["Supported: timer", "Session-Expires: 90;refresher=uac"], passage: passage).ResponseWith(200, "Session-Expires", "90")
            .Again(passage, 2, "UPDATE", 3, ["Supported: timer", "Session-Expires: 90;refresher=uac"])
            .Request("BYE", 4, []).Response(200));
        await carrier.SucceedsAsync(office.Limit);
    }

    [SippTheory, InlineData(Passage.Plain), InlineData(Passage.Doubled), InlineData(Passage.Late)]
    public async Task An_UPDATE_puts_the_call_on_hold(Passage passage)
    {
        await using var office = await Office.OpenAsync();
        var phone = await office.SoftPhoneAsync(128, Silent);
        await phone.RunAsync(() => Do(() => phone.Script = _ => AnswerScript.Answer()));
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallIn(new SippScenario()
            .Call(1, [], SippMessages.Media).Response(100, optional: true).Response(180, optional: true).Response(200).Request("ACK", 1, [])
            .Request("UPDATE", 2, [], SippMessages.Media + "\na=sendonly", passage).ResponseSaying(200, "a=recvonly")
            .Again(passage, 2, "UPDATE", 2, [], SippMessages.Media + "\na=sendonly")
            .AwaitSignal().Request("BYE", 3, []).Response(200));
        await carrier.AwaitsSignalAsync(office.Limit);
        await application.ReceiveAsync(office.Limit);
        await application.HeardNothingElseAsync(office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(42));
        await carrier.SignalAsync(office.Limit);
        await carrier.SucceedsAsync(office.Limit);
        await application.ExpectAsync("#<uid=128><call=1><serial=1><end>", office.Limit);
        await application.SendAsync("?<call_info=1>");
        Assert.Contains("<hold_time=0:42>", await application.ReceiveAsync(office.Limit), StringComparison.Ordinal);
    }

    [SippTheory, InlineData(Passage.Plain), InlineData(Passage.Doubled), InlineData(Passage.Late)]
    public async Task A_caller_may_leave_the_offer_to_us(Passage passage)
    {
        await using var office = await Office.OpenAsync();
        var phone = await office.SoftPhoneAsync(128, Silent);
        await phone.RunAsync(() => Do(() => phone.Script = _ => AnswerScript.Answer()));
        await using var carrier = office.CallIn(new SippScenario()
            .Call(1, [], null).Response(100, optional: true).Response(180, optional: true)
            .ResponseSaying(200, "m=audio [0-9]+ RTP/AVP 0").Request("ACK", 1, [], SippMessages.Media, passage)
            .Again(passage, 1, "ACK", 1, [], SippMessages.Media).AwaitSignal().Request("BYE", 2, []).Response(200));
        await carrier.AwaitsSignalAsync(office.Limit);
        await phone.WaitForAsync(() => phone.LastCall is { State: PhoneCallState.Talking }, office.Limit);
        await carrier.SignalAsync(office.Limit);
        await carrier.SucceedsAsync(office.Limit);
    }

    [SippTheory]
    [InlineData("a", Passage.Plain), InlineData("a", Passage.Doubled), InlineData("a", Passage.Late)]
    [InlineData("b", Passage.Plain), InlineData("b", Passage.Doubled), InlineData("b", Passage.Late)]
    public async Task Of_two_places_that_send_early_media_either_may_answer(string winner, Passage passage)
    {
        await using var office = await Office.OpenAsync();
        var phone = await office.SoftPhoneAsync(128, Silent);
        var scenario = new SippScenario().Invited()
            .Respond("183 Session Progress", "a", [], SippMessages.Media, passage)
            .Respond("183 Session Progress", "b", [], SippMessages.Media, passage)
            .Respond("200 OK", winner, [], SippMessages.Media, passage == Passage.Late ? passage : Passage.Plain)
            .Step($"<recv request=\"ACK\"><action><ereg regexp=\"tag={winner}\" search_in=\"hdr\" header=\"To:\" check_it=\"true\" assign_to=\"tag\" /></action></recv><Reference variables=\"tag\" />");

        // SIPp does not take the ACK of the first while it sends the second; each is acknowledged (RFC 3261 13.2.2.4).
        if (passage == Passage.Doubled) scenario.Respond("200 OK", winner, [], SippMessages.Media).Request("ACK");
        await using var carrier = office.CallOut(scenario.Say("acknowledged").Request("BYE").Confirm());
        var call = await phone.RunAsync(() => phone.Call("92148441111"));
        await phone.WaitForAsync(() => call.State == PhoneCallState.Talking, office.Limit);
        await carrier.PrintsAsync("acknowledged", office.Limit);
        await phone.RunAsync(() => Do(call.HangUp));
        await carrier.SucceedsAsync(office.Limit);
    }

    private static bool Do(Action action)
    {
        action();
        return true;
    }
}
