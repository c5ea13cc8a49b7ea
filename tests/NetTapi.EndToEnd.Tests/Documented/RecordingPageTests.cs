using NetTapi.EndToEnd.Tests.Features;
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
