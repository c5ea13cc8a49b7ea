using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Calls;

/// <summary>Calls from a real phone (baresip) to a real carrier (SIPp), dialled by hand and by an application.</summary>
public sealed class OutgoingCallTests
{
    private const string Start = "#<uid=128><call=1><outgoing_outside_call><called_number=2148441111><serial=1>";
    private const string End = "#<uid=128><call=1><serial=1><end>";

    [RealPeersFact, Requirement("N5"), Requirement("N6"), Requirement("Q2"), Requirement("Q4")]
    public async Task A_phone_dials_and_hangs_up()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallOut(new SippScenario()
            .Invited().Ring().AwaitSignal().Accept().Request("ACK").Request("BYE").Confirm());

        await phone.CommandAsync("dial", $"sip:92148441111@127.0.0.1:{office.SipPort}");
        await application.ExpectAsync(Start, office.Limit);
        await phone.HappensAsync("CALL_RINGING", office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(9));
        await carrier.SignalAsync(office.Limit);
        await phone.HappensAsync("CALL_ESTABLISHED", office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(58));
        await phone.CommandAsync("hangup");

        await application.ExpectAsync(End, office.Limit);
        await application.AskAsync("?<call_info=1>", Placed(total: "0:01:07", ring: "0:09", lineRing: "0:09"), office.Limit);
        await carrier.SucceedsAsync(office.Limit);
    }

    [RealPeersFact, Requirement("N6")]
    public async Task The_far_end_hangs_up()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallOut(new SippScenario()
            .Invited().Ring().Accept().Request("ACK").AwaitSignal().HangUpAnswered().Response(200));

        await phone.CommandAsync("dial", $"sip:812148441111@127.0.0.1:{office.SipPort}");
        await application.ExpectAsync(Start, office.Limit);
        await phone.HappensAsync("CALL_ESTABLISHED", office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(30));
        await carrier.SignalAsync(office.Limit);

        await application.ExpectAsync(End, office.Limit);
        await application.AskAsync("?<call_info=1>", Placed(total: "0:00:30", ring: "0:00", lineRing: "0:00"), office.Limit);
        await phone.HappensAsync("CALL_CLOSED", office.Limit);
        await carrier.SucceedsAsync(office.Limit);
    }

    [RealPeersFact, Requirement("N6"), Requirement("Q5")]
    public async Task The_far_end_is_busy()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallOut(new SippScenario().Invited().Refuse(486, "Busy Here").Request("ACK"));

        await phone.CommandAsync("dial", $"sip:92148441111@127.0.0.1:{office.SipPort}");
        await application.ExpectAsync(Start, office.Limit);
        await application.ExpectAsync(End, office.Limit);
        await application.AskAsync("?<call_info=1>", Placed(total: "0:00:00", ring: "0:00", lineRing: "0:00"), office.Limit);
        await phone.HappensAsync("CALL_CLOSED", office.Limit);
        await carrier.SucceedsAsync(office.Limit);
    }

    [RealPeersFact, Requirement("C1"), Requirement("C2"), Requirement("N5")]
    public async Task An_application_dials_for_a_user()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallOut(new SippScenario()
            .Invited().Ring().AwaitSignal().Accept().Request("ACK").Say("acknowledged").Request("BYE").Confirm());

        await application.SendAsync("!<dial><uid=128><addr=9,(214) 844-1111>");
        await application.ExpectAsync("#<dial><ok>", office.Limit);
        var ringing = await phone.HappensAsync("CALL_INCOMING", office.Limit);
        Assert.Contains("2148441111", (string?)ringing["peeruri"], StringComparison.Ordinal);
        await application.HeardNothingElseAsync(office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(3));
        await phone.CommandAsync("accept");
        await application.ExpectAsync(Start, office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(4));
        await carrier.SignalAsync(office.Limit);
        await carrier.PrintsAsync("acknowledged", office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(20));
        await phone.CommandAsync("hangup");

        await application.ExpectAsync(End, office.Limit);
        await application.AskAsync(
            "?<call_info=1>", Placed(total: "0:00:24", ring: "0:04", lineRing: "0:04", start: "15:04:06"), office.Limit);
        await carrier.SucceedsAsync(office.Limit);
    }

    [RealPeersFact, Requirement("C3")]
    public async Task A_dial_that_can_not_be_says_why()
    {
        await using var office = await Office.OpenAsync();
        await using var application = await office.WatchAsync("128");
        (string Command, string Error)[] refused =
        [
            ("!<dial><uid=999><addr=9,2148441111>", "no such user"),
            ("!<dial><uid=128><addr=2148441111x>", "invalid number"),
            ("!<dial><uid=128><addr=85,2148441111>", "no such trunk group"),
            ("!<dial><uid=128><addr=9,2148441111>", "no phone registered"),
        ];
        foreach (var (command, error) in refused)
        {
            await application.SendAsync(command);
            await application.ExpectAsync($"#<dial><err={error}>", office.Limit);
        }
    }

    [RealPeersFact, Requirement("C2")]
    public async Task A_phone_that_is_not_answered_releases_the_line_and_nothing_is_said()
    {
        await using var office = await Office.OpenAsync(ringTimeout: TimeSpan.FromSeconds(1));
        await using var phone = await office.PhoneAsync(128);
        await using var application = await office.WatchAsync("128");

        await application.SendAsync("!<dial><addr=9,2148441111>");
        await application.ExpectAsync("#<dial><ok>", office.Limit);
        await phone.HappensAsync("CALL_INCOMING", office.Limit);
        await phone.HappensAsync("CALL_CLOSED", office.Limit);
        await application.HeardNothingElseAsync(office.Limit);
    }

    private static string[] Placed(string total, string ring, string lineRing, string start = "15:04:03") =>
    [
        $"#<call_info=1><call_type=O><start_time=2006/02/27@{start}><duration={total}><ring_time={ring}><hold_time=0:00><job_code=><note=>",
        $"#<call_info=1><party=1><voice_type=S><device_index=128><party_number=128><party_name=Ken Adams><duration={total}><ring_time=0:00>",
        $"#<call_info=1><party=2><voice_type=L><device_index=1><party_number=2148441111><party_name=Unknown><duration={total}><ring_time={lineRing}>",
        "#<call_info=1><end>",
    ];
}
