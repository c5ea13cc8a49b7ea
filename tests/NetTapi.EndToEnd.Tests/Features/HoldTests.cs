using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Phone;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Features;

/// <summary>Phones put an outside caller on hold, and take him back.</summary>
public sealed class HoldTests
{
    private const int Music = 1250;

    [RealPeersFact, Requirement("Q4")]
    public async Task Who_is_put_on_hold_by_baresip_hears_music_and_then_the_phone_again()
    {
        await using var office = await OpenAsync();
        await using var phone = await office.PhoneAsync(128, tone: 700);
        await using var application = await office.WatchAsync("128");
        var caller = await OutsideParty.CallAsync(office, OfficeSettings.KensNumber, 700, Music);
        await application.ExpectAsync(Information.Start("128"), office.Limit);
        await phone.HappensAsync("CALL_INCOMING", office.Limit);
        await phone.CommandAsync("accept");
        await caller.HearsAsync(office.Limit, 700);

        office.Clock.Advance(TimeSpan.FromSeconds(10));
        await phone.CommandAsync("hold");
        await caller.HearsAsync(office.Limit, Music);
        office.Clock.Advance(TimeSpan.FromSeconds(65));
        await phone.CommandAsync("resume");
        await caller.HearsAsync(office.Limit, 700);
        office.Clock.Advance(TimeSpan.FromSeconds(5));
        await caller.HangUpAsync();

        await application.ExpectAsync(Information.End("128"), office.Limit);
        await application.AskAsync(
            "?<call_info=1>", Information.Of("0:01:20", "0:00", "1:05", Information.Member(2, "128", "Ken Adams", "0:01:20", "0:00")), office.Limit);
    }

    [LinphoneFact, Requirement("Q4")]
    public async Task Who_is_put_on_hold_by_linphone_hears_music_and_then_the_phone_again()
    {
        await using var office = await OpenAsync();
        await using var phone = await office.LinphoneAsync(128, tone: 700);
        await using var application = await office.WatchAsync("128");
        var caller = await OutsideParty.CallAsync(office, OfficeSettings.KensNumber, 700, Music);
        await application.ExpectAsync(Information.Start("128"), office.Limit);
        var call = await phone.RingsAsync(office.Limit);
        await phone.AnswerAsync(call);
        await caller.HearsAsync(office.Limit, 700);

        await phone.HoldAsync(call, office.Limit);
        await caller.HearsAsync(office.Limit, Music);
        office.Clock.Advance(TimeSpan.FromSeconds(61));
        await phone.ResumeAsync(call, office.Limit);
        await caller.HearsAsync(office.Limit, 700);
        await phone.HoldAsync(call, office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(3));
        await phone.HangUpAsync(call);

        await application.ExpectAsync(Information.End("128"), office.Limit);
        await application.AskAsync(
            "?<call_info=1>", Information.Of("0:01:04", "0:00", "1:04", Information.Member(2, "128", "Ken Adams", "0:01:04", "0:00")), office.Limit);
        await phone.EndsAsync(call, office.Limit);
    }

    [Theory, Requirement("Q4")]
    [InlineData(HoldStyle.SendOnly)]
    [InlineData(HoldStyle.ZeroAddress)]
    public async Task Who_is_put_on_hold_by_a_phone_of_ours_hears_music_and_then_the_phone_again(HoldStyle style)
    {
        await using var office = await OpenAsync();
        var phone = await office.SoftPhoneAsync(128, new PhoneSound(700) { Tones = [OutsideParty.Voice, Music] });
        await using var application = await office.WatchAsync("128");
        phone.Script = _ => AnswerScript.Answer();
        var caller = await OutsideParty.CallAsync(office, OfficeSettings.KensNumber, 700, Music);
        await application.ExpectAsync(Information.Start("128"), office.Limit);
        await caller.HearsAsync(office.Limit, 700);
        var call = phone.LastCall!;

        await HoldAsync(hold: true);
        await caller.HearsAsync(office.Limit, Music);
        office.Clock.Advance(TimeSpan.FromSeconds(65));
        await HoldAsync(hold: false);
        await caller.HearsAsync(office.Limit, 700);
        await phone.WaitForAsync(() => call.Hearing.Tones is [OutsideParty.Voice], office.Limit);
        await caller.HangUpAsync();

        await application.ExpectAsync(Information.End("128"), office.Limit);
        await application.AskAsync(
            "?<call_info=1>", Information.Of("0:01:05", "0:00", "1:05", Information.Member(2, "128", "Ken Adams", "0:01:05", "0:00")), office.Limit);

        async Task HoldAsync(bool hold)
        {
            await phone.RunAsync(() =>
            {
                call.Hold(hold, style);
                return true;
            });
            await phone.WaitForAsync(() => call.IsHolding == hold, office.Limit);
        }
    }

    /// <summary>An office whose music is a tone of its own.</summary>
    private static async Task<Office> OpenAsync()
    {
        return await Office.OpenAsync(change: settings =>
        {
            var music = Path.Combine(Path.GetDirectoryName((string)settings["Recordings"]!["Directory"]!)!, "music.wav");
            File.WriteAllBytes(music, ToneFile.Make(Music));
            settings["Switch"]!["MusicOnHold"] = music;
        });
    }
}
