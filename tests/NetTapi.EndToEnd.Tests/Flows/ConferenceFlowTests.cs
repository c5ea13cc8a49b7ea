using NetTapi.Phone;
using NetTapi.Testing;
using static NetTapi.EndToEnd.Tests.Flows.FlowWire;

namespace NetTapi.EndToEnd.Tests.Flows;

/// <summary>What two applications that watch two users are told of conferences, groups and the attendant, byte for byte.</summary>
public sealed class ConferenceFlowTests
{
    [Fact, Requirement("N8"), Requirement("Q2"), Requirement("Q5")]
    public async Task A_conference_of_an_outside_caller_and_two_users()
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var (outside, first) = await office.AnsweredInAsync(ken, after: 5);
        await kens.ExpectAsync(In(128), office.Limit);
        await office.DoAsync(ken, () => first.Hold(true));
        await ken.WaitForAsync(() => first.IsHolding, office.Limit);
        var second = await office.DialAsync(ken, "107");
        await office.AnswerAsync(jim, after: 10);
        await office.IsAsync(ken, second, PhoneCallState.Talking);
        await office.PressAsync(ken, second, "*74");
        await jims.ExpectAsync(In(107), office.Limit);
        await office.IsAsync(ken, first, PhoneCallState.Ended);
        await office.PassAsync(30);
        await office.DoAsync(ken, second.HangUp);
        await kens.ExpectAsync(End(128), office.Limit);
        await kens.AskAsync("?<call_info=1>", [Summary("0:00:45", "0:05", "0:10"), Caller("0:00:45"), Party(2, 128, "0:00:45", "0:05"), Party(3, 107, "0:00:30", "0:00"), Done()], office.Limit);
        await office.PassAsync(15);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await jims.ExpectAsync(End(107), office.Limit);
        await jims.AskAsync("?<call_info=1>", [Summary("0:01:00", "0:05", "0:10"), Caller("0:01:00"), Party(2, 128, "0:00:45", "0:05"), Party(3, 107, "0:00:45", "0:00"), Done()], office.Limit);
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
        await kens.ExpectAsync(In(128), office.Limit);
        await jims.ExpectAsync(In(107), office.Limit);
        await ken.WaitForAsync(() => ken.Calls.Count == 1, office.Limit);
        await office.AnswerAsync(jim, after: 6);
        await office.IsAsync(office.Carrier, outside, PhoneCallState.Talking);
        await kens.ExpectAsync(End(128), office.Limit);
        await kens.AskAsync("?<call_info=1>", [Summary("0:00:06", "0:06", "0:00"), Caller("0:00:06"), Party(2, 107, "0:00:06", "0:06"), Done()], office.Limit);
        await office.PassAsync(54);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await jims.ExpectAsync(End(107), office.Limit);
        await jims.AskAsync("?<call_info=1>", [Summary("0:01:00", "0:06", "0:00"), Caller("0:01:00"), Party(2, 107, "0:01:00", "0:06"), Done()], office.Limit);
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
        await jims.ExpectAsync(In(107), office.Limit);
        await office.AnswerAsync(jim, after: 3);
        await AnsweredAsync(office, jims);
        await office.PassAsync(10);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await jims.ExpectAsync(End(107), office.Limit);
        await jims.AskAsync("?<call_info=1>", [Summary("0:00:33", "0:03", "0:00"), Caller("0:00:33"), Party(2, 107, "0:00:13", "0:03"), Done()], office.Limit);
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
}
