using System.Text.Json.Nodes;
using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Phone;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Features;

/// <summary>Who gets a call: groups, the attendant and statuses, with real phones at every end that rings or presses keys.</summary>
public sealed class AnsweringTests
{
    private const string SalesFromOutside = "9725551500", DayFromOutside = "9725551510", Sales = "500", Help = "501", Day = "510", OutByCode = "*753";
    private const int Baresips = 700, Linphones = 1000, Ours = 1300, Prompt = 1600;

    [LinphoneFact, Requirement("N4"), Requirement("N6"), Requirement("Q5")]
    public async Task A_group_rings_two_real_phones_and_the_one_that_answers_has_the_call()
    {
        await using var office = await OpenAsync();
        await using var kens = await office.PhoneAsync(128, Baresips);
        await using var anns = await office.LinphoneAsync(144, Linphones);
        await using var ken = await office.WatchAsync("128");
        await using var ann = await office.WatchAsync("144");
        var caller = await OutsideParty.CallAsync(office, SalesFromOutside, Baresips, Linphones);
        await ken.ExpectAsync(Information.Start("128"), office.Limit);
        await ann.ExpectAsync(Information.Start("144"), office.Limit);
        await kens.HappensAsync("CALL_INCOMING", office.Limit);
        var call = await anns.RingsAsync(office.Limit);

        office.Clock.Advance(TimeSpan.FromSeconds(6));
        await anns.AnswerAsync(call);
        await caller.HearsAsync(office.Limit, Linphones);
        await kens.HappensAsync("CALL_CLOSED", office.Limit);
        await ken.ExpectAsync(Information.End("128"), office.Limit);
        await ken.AskAsync("?<call_info=1>", Information.Of("0:00:06", "0:06", "0:00", Information.Member(2, "144", "Ann Clark", "0:00:06", "0:06")), office.Limit);

        office.Clock.Advance(TimeSpan.FromSeconds(54));
        await anns.HangUpAsync(call);
        await ann.ExpectAsync(Information.End("144"), office.Limit);
        await ann.AskAsync("?<call_info=1>", Information.Of("0:01:00", "0:06", "0:00", Information.Member(2, "144", "Ann Clark", "0:01:00", "0:06")), office.Limit);
        await ken.HeardNothingElseAsync(office.Limit);
        await anns.EndsAsync(call, office.Limit);
    }

    [LinphoneFact]
    public async Task A_group_rings_one_real_phone_after_the_other_and_overflows()
    {
        await using var office = await OpenAsync();
        await using var kens = await office.PhoneAsync(128, Baresips);
        await using var anns = await office.LinphoneAsync(144, Linphones);
        var jims = await office.SoftPhoneAsync(107, new PhoneSound(Ours) { Tones = [OutsideParty.Voice] });
        var caller = await OutsideParty.CallAsync(office, "9725551501", Baresips, Linphones, Ours);
        await kens.HappensAsync("CALL_INCOMING", office.Limit);
        await kens.HappensAsync("CALL_CLOSED", office.Limit);
        var call = await anns.RingsAsync(office.Limit);
        await anns.EndsAsync(call, office.Limit);
        var ringing = await jims.RingsAsync(office.Limit);
        await jims.RunAsync(ringing.Answer);
        await caller.HearsAsync(office.Limit, Ours);
        await caller.HangUpAsync();
    }

    [LinphoneFact]
    public async Task The_attendant_plays_to_a_real_phone_and_takes_its_key()
    {
        await using var office = await OpenAsync();
        await using var kens = await office.PhoneAsync(128, Baresips);
        await using var anns = await office.LinphoneAsync(144, Linphones);
        var heard = office.Folder["linphone-heard.wav"];
        var asked = await anns.DialAsync(Day, office.Limit);
        await anns.TalksAsync(asked, office.Limit);
        await anns.RecordAsync(heard);
        await anns.PressAsync('1');
        await kens.HappensAsync("CALL_INCOMING", office.Limit);
        await kens.CommandAsync("accept");
        await Heard.ToneAsync(kens, office.Limit);
        await kens.CommandAsync("hangup");
        await anns.EndsAsync(asked, office.Limit);
        await anns.StopAsync(office.Limit);
        await kens.StopAsync(office.Limit);

        Assert.True(Heard.Peak(Heard.Read(kens.HeardFile()), Linphones) > 2000, "baresip should have heard linphone");
        var sound = Heard.Read(heard);
        Assert.True(Heard.Peak(sound, Baresips) > 5 * Heard.Peak(sound, Linphones), "linphone should have heard baresip and not itself");
    }

    [LinphoneFact, Requirement("N4"), Requirement("Q4"), Requirement("Q6")]
    public async Task The_attendant_sends_a_caller_from_outside_to_a_real_phone()
    {
        await using var office = await OpenAsync();
        await using var anns = await office.LinphoneAsync(144, Linphones);
        await using var ann = await office.WatchAsync("144");
        var caller = await OutsideParty.CallAsync(office, DayFromOutside, Prompt, Linphones);
        await caller.HearsAsync(office.Limit, Prompt);
        office.Clock.Advance(TimeSpan.FromSeconds(20));
        await caller.PressAsync("2");
        await ann.ExpectAsync(Information.Start("144"), office.Limit);
        var call = await anns.RingsAsync(office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(3));
        await anns.AnswerAsync(call);
        await caller.HearsAsync(office.Limit, Linphones);
        office.Clock.Advance(TimeSpan.FromSeconds(10));
        await caller.HangUpAsync();
        await ann.ExpectAsync(Information.End("144"), office.Limit);
        await ann.AskAsync("?<call_info=1>", Information.Of("0:00:33", "0:03", "0:00", Information.Member(2, "144", "Ann Clark", "0:00:13", "0:03")), office.Limit);
        await anns.EndsAsync(call, office.Limit);
    }

    [LinphoneFact, Requirement("N4")]
    public async Task A_status_chosen_at_a_real_phone_sends_calls_to_another()
    {
        await using var office = await OpenAsync();
        await using var kens = await office.PhoneAsync(128, Baresips);
        await using var anns = await office.LinphoneAsync(144, Linphones);
        await using var ken = await office.WatchAsync("128");
        await using var ann = await office.WatchAsync("144");
        await kens.CommandAsync("dial", $"sip:{OutByCode}@127.0.0.1:{office.SipPort}");
        await kens.HappensAsync("CALL_CLOSED", office.Limit);
        var caller = await OutsideParty.CallAsync(office, OfficeSettings.KensNumber, Baresips, Linphones);
        await ann.ExpectAsync(Information.Start("144", serial: 2), office.Limit);
        var call = await anns.RingsAsync(office.Limit);
        await anns.AnswerAsync(call);
        await caller.HearsAsync(office.Limit, Linphones);
        await caller.HangUpAsync();
        await ann.ExpectAsync(Information.End("144", serial: 2), office.Limit);
        await ken.HeardNothingElseAsync(office.Limit);
        await anns.EndsAsync(call, office.Limit);
    }

    private static Task<Office> OpenAsync() => Office.OpenAsync(change: settings =>
    {
        var prompt = Path.Combine(Path.GetDirectoryName((string)settings["Recordings"]!["Directory"]!)!, "prompt.wav");
        File.WriteAllBytes(prompt, ToneFile.Make(Prompt));
        var directory = settings["Directory"]!;
        directory["Statuses"]!.AsArray().Add(new JsonObject { ["Name"] = "Out", ["Rings"] = false, ["Forward"] = "user:144" });
        directory["Groups"] = new JsonArray(
            new JsonObject { ["Name"] = "sales", ["Number"] = Sales, ["Members"] = new JsonArray("128", "144") },
            new JsonObject { ["Name"] = "help", ["Number"] = Help, ["Members"] = new JsonArray("128", "144"), ["Order"] = "serial", ["RingTime"] = "00:00:01.5", ["Overflow"] = "user:107" });
        directory["Scripts"] = new JsonArray(new JsonObject
        {
            ["Name"] = "day",
            ["Number"] = Day,
            ["Prompts"] = new JsonArray(prompt),
            ["Menu"] = new JsonObject { ["1"] = "user:128", ["2"] = "user:144" },
            ["OnTimeout"] = "hangup",
        });
        var routes = directory["Routes"]!.AsArray();
        foreach (var (number, to) in (ReadOnlySpan<(string, string)>)[(SalesFromOutside, "group:sales"), ("9725551501", "group:help"), (DayFromOutside, "ivr:day")])
            routes.Add(new JsonObject { ["Number"] = number, ["To"] = to });
    });
}
