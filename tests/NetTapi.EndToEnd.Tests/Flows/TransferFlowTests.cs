using NetTapi.Phone;
using NetTapi.Testing;
using static NetTapi.EndToEnd.Tests.Flows.FlowWire;

namespace NetTapi.EndToEnd.Tests.Flows;

/// <summary>What two applications that watch two users are told of transfers and parking, byte for byte, and what they are answered afterwards.</summary>
public sealed class TransferFlowTests
{
    [Fact, Requirement("N4"), Requirement("N8"), Requirement("N12"), Requirement("Q5"), Requirement("Q8")]
    public async Task A_blind_transfer()
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var (outside, first) = await office.AnsweredInAsync(ken, after: 5);
        await office.PassAsync(60);
        await office.DoAsync(ken, () => first.Transfer(office.At("107")));
        await kens.ExpectAsync(In(128), office.Limit);
        await kens.ExpectAsync(End(128), office.Limit);
        await kens.AskAsync("?<call_info=1>", [Summary("0:01:05", "0:05", "0:00"), Caller("0:01:05"), Party(2, 128, "0:01:05", "0:05"), Done()], office.Limit);

        await office.AnswerAsync(jim, after: 4);
        await ken.WaitForAsync(() => first.TransferStatus == 200, office.Limit);
        await office.PassAsync(30);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await jims.ExpectAsync(In(107), office.Limit);
        await jims.ExpectAsync(End(107), office.Limit);
        await jims.AskAsync("?<call_info=1>", [Summary("0:01:39", "0:05", "0:00"), Caller("0:01:39"), Party(2, 128, "0:01:05", "0:05"), Party(3, 107, "0:00:34", "0:04"), Done()], office.Limit);
        await kens.HeardNothingElseAsync(office.Limit);
    }

    [Fact, Requirement("N9"), Requirement("Q5")]
    public async Task A_blind_transfer_that_comes_back()
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        jim.Script = _ => AnswerScript.Reject(486);
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var (outside, first) = await office.AnsweredInAsync(ken, after: 5);
        await office.PassAsync(60);
        await office.DoAsync(ken, () => first.Transfer(office.At("107")));
        foreach (var told in (string[])[In(128), End(128), In(128)]) await kens.ExpectAsync(told, office.Limit);
        await jims.ExpectAsync(In(107), office.Limit);
        await jims.ExpectAsync(End(107), office.Limit);
        await kens.AskAsync("?<call_info=1><uid=128>", ["#<call_info=1><not_completed>"], office.Limit);
        await office.PassAsync(10);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await kens.ExpectAsync(End(128), office.Limit);
        await kens.AskAsync("?<call_info=1>", [Summary("0:01:15", "0:05", "0:00"), Caller("0:01:15"), Party(2, 128, "0:01:15", "0:05"), Done()], office.Limit);
        await jims.AskAsync("?<call_info=1>", [Summary("0:01:05", "0:05", "0:00"), Caller("0:01:05"), Party(2, 128, "0:01:05", "0:05"), Done()], office.Limit);
    }

    [Fact, Requirement("N8"), Requirement("N11"), Requirement("N12"), Requirement("Q4"), Requirement("Q5")]
    public async Task An_attended_transfer()
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var (outside, first) = await office.AnsweredInAsync(ken, after: 5);
        await office.DoAsync(ken, () => first.Hold(true));
        await ken.WaitForAsync(() => first.IsHolding, office.Limit);
        await office.PassAsync(10);
        var second = await office.DialAsync(ken, "107");
        await office.AnswerAsync(jim, after: 3);
        await office.IsAsync(ken, second, PhoneCallState.Talking);
        await office.PassAsync(20);
        await office.DoAsync(ken, () => first.Transfer(second));
        await kens.ExpectAsync(In(128), office.Limit);
        await kens.ExpectAsync(End(128), office.Limit);
        await jims.ExpectAsync(In(107), office.Limit);
        await kens.AskAsync("?<call_info=1>", [Summary("0:00:38", "0:05", "0:33"), Caller("0:00:38"), Party(2, 128, "0:00:38", "0:05"), Done()], office.Limit);
        await office.PassAsync(40);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await jims.ExpectAsync(End(107), office.Limit);
        await jims.AskAsync("?<call_info=1>", [Summary("0:01:18", "0:05", "0:33"), Caller("0:01:18"), Party(2, 128, "0:00:38", "0:05"), Party(3, 107, "0:00:40", "0:00"), Done()], office.Limit);
        await kens.HeardNothingElseAsync(office.Limit);
    }

    [Fact, Requirement("N5"), Requirement("N11")]
    public async Task A_call_that_was_placed_outside_is_an_outgoing_one_for_whoever_gets_it()
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var call = await office.DialAsync(ken, "9" + OutsideNumber);
        var outside = await office.AnswerAsync(office.Carrier, after: 2);
        await office.IsAsync(ken, call, PhoneCallState.Talking);
        await kens.ExpectAsync(Out(128), office.Limit);
        await office.PassAsync(8);
        await office.DoAsync(ken, () => call.Transfer(office.At("107")));
        await office.AnswerAsync(jim);
        await ken.WaitForAsync(() => call.TransferStatus == 200, office.Limit);
        await kens.ExpectAsync(End(128), office.Limit);
        await jims.ExpectAsync(Out(107), office.Limit);
        await office.PassAsync(5);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await jims.ExpectAsync(End(107), office.Limit);
        string[] expected =
        [
            Summary(1, 'O', "2006/02/27@15:04:03", "0:00:15", "0:02", "0:00"),
            Party(1, 128, "0:00:10", "0:00"),
            Called(2, "0:00:15", "0:02"),
            Party(3, 107, "0:00:05", "0:00"),
            Done(),
        ];
        await jims.AskAsync("?<call_info=1>", expected, office.Limit);
    }

    [Theory, Requirement("Q4"), Requirement("N9")]
    [InlineData(107)]
    [InlineData(128)]
    public async Task A_parked_call_stays_the_parkers_until_somebody_else_has_it(int retriever)
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var (outside, first) = await office.AnsweredInAsync(ken, after: 5);
        await office.PressAsync(ken, first, "*70705#");
        await office.IsAsync(ken, first, PhoneCallState.Ended);
        await office.PassAsync(30);
        await kens.ExpectAsync(In(128), office.Limit);
        await kens.AskAsync("?<call_info=1>", ["#<call_info=1><not_completed>"], office.Limit);

        var phone = retriever == 107 ? jim : ken;
        var retrieving = await office.DialAsync(phone, "705");
        await office.IsAsync(phone, retrieving, PhoneCallState.Talking);
        await office.PassAsync(10);
        if (retriever == 107)
        {
            await kens.ExpectAsync(End(128), office.Limit);
            await jims.ExpectAsync(In(107), office.Limit);
            await kens.AskAsync("?<call_info=1>", [Summary("0:00:35", "0:05", "0:30"), Caller("0:00:35"), Party(2, 128, "0:00:05", "0:05"), Done()], office.Limit);
        }

        await office.DoAsync(office.Carrier, outside.HangUp);
        await (retriever == 107 ? jims : kens).ExpectAsync(retriever == 107 ? End(107) : End(128), office.Limit);
        string[] parties = retriever == 107 ? [Party(2, 128, "0:00:05", "0:05"), Party(3, 107, "0:00:10", "0:00")] : [Party(2, 128, "0:00:15", "0:05")];
        await (retriever == 107 ? jims : kens).AskAsync("?<call_info=1>", [Summary("0:00:45", "0:05", "0:30"), Caller("0:00:45"), .. parties, Done()], office.Limit);
        await kens.HeardNothingElseAsync(office.Limit);
        await jims.HeardNothingElseAsync(office.Limit);
    }
}
