using System.Text.Json.Nodes;
using NetTapi.Phone;
using NetTapi.Testing;
using static NetTapi.EndToEnd.Tests.Flows.FlowWire;

namespace NetTapi.EndToEnd.Tests.Flows;

/// <summary>Calls that go on outside, what two watched users are told of them, byte for byte, and what is answered afterwards.</summary>
public sealed class OutsideFlowTests
{
    [Fact, Requirement("N8"), Requirement("Q5"), Requirement("Q8")]
    public async Task An_attended_transfer_of_two_calls_outside_leaves_the_older_serial_and_no_user()
    {
        await using var office = await FlowOffice.OpenAsync();
        var ken = await office.PhoneAsync(128);
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var (outside, first) = await office.AnsweredInAsync(ken, after: 5);
        await office.DoAsync(ken, () => first.Hold(true));
        await ken.WaitForAsync(() => first.IsHolding, office.Limit);
        await office.PassAsync(10);
        var second = await office.DialAsync(ken, "9" + OutsideNumber);
        var called = await office.AnswerAsync(office.Carrier, after: 4);
        await office.IsAsync(ken, second, PhoneCallState.Talking);
        await office.PassAsync(20);
        await office.DoAsync(ken, () => first.Transfer(second));
        foreach (var told in (string[])[In(128), Out(128, 2)]) await kens.ExpectAsync(told, office.Limit);
        string[] ends = [await kens.ReceiveAsync(office.Limit), await kens.ReceiveAsync(office.Limit)];
        Assert.Equal([End(128), End(128, 2)], ends.Order());
        string[] firsts = [Summary("0:00:39", "0:05", "0:34"), Caller("0:00:39"), Party(2, 128, "0:00:39", "0:05"), Done()];
        string[] seconds = [Summary(2, 'O', "2006/02/27@15:04:18", "0:00:24", "0:04", "0:00"), Party(1, 128, "0:00:24", "0:00", 2), Called(2, "0:00:24", "0:04", 2, 2), Done(2)];
        await kens.AskAsync("?<call_info=1>", firsts, office.Limit);
        await kens.AskAsync("?<call_info=2>", seconds, office.Limit);

        // The two outside go on talking; whoever asks then hears the same.
        await office.PassAsync(30);
        await office.DoAsync(office.Carrier, called.HangUp);
        await office.IsAsync(office.Carrier, outside, PhoneCallState.Ended);
        await jims.AskAsync("?<call_info=1>", firsts, office.Limit);
        await jims.AskAsync("?<call_info=2>", seconds, office.Limit);
        await kens.HeardNothingElseAsync(office.Limit);
    }

    [Fact, Requirement("N6"), Requirement("Q5")]
    public async Task A_blind_transfer_to_the_outside()
    {
        await using var office = await FlowOffice.OpenAsync();
        var ken = await office.PhoneAsync(128);
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var (outside, first) = await office.AnsweredInAsync(ken, after: 5);
        await office.PassAsync(30);
        await office.DoAsync(ken, () => first.Transfer(office.At("9" + OutsideNumber)));
        foreach (var told in (string[])[In(128), End(128)]) await kens.ExpectAsync(told, office.Limit);
        var called = await office.AnswerAsync(office.Carrier, after: 6);
        await ken.WaitForAsync(() => first.TransferStatus == 200, office.Limit);
        string[] answer = [Summary("0:00:35", "0:05", "0:00"), Caller("0:00:35"), Party(2, 128, "0:00:35", "0:05"), Done()];
        await kens.AskAsync("?<call_info=1>", answer, office.Limit);
        await office.PassAsync(20);
        await office.DoAsync(office.Carrier, called.HangUp);
        await office.IsAsync(office.Carrier, outside, PhoneCallState.Ended);
        await kens.AskAsync("?<call_info=1>", answer, office.Limit);
        await jims.AskAsync("?<call_info=1><uid=107>", ["#<call_info=1><err=no such call>"], office.Limit);
        await jims.HeardNothingElseAsync(office.Limit);
    }

    [Fact, Requirement("N4"), Requirement("Q9"), Requirement("C6")]
    public async Task A_status_that_sends_calls_outside_at_once_offers_nothing_to_the_user()
    {
        await using var office = await FlowOffice.OpenAsync(change: WithStatuses);
        await office.PhoneAsync(128);
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        await jims.SendAsync("!<change_status><uid=128><status=AWAY>");
        await jims.HeardNothingElseAsync(office.Limit);
        var outside = await office.CallInAsync("9725551128");
        var called = await office.AnswerAsync(office.Carrier, after: 3);
        await office.IsAsync(office.Carrier, outside, PhoneCallState.Talking);
        await kens.AskAsync("?<call_info=1>", ["#<call_info=1><err=no such call>"], office.Limit);
        await office.DoAsync(office.Carrier, called.HangUp);
        await office.IsAsync(office.Carrier, outside, PhoneCallState.Ended);
        await kens.AskAsync("?<call_info=1>", ["#<call_info=1><err=no such call>"], office.Limit);
        await kens.HeardNothingElseAsync(office.Limit);
        await jims.HeardNothingElseAsync(office.Limit);
    }

    [Fact, Requirement("N6"), Requirement("Q4"), Requirement("Q5")]
    public async Task A_call_that_rang_a_user_and_then_went_on_outside_has_ended_for_him()
    {
        await using var office = await FlowOffice.OpenAsync(change: WithStatuses);
        var ken = await office.PhoneAsync(128);
        await using var kens = await office.WatchAsync("128");
        await kens.SendAsync("!<change_status><status=Busy>");
        await kens.HeardNothingElseAsync(office.Limit);
        var outside = await office.CallInAsync("9725551128");
        await kens.ExpectAsync(In(128), office.Limit);
        await ken.WaitForAsync(() => ken.Calls.Count == 1, office.Limit);
        await office.PassAsync(8);
        await kens.ExpectAsync(End(128), office.Limit);
        await kens.AskAsync("?<call_info=1>", [Summary("0:00:08", "0:08", "0:00"), Caller("0:00:08"), Done()], office.Limit);
        var called = await office.AnswerAsync(office.Carrier, after: 3);
        await office.IsAsync(office.Carrier, outside, PhoneCallState.Talking);
        await office.DoAsync(office.Carrier, called.HangUp);
        await office.IsAsync(office.Carrier, outside, PhoneCallState.Ended);
        await kens.AskAsync("?<call_info=1>", [Summary("0:00:08", "0:08", "0:00"), Caller("0:00:08"), Done()], office.Limit);
    }

    [Fact, Requirement("N5"), Requirement("N6")]
    public async Task A_call_for_help_takes_the_line_of_another_users_call()
    {
        await using var office = await FlowOffice.OpenAsync(change: directory =>
        {
            directory["Gateways"]![0]!["Lines"] = "1";
            directory["TrunkGroups"]![0]!["Lines"] = "1";
        });
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var call = await office.DialAsync(ken, "9" + OutsideNumber);
        await office.AnswerAsync(office.Carrier, after: 2);
        await office.IsAsync(ken, call, PhoneCallState.Talking);
        await kens.ExpectAsync(Out(128), office.Limit);
        await office.PassAsync(8);
        await office.DialAsync(jim, "112");
        await kens.ExpectAsync(End(128), office.Limit);
        await jims.ExpectAsync(Out(107, 2, number: "112"), office.Limit);
        string[] answer = [Summary(1, 'O', "2006/02/27@15:04:03", "0:00:10", "0:02", "0:00"), Party(1, 128, "0:00:10", "0:00"), Called(2, "0:00:10", "0:02"), Done()];
        await kens.AskAsync("?<call_info=1>", answer, office.Limit);
        await kens.HeardNothingElseAsync(office.Limit);
    }

    private static void WithStatuses(JsonObject directory) => directory["Statuses"] = new JsonArray(
        new JsonObject { ["Name"] = "Available" },
        new JsonObject { ["Name"] = "Away", ["Rings"] = false, ["Forward"] = $"number:9,{OutsideNumber}" },
        new JsonObject { ["Name"] = "Busy", ["RingTime"] = "00:00:03", ["Forward"] = $"number:9,{OutsideNumber}" });
}
