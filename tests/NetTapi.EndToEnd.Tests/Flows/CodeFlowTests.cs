using System.Text.Json.Nodes;
using NetTapi.Phone;
using NetTapi.Testing;
using static NetTapi.EndToEnd.Tests.Flows.FlowWire;

namespace NetTapi.EndToEnd.Tests.Flows;

/// <summary>Flows that a phone begins with a feature code: what two watched users are told, each by a session of his own, and what is answered afterwards.</summary>
public sealed class CodeFlowTests
{
    [Fact, Requirement("N4"), Requirement("N6"), Requirement("N12"), Requirement("Q4"), Requirement("Q5")]
    public async Task A_blind_transfer_by_feature_code()
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var (outside, first) = await office.AnsweredInAsync(ken, after: 5);
        await office.PassAsync(60);
        await office.PressAsync(ken, first, "*72107#");
        foreach (var told in (string[])[In(128), End(128)]) await kens.ExpectAsync(told, office.Limit);
        await jims.ExpectAsync(In(107), office.Limit);
        await office.IsAsync(ken, first, PhoneCallState.Ended);
        string[] kenLeft = [Summary("0:01:05", "0:05", "0:00"), Caller("0:01:05"), Party(2, 128, "0:01:05", "0:05"), Done()];
        await kens.AskAsync("?<call_info=1>", kenLeft, office.Limit);

        await office.AnswerAsync(jim, after: 4);
        await office.PassAsync(30);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await jims.ExpectAsync(End(107), office.Limit);
        string[] whole = [Summary("0:01:39", "0:05", "0:00"), Caller("0:01:39"), Party(2, 128, "0:01:05", "0:05"), Party(3, 107, "0:00:34", "0:04"), Done()];
        await jims.AskAsync("?<call_info=1>", whole, office.Limit);
        await kens.AskAsync("?<call_info=1>", kenLeft, office.Limit);
        await kens.HeardNothingElseAsync(office.Limit);
        await jims.HeardNothingElseAsync(office.Limit);
    }

    [Fact, Requirement("N6"), Requirement("N9"), Requirement("Q5")]
    public async Task A_blind_transfer_by_feature_code_that_comes_back()
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        jim.Script = _ => AnswerScript.Reject(486);
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var (outside, first) = await office.AnsweredInAsync(ken, after: 5);
        await office.PassAsync(60);
        await office.PressAsync(ken, first, "*72107#");
        foreach (var told in (string[])[In(128), End(128), In(128)]) await kens.ExpectAsync(told, office.Limit);
        foreach (var told in (string[])[In(107), End(107)]) await jims.ExpectAsync(told, office.Limit);
        await kens.AskAsync("?<call_info=1><uid=128>", ["#<call_info=1><not_completed>"], office.Limit);
        await office.AnswerAsync(ken, after: 3);
        await office.PassAsync(10);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await kens.ExpectAsync(End(128), office.Limit);
        await kens.AskAsync("?<call_info=1>", [Summary("0:01:18", "0:05", "0:00"), Caller("0:01:18"), Party(2, 128, "0:01:18", "0:08"), Done()], office.Limit);
        await jims.AskAsync("?<call_info=1>", [Summary("0:01:05", "0:05", "0:00"), Caller("0:01:05"), Party(2, 128, "0:01:05", "0:05"), Done()], office.Limit);
        await kens.HeardNothingElseAsync(office.Limit);
        await jims.HeardNothingElseAsync(office.Limit);
    }

    [Fact, Requirement("N9"), Requirement("Q1"), Requirement("Q4"), Requirement("Q5")]
    public async Task Who_parked_a_call_is_rung_for_it_until_he_answers()
    {
        await using var office = await FlowOffice.OpenAsync(ringTimeout: 3, change: static directory =>
            directory["ParkPlaces"] = new JsonObject { ["Places"] = "701-705", ["CallBack"] = "00:00:03" });
        var ken = await office.PhoneAsync(128);
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var (outside, first) = await office.AnsweredInAsync(ken, after: 5);
        await kens.ExpectAsync(In(128), office.Limit);
        await office.PressAsync(ken, first, "*70705#");
        await office.IsAsync(ken, first, PhoneCallState.Ended);
        await office.PassAsync(10);
        var unanswered = await office.RungAsync(ken);
        await office.PassAsync(7);
        await office.IsAsync(ken, unanswered, PhoneCallState.Ended);
        await office.PassAsync(20);
        await kens.AskAsync("?<call_info=1>", ["#<call_info=1><not_completed>"], office.Limit);
        await office.AnswerAsync(ken, after: 3);
        await office.PassAsync(10);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await kens.ExpectAsync(End(128), office.Limit);
        string[] answer = [Summary("0:00:55", "0:05", "0:40"), Caller("0:00:55"), Party(2, 128, "0:00:25", "0:15"), Done()];
        await kens.AskAsync("?<call_info=1>", answer, office.Limit);
        await jims.AskAsync("?<call_info=1>", answer, office.Limit);
        await kens.HeardNothingElseAsync(office.Limit);
        await jims.HeardNothingElseAsync(office.Limit);
    }
}
