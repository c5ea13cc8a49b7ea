using NetTapi.Phone;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Flows;

/// <summary>What two applications that watch two users are told of conferences, groups and the attendant, byte for byte.</summary>
public sealed class ConferenceFlowTests
{
    private const string Done = "#<call_info=1><end>";

    [Fact, Requirement("N8"), Requirement("Q2"), Requirement("Q5")]
    public async Task A_conference_of_an_outside_caller_and_two_users()
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var outside = await office.CallInAsync("9725551128");
        var first = await office.AnswerAsync(ken, after: 5);
        await office.IsAsync(office.Carrier, outside, PhoneCallState.Talking);
        await kens.ExpectAsync(Start(128), office.Limit);
        await office.DoAsync(ken, () => first.Hold(true));
        await ken.WaitForAsync(() => first.IsHolding, office.Limit);
        var second = await office.DialAsync(ken, "107");
        await office.AnswerAsync(jim, after: 10);
        await office.IsAsync(ken, second, PhoneCallState.Talking);
        await office.PressAsync(ken, second, "*74");
        await jims.ExpectAsync(Start(107), office.Limit);
        await office.IsAsync(ken, first, PhoneCallState.Ended);
        await office.PassAsync(30);
        await office.DoAsync(ken, second.HangUp);
        await kens.ExpectAsync(End(128), office.Limit);
        await kens.AskAsync("?<call_info=1>", [Summary("0:00:45", "0:05", "0:10"), Line("0:00:45"), Party(2, 128, "Ken Adams", "0:00:45", "0:05"), Party(3, 107, "Jim Bryant", "0:00:30", "0:00"), Done], office.Limit);
        await office.PassAsync(15);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await jims.ExpectAsync(End(107), office.Limit);
        await jims.AskAsync("?<call_info=1>", [Summary("0:01:00", "0:05", "0:10"), Line("0:01:00"), Party(2, 128, "Ken Adams", "0:00:45", "0:05"), Party(3, 107, "Jim Bryant", "0:00:45", "0:00"), Done], office.Limit);
        await kens.HeardNothingElseAsync(office.Limit);
    }

    [Fact, Requirement("N6"), Requirement("Q5")]
    public async Task A_group_rings_two_and_one_has_the_call()
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var outside = await office.CallInAsync("9725551100");
        await kens.ExpectAsync(Start(128), office.Limit);
        await jims.ExpectAsync(Start(107), office.Limit);
        await ken.WaitForAsync(() => ken.Calls.Count == 1, office.Limit);
        await office.AnswerAsync(jim, after: 6);
        await office.IsAsync(office.Carrier, outside, PhoneCallState.Talking);
        await kens.ExpectAsync(End(128), office.Limit);
        await kens.AskAsync("?<call_info=1>", [Summary("0:00:06", "0:06", "0:00"), Line("0:00:06"), Party(2, 107, "Jim Bryant", "0:00:06", "0:06"), Done], office.Limit);
        await office.PassAsync(54);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await jims.ExpectAsync(End(107), office.Limit);
        await jims.AskAsync("?<call_info=1>", [Summary("0:01:00", "0:06", "0:00"), Line("0:01:00"), Party(2, 107, "Jim Bryant", "0:01:00", "0:06"), Done], office.Limit);
        await kens.HeardNothingElseAsync(office.Limit);
    }

    [Fact, Requirement("N4"), Requirement("Q4"), Requirement("Q6")]
    public async Task The_attendant_is_no_party_and_its_time_is_no_ringing()
    {
        await using var office = await FlowOffice.OpenAsync();
        var jim = await office.PhoneAsync(107);
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var outside = await office.CallInAsync("9725551199");
        await office.IsAsync(office.Carrier, outside, PhoneCallState.Talking);
        await office.PassAsync(20);
        await office.DoAsync(office.Carrier, () => outside.SendDigits("1"));
        await jims.ExpectAsync(Start(107), office.Limit);
        await office.AnswerAsync(jim, after: 3);
        await AnsweredAsync(office, jims);
        await office.PassAsync(10);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await jims.ExpectAsync(End(107), office.Limit);
        await jims.AskAsync("?<call_info=1>", [Summary("0:00:33", "0:03", "0:00"), Line("0:00:33"), Party(2, 107, "Jim Bryant", "0:00:13", "0:03"), Done], office.Limit);
        await kens.HeardNothingElseAsync(office.Limit);
    }

    /// <summary>The answer has reached the server when a request that was sent after it is answered.</summary>
    private static async Task AnsweredAsync(FlowOffice office, NetTapiProbe probe)
    {
        var other = await office.PhoneAsync(144);
        await office.DoAsync(other, other.Unregister);
        await other.WaitForAsync(() => !other.IsRegistered, office.Limit);
        await probe.AskAsync("?<call_info=1>", ["#<call_info=1><not_completed>"], office.Limit);
    }

    private static string Start(int uid) => $"#<uid={uid}><call=1><incoming_outside_call><caller_name=FACETCORP><caller_number=9729859901><serial=1>";

    private static string End(int uid) => $"#<uid={uid}><call=1><serial=1><end>";

    private static string Summary(string duration, string ring, string held) =>
        $"#<call_info=1><call_type=I><start_time=2006/02/27@15:04:03><duration={duration}><ring_time={ring}><hold_time={held}><job_code=><note=>";

    private static string Line(string duration) =>
        $"#<call_info=1><party=1><voice_type=L><device_index=1><party_number=9729859901><party_name=FACETCORP><duration={duration}><ring_time=0:00>";

    private static string Party(int place, int uid, string name, string duration, string ring) =>
        $"#<call_info=1><party={place}><voice_type=S><device_index={uid}><party_number={uid}><party_name={name}><duration={duration}><ring_time={ring}>";
}
