using System.Text.Json.Nodes;
using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Features;

/// <summary>Recordings of calls with real phones: which files, listed where, and what is in them.</summary>
public sealed class RecordingTests
{
    private const int Kens = 700, Anns = 1000;
    private static readonly TimeSpan AMoment = TimeSpan.FromSeconds(1);

    [RealPeersFact, Requirement("C4"), Requirement("Q2"), Requirement("Q10")]
    public async Task Each_period_is_a_file_with_the_user_on_the_left_and_the_caller_on_the_right()
    {
        await using var office = await Office.OpenAsync();
        await using var phone = await office.PhoneAsync(128, Kens);
        await using var application = await office.WatchAsync("128");
        var caller = await OutsideParty.CallAsync(office, OfficeSettings.KensNumber, Kens);
        await application.ExpectAsync(Information.Start("128"), office.Limit);
        await phone.HappensAsync("CALL_INCOMING", office.Limit);
        await phone.CommandAsync("accept");
        await caller.HearsAsync(office.Limit, Kens);

        await application.SendAsync("!<record><uid=128>");
        await caller.ListenAsync(AMoment, office.Limit);
        await application.SendAsync("!<stop_record><uid=128>");
        await caller.ListenAsync(AMoment, office.Limit);
        await application.SendAsync("!<record><uid=128>");
        await caller.ListenAsync(2 * AMoment, office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(4));
        await caller.HangUpAsync();

        await application.ExpectAsync(Information.End("128"), office.Limit);
        string[] files = [File(office, "1-1-128"), File(office, "1-2-128")];
        await application.AskAsync(
            "?<call_info=1>",
            Information.Of(
                "0:00:04", "0:00", "0:00", [Information.Member(2, "128", "Ken Adams", "0:00:04", "0:00"), .. files.Select(Information.Recording)]),
            office.Limit);
        AssertChannels(files[0], Kens, [OutsideParty.Voice], AMoment);
        AssertChannels(files[1], Kens, [OutsideParty.Voice], 2 * AMoment);
        Assert.Equal(files.Order(), Directory.GetFiles(office.Folder["recordings"], "*", SearchOption.AllDirectories).Order());
    }

    [LinphoneFact, Requirement("C4"), Requirement("Q2"), Requirement("Q5")]
    public async Task A_transfer_ends_the_recording_of_the_one_who_leaves_and_the_other_has_his_own()
    {
        await using var office = await Office.OpenAsync(change: RecordAllOfKens);
        await using var kens = await office.PhoneAsync(128, Kens);
        await using var anns = await office.LinphoneAsync(144, Anns);
        await using var ken = await office.WatchAsync("128");
        await using var ann = await office.WatchAsync("144");
        var caller = await OutsideParty.CallAsync(office, OfficeSettings.KensNumber, Kens, Anns);
        await ken.ExpectAsync(Information.Start("128"), office.Limit);
        await kens.HappensAsync("CALL_INCOMING", office.Limit);
        await kens.CommandAsync("accept");
        await caller.HearsAsync(office.Limit, Kens);
        await caller.ListenAsync(AMoment, office.Limit);

        await kens.CommandAsync("transfer", $"sip:144@127.0.0.1:{office.SipPort}");
        await ken.ExpectAsync(Information.End("128"), office.Limit);
        var kensFile = File(office, "1-1-128");
        await ken.AskAsync(
            "?<call_info=1>",
            Information.Of("0:00:00", "0:00", "0:00", Information.Member(2, "128", "Ken Adams", "0:00:00", "0:00"), Information.Recording(kensFile)),
            office.Limit);
        AssertChannels(kensFile, Kens, [OutsideParty.Voice], AMoment);

        await ann.ExpectAsync(Information.Start("144"), office.Limit);
        var call = await anns.RingsAsync(office.Limit);
        await anns.AnswerAsync(call);
        await caller.HearsAsync(office.Limit, Anns);
        await ann.SendAsync("!<record><uid=144>");
        await caller.ListenAsync(AMoment, office.Limit);
        await anns.HangUpAsync(call);
        await ann.ExpectAsync(Information.End("144"), office.Limit);
        var annsFile = File(office, "1-2-144");
        await ann.AskAsync(
            "?<call_info=1>",
            Information.Of(
                "0:00:00", "0:00", "0:00", Information.Member(2, "128", "Ken Adams", "0:00:00", "0:00"), Information.Member(3, "144", "Ann Clark", "0:00:00", "0:00"),
                Information.Recording(kensFile), Information.Recording(annsFile)),
            office.Limit);
        AssertChannels(annsFile, Anns, [OutsideParty.Voice], AMoment);
    }

    [LinphoneFact, Requirement("C4")]
    public async Task Two_users_record_one_call_each_with_all_others_on_his_right()
    {
        await using var office = await Office.OpenAsync(change: settings =>
        {
            RecordAllOfKens(settings);
            settings["Directory"]!["Routes"]!.AsArray().Add(new JsonObject { ["Number"] = "9725551620", ["To"] = $"room:{OfficeSettings.BoardRoom}" });
        });
        await using var kens = await office.PhoneAsync(128, Kens);
        await using var anns = await office.LinphoneAsync(144, Anns);
        await using var application = await office.WatchAsync("128", "144");
        var caller = await OutsideParty.CallAsync(office, "9725551620", Kens, Anns);
        await caller.TalksAsync(office.Limit);
        var call = await anns.DialAsync(OfficeSettings.BoardRoom, office.Limit);
        await application.ExpectAsync(Information.Start("144"), office.Limit);
        await kens.CommandAsync("dial", $"sip:{OfficeSettings.BoardRoom}@127.0.0.1:{office.SipPort}");
        await application.ExpectAsync(Information.Start("128"), office.Limit);
        await caller.HearsAsync(office.Limit, Kens, Anns);

        await application.SendAsync("!<record><uid=144>");
        await caller.ListenAsync(AMoment, office.Limit);
        await kens.CommandAsync("hangup");
        await application.ExpectAsync(Information.End("128"), office.Limit);
        await caller.HearsAsync(office.Limit, Anns);
        await caller.ListenAsync(AMoment, office.Limit);
        await anns.HangUpAsync(call);
        await application.ExpectAsync(Information.End("144"), office.Limit);

        AssertChannels(File(office, "1-1-128"), Kens, [OutsideParty.Voice, Anns], AMoment);
        AssertChannels(File(office, "1-2-144"), Anns, [OutsideParty.Voice, Kens], 2 * AMoment);
    }

    /// <summary>Two phones that like wideband sound best, which is only passed through: when it is recorded they change to what can be recorded, in the middle of the call.</summary>
    [RealPeersFact, Requirement("C4")]
    public async Task A_call_in_wideband_sound_is_recorded_too()
    {
        await using var office = await Office.OpenAsync();
        await using var kens = await office.PhoneAsync(128, Kens, "g722/16000,pcmu");
        await using var anns = await office.PhoneAsync(144, Anns, "g722/16000,pcmu");
        await using var application = await office.WatchAsync("128");
        await kens.CommandAsync("dial", $"sip:144@127.0.0.1:{office.SipPort}");
        await anns.HappensAsync("CALL_INCOMING", office.Limit);
        await anns.CommandAsync("accept");
        await kens.HappensAsync("CALL_ESTABLISHED", office.Limit);
        await application.SendAsync("!<record><uid=128>");
        var file = new FileInfo(File(office, "1-1-128"));
        await Eventually.HoldsAsync(() => file is { Exists: true, Length: >= 3 * Heard.BytesPerSecond }, meanwhile: file.Refresh);
        await kens.CommandAsync("hangup");
        await anns.HappensAsync("CALL_CLOSED", office.Limit);

        await Eventually.HoldsAsync(() => Heard.IsWhole(file.FullName));

        // Once it has left wideband sound, baresip 1.0 plays its file at half its pitch.
        var (user, other) = Heard.ReadBoth(file.FullName);
        Assert.True(Loudest(user, Kens) > 1000 && Loudest(user, Anns) < Loudest(user, Kens) / 10, "the user should be on the left");
        Assert.True(Loudest(other, Anns) > 1000 && Loudest(other, Kens) < Loudest(other, Anns) / 10, "the other should be on the right");

        static double Loudest(short[] samples, int tone) => Math.Max(Heard.Peak(samples, tone), Heard.Peak(samples, tone / 2));
    }

    private static void RecordAllOfKens(JsonObject settings) =>
        settings["Directory"]!["Users"]!.AsArray().Single(user => (string?)user!["Uid"] == "128")!["RecordAllCalls"] = true;

    private static string File(Office office, string name) => office.Folder[$"recordings/2006/02/27/{name}.wav"];

    private static void AssertChannels(string file, int left, int[] right, TimeSpan atLeast)
    {
        var (user, others) = Heard.ReadBoth(file);
        Assert.True(user.Length >= 0.9 * atLeast.TotalSeconds * 8000, $"{file} should last {atLeast} and has {user.Length} samples");
        Assert.True(Heard.Peak(user, left) > 1000, $"{file} should have the user's {left} Hz on the left");
        Assert.True(Heard.Peak(others, left) < Heard.Peak(user, left) / 10, $"{file} has the user's {left} Hz on the right too");
        foreach (var other in right)
        {
            Assert.True(Heard.Peak(others, other) > 1000, $"{file} should have {other} Hz on the right");
            Assert.True(Heard.Peak(user, other) < Heard.Peak(others, other) / 10, $"{file} has {other} Hz on the left too");
        }
    }
}
