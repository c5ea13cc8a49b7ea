using System.Text.Json.Nodes;
using NetTapi.Phone;
using NetTapi.Testing;
using static NetTapi.EndToEnd.Tests.Flows.FlowWire;

namespace NetTapi.EndToEnd.Tests.Flows;

/// <summary>Flows inside the house that meet each other: parking out of a hold, attendant and group and overflow, two calls of one user, recordings of several.</summary>
public sealed class HouseFlowTests
{
    [Theory, Requirement("Q4"), Requirement("N12")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_parked_out_of_a_hold_is_on_hold_once(bool byRefer)
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var both = await office.WatchAsync("128", "107");
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var (outside, first) = await office.AnsweredInAsync(ken, after: 5);
        await both.ExpectAsync(In(128), office.Limit);
        await office.DoAsync(ken, () => first.Hold(true));
        await ken.WaitForAsync(() => first.IsHolding, office.Limit);
        await office.PassAsync(10);
        if (byRefer) await office.DoAsync(ken, () => first.Transfer(office.At("*70")));
        else await office.DialAsync(ken, "*70");
        await office.IsAsync(ken, first, PhoneCallState.Ended);
        await office.PassAsync(30);
        var retrieving = await office.DialAsync(jim, "701");
        await office.IsAsync(jim, retrieving, PhoneCallState.Talking);
        foreach (var told in (string[])[End(128), In(107)]) await both.ExpectAsync(told, office.Limit);
        await office.PassAsync(15);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await both.ExpectAsync(End(107), office.Limit);
        await both.AskAsync("?<call_info=1><uid=128>", [Summary("0:00:45", "0:05", "0:40"), Caller("0:00:45"), Party(2, 128, "0:00:15", "0:05"), Done()], office.Limit);
        await both.AskAsync("?<call_info=1>", [Summary("0:01:00", "0:05", "0:40"), Caller("0:01:00"), Party(2, 128, "0:00:15", "0:05"), Party(3, 107, "0:00:15", "0:00"), Done()], office.Limit);
        foreach (var told in (string[])[In(128), End(128)]) await kens.ExpectAsync(told, office.Limit);
        foreach (var told in (string[])[In(107), End(107)]) await jims.ExpectAsync(told, office.Limit);
        foreach (var watcher in (NetTapiProbe[])[both, kens, jims]) await watcher.HeardNothingElseAsync(office.Limit);
    }

    [Fact, Requirement("Q4"), Requirement("Q5"), Requirement("N6")]
    public async Task From_the_attendant_to_a_group_and_on_to_whom_it_overflows()
    {
        await using var office = await FlowOffice.OpenAsync(change: static directory =>
        {
            directory["Groups"]![0] = new JsonObject { ["Name"] = "sales", ["Members"] = new JsonArray("128"), ["OverflowAfter"] = "00:00:03", ["Overflow"] = "user:107" };
            directory["Scripts"]![0]!["Menu"] = new JsonObject { ["2"] = "group:sales" };
        });
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var outside = await office.CallInAsync("9725551199");
        await office.IsAsync(office.Carrier, outside, PhoneCallState.Talking);
        await office.PassAsync(20);
        await office.DoAsync(office.Carrier, () => outside.SendDigits("2"));
        await kens.ExpectAsync(In(128), office.Limit);
        await ken.WaitForAsync(() => ken.Calls.Count == 1, office.Limit);
        await office.PassAsync(7);
        await kens.ExpectAsync(End(128), office.Limit);
        await jims.ExpectAsync(In(107), office.Limit);
        await kens.AskAsync("?<call_info=1>", [Summary("0:00:27", "0:07", "0:00"), Caller("0:00:27"), Done()], office.Limit);
        await office.AnswerAsync(jim, after: 3);
        await office.PassAsync(10);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await jims.ExpectAsync(End(107), office.Limit);
        await jims.AskAsync("?<call_info=1>", [Summary("0:00:40", "0:10", "0:00"), Caller("0:00:40"), Party(2, 107, "0:00:13", "0:03"), Done()], office.Limit);
        await kens.HeardNothingElseAsync(office.Limit);
    }

    [Fact, Requirement("N11"), Requirement("Q3")]
    public async Task From_inside_too_the_attendant_takes_a_key_and_nobody_is_told_of_it()
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var asking = await office.DialAsync(ken, "510");
        await office.IsAsync(ken, asking, PhoneCallState.Talking);
        await office.PressAsync(ken, asking, "1");
        var answering = await office.AnswerAsync(jim);
        Assert.Equal("128", answering.Number);
        await office.DoAsync(ken, asking.HangUp);
        await office.IsAsync(jim, answering, PhoneCallState.Ended);
        foreach (var watcher in (NetTapiProbe[])[kens, jims]) await watcher.AskAsync("?<call_info=1>", ["#<call_info=1><err=no such call>"], office.Limit);
        foreach (var watcher in (NetTapiProbe[])[kens, jims]) await watcher.HeardNothingElseAsync(office.Limit);
    }

    [Fact, Requirement("C4"), Requirement("C5"), Requirement("Q2")]
    public async Task Of_two_calls_the_active_one_is_recorded_and_hears_the_digits()
    {
        await using var office = await FlowOffice.OpenAsync();
        var ken = await office.PhoneAsync(128);
        await using var kens = await office.WatchAsync("128");
        var held = await office.CallInAsync("9725551128");
        var first = await office.AnswerAsync(ken);
        await office.IsAsync(office.Carrier, held, PhoneCallState.Talking);
        await office.DoAsync(ken, () => first.Hold(true));
        await ken.WaitForAsync(() => first.IsHolding, office.Limit);
        var active = await office.CallInAsync("9725551128");
        await office.AnswerAsync(ken);
        await office.IsAsync(office.Carrier, active, PhoneCallState.Talking);
        foreach (var told in (string[])[In(128), In(128, 2)]) await kens.ExpectAsync(told, office.Limit);
        await office.PassAsync(1);
        await kens.SendAsync("!<record>");
        await kens.SendAsync("!<record>");
        await kens.SendAsync("!<play_dtmf><digits=12#>");
        await office.Carrier.WaitForAsync(() => active.DigitsHeard == "12#", office.Limit);
        Assert.Equal("", held.DigitsHeard);
        await kens.SendAsync("!<stop_record>");
        await kens.SendAsync("!<record>");
        await kens.HeardNothingElseAsync(office.Limit);
        await office.DoAsync(office.Carrier, active.HangUp);
        await kens.ExpectAsync(End(128, 2), office.Limit);
        string[] files = [office.Recording("2-1-128"), office.Recording("2-2-128")];
        string[] answer = [Summary("0:00:01", "0:00", "0:00", 2), Caller("0:00:01", 2, 2), Party(2, 128, "0:00:01", "0:00", 2), .. files.Select(file => FlowWire.File(file, 2)), Done(2)];
        await kens.AskAsync("?<call_info=2>", answer, office.Limit);
        Assert.All(files, file => Assert.True(System.IO.File.Exists(file)));
        await office.DoAsync(office.Carrier, held.HangUp);
        await kens.ExpectAsync(End(128), office.Limit);
        await kens.AskAsync("?<call_info=1>", [Summary("0:00:01", "0:00", "0:01"), Caller("0:00:01"), Party(2, 128, "0:00:01", "0:00"), Done()], office.Limit);
    }

    [Fact, Requirement("N8"), Requirement("N12"), Requirement("Q5")]
    public async Task Who_hangs_up_while_the_one_he_asks_still_rings_has_transferred()
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var both = await office.WatchAsync("128", "107");
        await using var kens = await office.WatchAsync("128");
        await using var jims = await office.WatchAsync("107");
        var (outside, first) = await office.AnsweredInAsync(ken, after: 5);
        await both.ExpectAsync(In(128), office.Limit);
        await office.PressAsync(ken, first, "*73107#");
        await jim.WaitForAsync(() => jim.Calls.Count == 1, office.Limit);
        await office.PassAsync(3);
        await office.DoAsync(ken, first.HangUp);
        foreach (var told in (string[])[End(128), In(107)]) await both.ExpectAsync(told, office.Limit);
        await both.AskAsync("?<call_info=1>", [Summary("0:00:08", "0:05", "0:03"), Caller("0:00:08"), Party(2, 128, "0:00:08", "0:05"), Done()], office.Limit);
        await office.AnswerAsync(jim, after: 4);
        await office.PassAsync(10);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await both.ExpectAsync(End(107), office.Limit);
        await both.AskAsync("?<call_info=1>", [Summary("0:00:22", "0:05", "0:03"), Caller("0:00:22"), Party(2, 128, "0:00:08", "0:05"), Party(3, 107, "0:00:14", "0:04"), Done()], office.Limit);
        foreach (var told in (string[])[In(128), End(128)]) await kens.ExpectAsync(told, office.Limit);
        foreach (var told in (string[])[In(107), End(107)]) await jims.ExpectAsync(told, office.Limit);
        foreach (var watcher in (NetTapiProbe[])[both, kens, jims]) await watcher.HeardNothingElseAsync(office.Limit);
    }

    [Fact, Requirement("Q3"), Requirement("Q4")]
    public async Task A_call_of_half_a_day_through_the_night_the_clocks_are_set_back()
    {
        // In Chicago 01:59:50 of summer time; ten seconds later it is 01:00:00 of standard time.
        await using var office = await FlowOffice.OpenAsync(start: new DateTimeOffset(2006, 10, 29, 6, 59, 50, TimeSpan.Zero));
        var ken = await office.PhoneAsync(128);
        await using var kens = await office.WatchAsync("128");
        var outside = await office.CallInAsync("9725551128");
        var call = await office.AnswerAsync(ken, after: 75 * 60);
        await office.IsAsync(office.Carrier, outside, PhoneCallState.Talking);
        await office.DoAsync(ken, () => call.Hold(true));
        await ken.WaitForAsync(() => call.IsHolding, office.Limit);
        await office.PassAsync(3 * 3600);
        await office.DoAsync(ken, () => call.Hold(false));
        await ken.WaitForAsync(() => !call.IsHolding, office.Limit);
        await office.PassAsync(20.999 * 3600);
        await office.DoAsync(ken, call.HangUp);
        foreach (var told in (string[])[In(128), End(128)]) await kens.ExpectAsync(told, office.Limit);
        string[] answer = [Summary(1, 'I', "2006/10/29@01:59:50", "25:14:56", "75:00", "180:00"), Caller("25:14:56"), Party(2, 128, "25:14:56", "75:00"), Done()];
        await kens.AskAsync("?<call_info=1>", answer, office.Limit);
    }

    [Fact, Requirement("W5"), Requirement("N4"), Requirement("Q7")]
    public async Task A_stranger_says_nothing_on_the_wire_by_his_name()
    {
        await using var office = await FlowOffice.OpenAsync();
        await office.PhoneAsync(128);
        await using var kens = await office.WatchAsync("128");
        var evil = "Eve>\u0085<serial=9><end>\u202Egnp\u2028\u00E9" + new string('x', 10_000);
        var outside = await office.CallInAsync("9725551128", evil);
        var told = ("Eve) (serial=9)(end) gnp \u00E9" + new string('x', 10_000))[..256];
        await kens.ExpectAsync(In(128, name: told), office.Limit);
        await office.DoAsync(office.Carrier, outside.HangUp);
        await kens.ExpectAsync(End(128), office.Limit);
        await kens.AskAsync("?<call_info=1>", [Summary("0:00:00", "0:00", "0:00"), Caller("0:00:00", name: told), Done()], office.Limit);
    }

    [Fact, Requirement("N13"), Requirement("N6")]
    public async Task An_orderly_stop_ends_calls_of_every_kind_and_says_so()
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var both = await office.WatchAsync("128", "107");
        var parked = await office.CallInAsync("9725551128");
        var first = await office.AnswerAsync(ken);
        await office.IsAsync(office.Carrier, parked, PhoneCallState.Talking);
        await office.PressAsync(ken, first, "*70705#");
        await office.IsAsync(ken, first, PhoneCallState.Ended);
        var attended = await office.CallInAsync("9725551199");
        await office.IsAsync(office.Carrier, attended, PhoneCallState.Talking);
        var inRoom = await office.DialAsync(jim, "600");
        await office.IsAsync(jim, inRoom, PhoneCallState.Talking);
        var recorded = await office.CallInAsync("9725551128");
        await office.AnswerAsync(ken);
        await office.IsAsync(office.Carrier, recorded, PhoneCallState.Talking);
        await both.SendAsync("!<record><uid=128>");
        await both.ExpectAsync(In(128), office.Limit);
        await both.ExpectAsync(In(128, 4), office.Limit);
        await both.HeardNothingElseAsync(office.Limit);
        var stopping = office.StopAsync();
        string[] ends = [await both.ReceiveAsync(office.Limit), await both.ReceiveAsync(office.Limit)];
        Assert.Equal([End(128), End(128, 4)], ends.Order());
        await Assert.ThrowsAsync<EndOfStreamException>(() => both.ReceiveAsync(office.Limit));
        await stopping.WaitAsync(TimeSpan.FromSeconds(10), office.Limit);
        Assert.True(System.IO.File.Exists(office.Recording("4-1-128")));
    }
}
