using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Calls;

/// <summary>Calls from a real carrier (SIPp) to a real phone (baresip), and what an application is told, byte for byte.</summary>
public sealed class IncomingCallTests
{
    private const string Start = "#<uid=128><call=1><incoming_outside_call><caller_name=FACETCORP><caller_number=9729859901><serial=1>";
    private const string End = "#<uid=128><call=1><serial=1><end>";

    [RealPeersFact, Requirement("N4"), Requirement("N6"), Requirement("Q2"), Requirement("Q4"), Requirement("Q10")]
    public async Task A_call_is_answered_and_ended_by_the_carrier()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128", "107");
        await using var carrier = office.CallIn(new SippScenario()
            .Invite().Response(100, optional: true).Response(180).Response(200).Acknowledge().AwaitSignal().HangUp().Response(200));

        await application.ExpectAsync(Start, office.Limit);
        await phone.HappensAsync("CALL_INCOMING", office.Limit);
        await application.AskAsync("?<call_info=1>", ["#<call_info=1><not_completed>"], office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(7));
        await phone.CommandAsync("accept");
        await phone.HappensAsync("CALL_ESTABLISHED", office.Limit);
        await carrier.AwaitsSignalAsync(office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(58.9));
        await carrier.SignalAsync(office.Limit);

        await application.ExpectAsync(End, office.Limit);
        await application.AskAsync("?<call_info=1>", Answered(total: "0:01:05", ring: "0:07"), office.Limit);
        await carrier.SucceedsAsync(office.Limit);
        await phone.HappensAsync("CALL_CLOSED", office.Limit);
        await application.HeardNothingElseAsync(office.Limit);
    }

    [RealPeersFact, Requirement("N6"), Requirement("Q2")]
    public async Task A_call_is_answered_and_ended_by_the_phone()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallIn(new SippScenario()
            .Invite().Response(100, optional: true).Response(180).Response(200).Acknowledge().Request("BYE").Confirm());

        await application.ExpectAsync(Start, office.Limit);
        await phone.HappensAsync("CALL_INCOMING", office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(2));
        await phone.CommandAsync("accept");
        await phone.HappensAsync("CALL_ESTABLISHED", office.Limit);
        office.Clock.Advance(TimeSpan.FromHours(1));
        await phone.CommandAsync("hangup");

        await application.ExpectAsync(End, office.Limit);
        await application.AskAsync("?<call_info=1>", Answered(total: "1:00:02", ring: "0:02"), office.Limit);
        await carrier.SucceedsAsync(office.Limit);
    }

    [RealPeersFact, Requirement("N6"), Requirement("Q5")]
    public async Task A_caller_gives_up_before_the_answer()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallIn(new SippScenario()
            .Invite().Response(100, optional: true).Response(180).AwaitSignal().Cancel().Response(200).Response(487).AcknowledgeRefusal());

        await application.ExpectAsync(Start, office.Limit);
        await phone.HappensAsync("CALL_INCOMING", office.Limit);
        await carrier.AwaitsSignalAsync(office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(12));
        await carrier.SignalAsync(office.Limit);

        await application.ExpectAsync(End, office.Limit);
        await application.AskAsync("?<call_info=1>", Unanswered(total: "0:00:12", ring: "0:12"), office.Limit);
        await phone.HappensAsync("CALL_CLOSED", office.Limit);
        await carrier.SucceedsAsync(office.Limit);
    }

    [RealPeersFact, Requirement("N6")]
    public async Task A_phone_refuses_the_call()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallIn(new SippScenario()
            .Invite().Response(100, optional: true).Response(180).Response(486).AcknowledgeRefusal());

        await application.ExpectAsync(Start, office.Limit);
        await phone.HappensAsync("CALL_INCOMING", office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(3));
        await phone.CommandAsync("hangup");

        await application.ExpectAsync(End, office.Limit);
        await application.AskAsync("?<call_info=1>", Unanswered(total: "0:00:03", ring: "0:03"), office.Limit);
        await carrier.SucceedsAsync(office.Limit);
    }

    [RealPeersFact, Requirement("N6")]
    public async Task Nobody_answers()
    {
        await using var office = await Office.OpenAsync(ringTimeout: TimeSpan.FromSeconds(1));
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallIn(new SippScenario()
            .Invite().Response(100, optional: true).Response(180).Response(480).AcknowledgeRefusal());

        await application.ExpectAsync(Start, office.Limit);
        await application.ExpectAsync(End, office.Limit);
        await application.AskAsync("?<call_info=1>", Unanswered(total: "0:00:00", ring: "0:00"), office.Limit);
        await phone.HappensAsync("CALL_CLOSED", office.Limit);
        await carrier.SucceedsAsync(office.Limit);
    }

    [RealPeersFact, Requirement("N7"), Requirement("N8")]
    public async Task Two_users_are_called_at_once_and_each_is_told_of_in_his_own_slot()
    {
        await using var office = await Office.OpenAsync();
        await using var kens = await office.PhoneAsync(128);
        await using var jims = await office.PhoneAsync(107);
        await using var application = await office.WatchAsync("128", "107");
        await using var first = office.CallIn(Brief());
        await application.ExpectAsync(Start, office.Limit);
        await kens.HappensAsync("CALL_INCOMING", office.Limit);
        await kens.CommandAsync("accept");
        await first.AwaitsSignalAsync(office.Limit);

        await kens.CommandAsync("dial", $"sip:107@127.0.0.1:{office.SipPort}");
        await jims.HappensAsync("CALL_INCOMING", office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(5));
        await first.SignalAsync(office.Limit);
        await application.ExpectAsync(End, office.Limit);
        await first.SucceedsAsync(office.Limit);

        await using var second = office.CallIn(Brief(), OfficeSettings.JimsNumber);
        // The internal call has slot 2 and serial 2, and is told to nobody (N8, N11).
        await application.ExpectAsync(
            "#<uid=107><call=1><incoming_outside_call><caller_name=FACETCORP><caller_number=9729859901><serial=3>", office.Limit);
    }

    [RealPeersFact]
    public async Task A_tone_sent_by_each_side_is_heard_by_the_other()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128, tone: 700);
        await using var application = await office.WatchAsync("128");
        // The carrier sends back every packet it gets: what the phone hears went to the carrier and came back.
        await using var carrier = office.CallIn(Brief());

        await application.ExpectAsync(Start, office.Limit);
        await phone.HappensAsync("CALL_INCOMING", office.Limit);
        await phone.CommandAsync("accept");
        await phone.HappensAsync("CALL_ESTABLISHED", office.Limit);
        await Heard.ToneAsync(phone, office.Limit);
        await carrier.SignalAsync(office.Limit);
        await application.ExpectAsync(End, office.Limit);
        await phone.StopAsync(office.Limit);

        var heard = Heard.Read(phone.HeardFile());
        Assert.True(Heard.Strength(heard, 700) > 20 * Heard.Strength(heard, 1150), "the phone's own tone should have come back from the carrier");
    }

    private static SippScenario Brief() => new SippScenario()
        .Invite().Response(100, optional: true).Response(180).Response(200).Acknowledge().AwaitSignal().HangUp().Response(200);

    private static string[] Answered(string total, string ring) =>
    [
        $"#<call_info=1><call_type=I><start_time=2006/02/27@15:04:03><duration={total}><ring_time={ring}><hold_time=0:00><job_code=><note=>",
        $"#<call_info=1><party=1><voice_type=L><device_index=1><party_number=9729859901><party_name=FACETCORP><duration={total}><ring_time=0:00>",
        $"#<call_info=1><party=2><voice_type=S><device_index=128><party_number=128><party_name=Ken Adams><duration={total}><ring_time={ring}>",
        "#<call_info=1><end>",
    ];

    private static string[] Unanswered(string total, string ring) =>
    [
        $"#<call_info=1><call_type=I><start_time=2006/02/27@15:04:03><duration={total}><ring_time={ring}><hold_time=0:00><job_code=><note=>",
        $"#<call_info=1><party=1><voice_type=L><device_index=1><party_number=9729859901><party_name=FACETCORP><duration={total}><ring_time=0:00>",
        "#<call_info=1><end>",
    ];
}
