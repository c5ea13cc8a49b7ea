using NetTapi.EndToEnd.Tests.Features;
using NetTapi.Phone;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Documented;

/// <summary>Trunk groups, gateways, numbers and calls for help as docs/administration.md has them, lived in.</summary>
public sealed class LinePageTests
{
    private const string Groups = "Trunk groups", Watching = "Watching gateways", Rules = "Number rules", Emergency = "Emergency numbers";

    private const string Number = "2148441111";

    internal static string[] Headings => [Groups, Watching, Rules, Emergency];

    [Fact, Requirement("N5"), Requirement("Q7")]
    public async Task The_line_free_for_longest_is_taken_and_a_gateway_that_fails_makes_the_call_go_by_the_other_ones_last()
    {
        await using var office = await DocumentedOffice.OpenAsync(Groups);
        var ken = await office.PhoneAsync(128);
        var backup = office.Open(1);
        await using var watcher = await office.Office.WatchAsync("128");
        office.Carrier.Script = backup.Script = static _ => AnswerScript.Answer();
        foreach (var serial in (int[])[1, 2]) Assert.Equal(serial, await LineOfAsync(office, ken, watcher, serial));
        office.Carrier.Script = static _ => AnswerScript.Reject(503);
        Assert.Equal(10, await LineOfAsync(office, ken, watcher, serial: 3));
        await office.Office.Log.SaysAsync("Gateway carrier could not place a call on line 3: it answers 503. Another way is tried.", office.Limit);
    }

    [Fact]
    public async Task Gateways_are_watched_and_registered_at_and_the_log_the_health_and_the_figures_say_which_is_down()
    {
        // The provider is a server of ours too, at which the first has an account.
        await using var provider = await Office.OpenAsync(change: settings =>
        {
            var account = settings["Directory"]!["Stations"]![0]!;
            (account["SipUser"], account["SipPassword"]) = ("office", "set your own");
        });
        await using var office = await DocumentedOffice.OpenAsync(Watching, speed: 30, provider.SipPort);
        await office.Office.Log.SaysAsync("Gateway provider can be called: ", office.Limit);
        await provider.Log.SaysAsync($"Station 107 has a phone at 127.0.0.1:{office.Office.SipPort}.", office.Limit);
        await office.Office.Log.SaysAsync("Gateway carrier is down: it does not answer OPTIONS. Its lines are skipped until it is back.", office.Limit);
        Assert.Equal("""{"status":"ok","warnings":{"gateways":"down: carrier: it does not answer OPTIONS"}}""", await GetAsync(office, "/health/ready"));
        Assert.Contains("nettapi_gateway_up{gateway=\"carrier\"} 0\n", await GetAsync(office, "/metrics"), StringComparison.Ordinal);

        var there = await provider.SoftPhoneAsync(128, new PhoneSound());
        there.Script = static _ => AnswerScript.Answer();
        var ken = await office.PhoneAsync(128);
        await office.IsAsync(ken, await DocumentedOffice.DialAsync(ken, "9128"), PhoneCallState.Talking);

        office.Carrier.Script = static _ => AnswerScript.Answer();
        await office.Office.Log.SaysAsync("Gateway carrier can be called: it answers OPTIONS, 200.", office.Limit);
        Assert.Equal("""{"status":"ok"}""", await GetAsync(office, "/health/ready"));
        await office.IsAsync(ken, await DocumentedOffice.DialAsync(ken, $"9{Number}"), PhoneCallState.Talking);
        Assert.Equal(Number, office.Carrier.LastCall!.Dialled);
    }

    [Fact, Requirement("N4"), Requirement("N5")]
    public async Task Numbers_are_rewritten_both_ways_and_applications_see_them_as_people_here_write_them()
    {
        await using var office = await DocumentedOffice.OpenAsync(Rules);
        var ken = await office.PhoneAsync(128);
        await using var watcher = await office.Office.WatchAsync("128");
        var caller = await DocumentedOffice.Do(office.Carrier, carrier => carrier.Call("+19725551128", new OutsideCaller("+1" + Information.CallerNumber, Information.Caller)));
        await watcher.ExpectAsync(Information.Start("128"), office.Limit);
        await office.HangUpAsync(office.Carrier, caller);
        await watcher.ExpectAsync(Information.End("128"), office.Limit);
        await ken.WaitForAsync(() => ken.Calls.Count == 0, office.Limit);

        office.Carrier.Script = static _ => AnswerScript.Answer();
        foreach (var (serial, dialled, sent) in ((int, string, string)[])[(2, Number, "+12148441111"), (3, "01144207946000", "+44207946000")])
        {
            var call = await DocumentedOffice.DialAsync(ken, $"9{dialled}");
            await watcher.ExpectAsync($"#<uid=128><call=1><outgoing_outside_call><called_number={dialled}><serial={serial}>", office.Limit);
            await office.IsAsync(ken, call, PhoneCallState.Talking);
            Assert.Equal(sent, office.Carrier.LastCall!.Dialled);
            await office.HangUpAsync(ken, call);
            await watcher.ExpectAsync($"#<uid=128><call=1><serial={serial}><end>", office.Limit);
        }
    }

    [Fact]
    public async Task A_call_for_help_needs_no_code_and_takes_the_line_of_the_youngest_call_where_all_are_busy()
    {
        await using var office = await DocumentedOffice.OpenAsync(Emergency);
        var (ken, backup) = (await office.PhoneAsync(128), office.Open(1));
        await using var watcher = await office.Office.WatchAsync("107");
        await watcher.SendAsync("!<change_status><uid=128><status=Lunch>");
        office.Carrier.Script = backup.Script = static _ => AnswerScript.Answer();
        var help = await DocumentedOffice.DialAsync(ken, "112");
        await office.IsAsync(ken, help, PhoneCallState.Talking);
        Assert.Equal("112", office.Carrier.LastCall!.Dialled);
        await office.Office.Log.SaysAsync("Critical: EMERGENCY CALL: station 128 calls 112 on line 1.", office.Limit);
        await office.HangUpAsync(ken, help);

        var jim = await office.PhoneAsync(107);
        List<(Carrier By, PhoneCall Call)> calls = [];
        foreach (var by in Enumerable.Repeat(office.Carrier, 8).Concat([backup, backup]))
        {
            calls.Add((by, await office.CallInAsync(OfficeSettings.JimsNumber, by)));
            await jim.WaitForAsync(() => jim.Calls.Count == calls.Count, office.Limit);
        }

        help = await DocumentedOffice.DialAsync(ken, "9911");
        await office.IsAsync(ken, help, PhoneCallState.Talking);
        await office.Office.Log.SaysAsync("an emergency call needs the line.", office.Limit);
        await office.Office.Log.SaysAsync("EMERGENCY CALL: station 128 calls 911 on line", office.Limit);
        await jim.WaitForAsync(() => jim.Calls.Count == calls.Count - 1, office.Limit);
        Assert.Single(calls, call => call.Call.State == PhoneCallState.Ended);
        var figures = await GetAsync(office, "/metrics");
        Assert.Contains("nettapi_emergency_calls_total{result=\"placed\"} 2\n", figures, StringComparison.Ordinal);
        Assert.Contains("nettapi_emergency_calls_ended_total 1\n", figures, StringComparison.Ordinal);
        Assert.Contains("nettapi_lines_taken 10\n", figures, StringComparison.Ordinal);
        Assert.Contains("nettapi_calls 10\n", figures, StringComparison.Ordinal);
        Assert.Contains("nettapi_station_phones{station=\"128\"} 1\n", figures, StringComparison.Ordinal);
    }

    private static async Task<string> GetAsync(DocumentedOffice office, string path)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(office.Office.Http, path), office.Limit);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(office.Limit);
    }

    /// <summary>Has Ken call outside, and asks which line his call had.</summary>
    private static async Task<int> LineOfAsync(DocumentedOffice office, SoftPhone ken, NetTapiProbe watcher, int serial)
    {
        const string Line = "<voice_type=L><device_index=";
        var call = await DocumentedOffice.DialAsync(ken, $"9{Number}");
        await watcher.ExpectAsync($"#<uid=128><call=1><outgoing_outside_call><called_number={Number}><serial={serial}>", office.Limit);
        await office.IsAsync(ken, call, PhoneCallState.Talking);
        await office.HangUpAsync(ken, call);
        await watcher.ExpectAsync($"#<uid=128><call=1><serial={serial}><end>", office.Limit);
        await watcher.SendAsync($"?<call_info={serial}>");
        var line = 0;
        for (var part = ""; !part.EndsWith("<end>", StringComparison.Ordinal);)
        {
            part = await watcher.ReceiveAsync(office.Limit);
            if (part.IndexOf(Line, StringComparison.Ordinal) is >= 0 and var at) line = int.Parse(part[(at + Line.Length)..].Split('>')[0], System.Globalization.CultureInfo.InvariantCulture);
        }

        return line;
    }
}
