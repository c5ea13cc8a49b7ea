using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Calls;

/// <summary>A second make of real phone (linphone) with a real carrier (SIPp).</summary>
public sealed class LinphoneTests
{
    [LinphoneFact, Requirement("N5"), Requirement("N6"), Requirement("Q4")]
    public async Task A_phone_dials_holds_and_hangs_up()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.LinphoneAsync(128);
        await using var application = await office.WatchAsync("128");
        await using var carrier = office.CallOut(new SippScenario()
            .Invited().Ring().Accept().Request("ACK").Request("BYE").Confirm());

        var call = await phone.DialAsync("92148441111", office.Limit);
        await application.ExpectAsync("#<uid=128><call=1><outgoing_outside_call><called_number=2148441111><serial=1>", office.Limit);
        await phone.TalksAsync(call, office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(10));
        await phone.HoldAsync(call, office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(65));
        await phone.ResumeAsync(call, office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(5));
        await phone.HangUpAsync(call);

        await application.ExpectAsync("#<uid=128><call=1><serial=1><end>", office.Limit);
        await application.AskAsync(
            "?<call_info=1>",
            [
                "#<call_info=1><call_type=O><start_time=2006/02/27@15:04:03><duration=0:01:20><ring_time=0:00><hold_time=1:05><job_code=><note=>",
                "#<call_info=1><party=1><voice_type=S><device_index=128><party_number=128><party_name=Ken Adams><duration=0:01:20><ring_time=0:00>",
                "#<call_info=1><party=2><voice_type=L><device_index=1><party_number=2148441111><party_name=Unknown><duration=0:01:20><ring_time=0:00>",
                "#<call_info=1><end>",
            ],
            office.Limit);
        await carrier.SucceedsAsync(office.Limit);
        await phone.EndsAsync(call, office.Limit);
    }
}
