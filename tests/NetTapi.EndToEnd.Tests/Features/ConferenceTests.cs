using System.Text.Json.Nodes;
using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Phone;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Features;

/// <summary>More than two in a call: real phones, a phone of ours and a caller from outside, each with a tone of its own.</summary>
public sealed class ConferenceTests
{
    private const string RoomFromOutside = "9725551620";
    private const int Baresips = 700, Linphones = 1000, Ours = 1300;

    [LinphoneFact, Requirement("N4"), Requirement("N8"), Requirement("N11"), Requirement("Q2"), Requirement("Q5")]
    public async Task In_a_room_everybody_hears_all_others()
    {
        await using var office = await Office.OpenAsync(change: LeadToTheRoom);
        await using var kens = await office.PhoneAsync(128, Baresips);
        await using var anns = await office.LinphoneAsync(144, Linphones);
        var jims = await office.SoftPhoneAsync(107, new PhoneSound(Ours) { Tones = [OutsideParty.Voice, Baresips, Linphones] });
        await using var ken = await office.WatchAsync("128");
        await using var ann = await office.WatchAsync("144");
        var caller = await OutsideParty.CallAsync(office, RoomFromOutside, Baresips, Linphones, Ours);
        await caller.TalksAsync(office.Limit);

        office.Clock.Advance(TimeSpan.FromSeconds(10));
        await kens.CommandAsync("dial", $"sip:{OfficeSettings.BoardRoom}@127.0.0.1:{office.SipPort}");
        await ken.ExpectAsync(Information.Start("128"), office.Limit);
        await caller.HearsAsync(office.Limit, Baresips);
        office.Clock.Advance(TimeSpan.FromSeconds(10));
        var annsCall = await anns.DialAsync(OfficeSettings.BoardRoom, office.Limit);
        await ann.ExpectAsync(Information.Start("144"), office.Limit);
        await caller.HearsAsync(office.Limit, Baresips, Linphones);
        await anns.TalksAsync(annsCall, office.Limit);
        var annHeard = office.Folder["ann-heard.wav"];
        await anns.RecordAsync(annHeard);
        var jimsCall = await jims.RunAsync(() => jims.Call(OfficeSettings.BoardRoom));
        await caller.HearsAsync(office.Limit, Baresips, Linphones, Ours);
        await jims.HearsAsync(jimsCall, office.Limit, OutsideParty.Voice, Baresips, Linphones);
        await caller.ListenAsync(TimeSpan.FromSeconds(0.5), office.Limit);
        await jims.RunAsync(jimsCall.HangUp);
        await caller.HearsAsync(office.Limit, Baresips, Linphones);

        office.Clock.Advance(TimeSpan.FromSeconds(10));
        await kens.CommandAsync("hangup");
        await ken.ExpectAsync(Information.End("128"), office.Limit);
        var jim = Information.Member(4, "107", "Jim Bryant", "0:00:00", "0:00");
        await ken.AskAsync(
            "?<call_info=1>",
            Information.Of("0:00:30", "0:00", "0:00", Information.Member(2, "128", "Ken Adams", "0:00:20", "0:00"), Information.Member(3, "144", "Ann Clark", "0:00:10", "0:00"), jim),
            office.Limit);
        await ann.AskAsync("?<call_info=1><uid=144>", Information.NotCompleted, office.Limit);
        await caller.HearsAsync(office.Limit, Linphones);
        await anns.HangUpAsync(annsCall);
        await ann.ExpectAsync(Information.End("144"), office.Limit);
        await anns.EndsAsync(annsCall, office.Limit);
        await caller.HangUpAsync();

        await kens.StopAsync(office.Limit);
        AssertHeard("baresip", Heard.Read(kens.HeardFile()), Baresips, OutsideParty.Voice, Linphones, Ours);
        await anns.StopAsync(office.Limit);
        AssertHeard("linphone", Heard.Read(annHeard), Linphones, OutsideParty.Voice, Baresips, Ours);
    }

    [LinphoneFact, Requirement("N4"), Requirement("N8"), Requirement("Q2"), Requirement("Q5")]
    public async Task A_real_phone_adds_the_caller_on_hold_by_feature_code()
    {
        await using var office = await Office.OpenAsync();
        await using var kens = await office.PhoneAsync(128, Baresips);
        await using var anns = await office.LinphoneAsync(144, Linphones);
        await using var ken = await office.WatchAsync("128");
        await using var ann = await office.WatchAsync("144");
        var caller = await OutsideParty.CallAsync(office, OfficeSettings.KensNumber, Baresips, Linphones);
        await ken.ExpectAsync(Information.Start("128"), office.Limit);
        await kens.HappensAsync("CALL_INCOMING", office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(5));
        await kens.CommandAsync("accept");
        await caller.HearsAsync(office.Limit, Baresips);
        await kens.CommandAsync("hold");
        await kens.CommandAsync("dial", $"sip:144@127.0.0.1:{office.SipPort}");
        var call = await anns.RingsAsync(office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(10));
        await anns.AnswerAsync(call);
        await anns.TalksAsync(call, office.Limit);
        await kens.PressAsync("*74");
        await ann.ExpectAsync(Information.Start("144"), office.Limit);
        await caller.HearsAsync(office.Limit, Baresips, Linphones);

        office.Clock.Advance(TimeSpan.FromSeconds(30));
        await kens.CommandAsync("hangup");
        await ken.ExpectAsync(Information.End("128"), office.Limit);
        await ken.AskAsync(
            "?<call_info=1>",
            Information.Of("0:00:45", "0:05", "0:10", Information.Member(2, "128", "Ken Adams", "0:00:45", "0:05"), Information.Member(3, "144", "Ann Clark", "0:00:30", "0:00")),
            office.Limit);
        await caller.HearsAsync(office.Limit, Linphones);
        await caller.HangUpAsync();
        await ann.ExpectAsync(Information.End("144"), office.Limit);
        await anns.EndsAsync(call, office.Limit);
    }

    private static void AssertHeard(string who, short[] heard, int own, params ReadOnlySpan<int> others)
    {
        foreach (var other in others) Assert.True(Heard.Peak(heard, other) > 5 * Heard.Peak(heard, own), $"{who} should have heard {other} and not itself");
    }

    private static void LeadToTheRoom(JsonObject settings) =>
        settings["Directory"]!["Routes"]!.AsArray().Add(new JsonObject { ["Number"] = RoomFromOutside, ["To"] = $"room:{OfficeSettings.BoardRoom}" });
}
