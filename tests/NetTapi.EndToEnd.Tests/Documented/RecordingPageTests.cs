using NetTapi.EndToEnd.Tests.Features;
using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Phone;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Documented;

/// <summary>"Calls and recordings" of docs/administration.md, lived in.</summary>
public sealed class RecordingPageTests
{
    internal const string Heading = "Calls and recordings";

    [Fact, Requirement("C4"), Requirement("Q2")]
    public async Task A_recording_is_told_with_the_prefix_and_has_the_user_on_the_left_and_the_caller_on_the_right()
    {
        await using var office = await DocumentedOffice.OpenAsync(Heading);
        var ken = await office.PhoneAsync(128);
        await using var watcher = await office.Office.WatchAsync("128");
        var caller = await office.CallInAsync(OfficeSettings.KensNumber);
        await watcher.ExpectAsync(Information.Start("128"), office.Limit);
        var kens = await office.AnswerAsync(ken);
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Ken);
        await watcher.SendAsync("!<record><uid=128>");
        await watcher.HeardNothingElseAsync(office.Limit);
        kens.Hearing.Keep(TimeSpan.FromSeconds(2));
        await ken.WaitForAsync(() => kens.Hearing.HasKept, office.Limit);
        await watcher.SendAsync("!<stop_record><uid=128>");
        await watcher.HeardNothingElseAsync(office.Limit);
        await office.HangUpAsync(office.Carrier, caller);
        await watcher.ExpectAsync(Information.End("128"), office.Limit);
        await watcher.AskAsync(
            "?<call_info=1>",
            Information.Of(
                "0:00:00", "0:00", "0:00", Information.Member(2, "128", "Ken Adams", "0:00:00", "0:00"), Information.Recording(@"\\pbx\recordings\2006\02\27\1-1-128.wav")),
            office.Limit);

        var (left, right) = Heard.ReadBoth(Path.Combine(office.Office.Folder["recordings"], "2006", "02", "27", "1-1-128.wav"));
        Assert.InRange(Heard.Peak(left, DocumentedOffice.Ken), 1000, 32767);
        Assert.InRange(Heard.Peak(right, OutsideParty.Voice), 1000, 32767);
        Assert.InRange(Heard.Strength(left, OutsideParty.Voice), 0, 100);
        Assert.InRange(Heard.Strength(right, DocumentedOffice.Ken), 0, 100);
    }

    [Fact, Requirement("C4")]
    public async Task Where_the_settings_say_so_both_sides_are_in_one_channel_and_hear_an_announcement_and_a_beep_first()
    {
        const int Beep = 1400;
        await using var office = await DocumentedOffice.OpenAsync(Heading, change: static settings =>
        {
            var recordings = settings["Recordings"]!;
            var announcement = Path.Combine(Path.GetDirectoryName((string)recordings["Directory"]!)!, "recorded.wav");
            File.WriteAllBytes(announcement, ToneFile.Make(DocumentedOffice.Prompt, seconds: 1));
            recordings["Mono"] = true;
            recordings["Announcement"] = announcement;
        });
        var ken = await office.PhoneAsync(128);
        ken.Sound = ken.Sound with { Tones = [OutsideParty.Voice, DocumentedOffice.Prompt, Beep] };
        office.Carrier.Sound = office.Carrier.Sound with { Tones = [DocumentedOffice.Ken, DocumentedOffice.Prompt, Beep] };
        await using var watcher = await office.Office.WatchAsync("128");
        var caller = await office.CallInAsync(OfficeSettings.KensNumber);
        var kens = await office.AnswerAsync(ken);
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Ken);
        await office.HearsAsync(ken, kens, OutsideParty.Voice);
        await watcher.SendAsync("!<record><uid=128>");
        await ken.WaitForAsync(() => kens.Hearing.EverHeard is [OutsideParty.Voice, Beep, DocumentedOffice.Prompt] && kens.Hearing.Tones is [OutsideParty.Voice], office.Limit);
        await office.Carrier.WaitForAsync(() => caller.Hearing.EverHeard is [DocumentedOffice.Ken, Beep, DocumentedOffice.Prompt], office.Limit);
        kens.Hearing.Keep(TimeSpan.FromSeconds(1));
        await ken.WaitForAsync(() => kens.Hearing.HasKept, office.Limit);
        await office.HangUpAsync(office.Carrier, caller);
        await watcher.ExpectAsync(Information.Start("128"), office.Limit);
        await watcher.ExpectAsync(Information.End("128"), office.Limit);

        var both = Heard.ReadMono(Path.Combine(office.Office.Folder["recordings"], "2006", "02", "27", "1-1-128.wav"));
        Assert.InRange(Heard.Peak(both, DocumentedOffice.Ken), 1000, 32767);
        Assert.InRange(Heard.Peak(both, OutsideParty.Voice), 1000, 32767);
    }

    [Fact]
    public async Task A_party_from_whom_nothing_comes_is_hung_up_and_the_log_says_so()
    {
        // A minute is 6 s here.
        await using var office = await DocumentedOffice.OpenAsync(Heading, speed: 10);
        var ken = await office.PhoneAsync(128);
        office.Carrier.Sound = new PhoneSound();
        var caller = await office.CallInAsync(OfficeSettings.KensNumber);
        var kens = await office.AnswerAsync(ken);
        await office.IsAsync(office.Carrier, caller, PhoneCallState.Talking);
        await office.IsAsync(ken, kens, PhoneCallState.Ended);
        await office.Office.Log.SaysAsync("Warning: Nothing came from line 1 in call", office.Limit);
    }
}
