using NetTapi.EndToEnd.Tests.Features;
using NetTapi.Phone;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Documented;

/// <summary>"Who answers, and where calls go on" of docs/administration.md, lived in: ten times as fast.</summary>
public sealed class AnsweringPageTests
{
    internal const string Heading = "Who answers, and where calls go on";

    private const string AnyNumber = "9725550000";

    [Fact, Requirement("N4"), Requirement("Q2")]
    public async Task A_digit_of_the_menu_leads_to_ken_who_has_all_calls_recorded()
    {
        await using var office = await OpenAsync();
        var ken = Answering(await office.PhoneAsync(128));
        await using var watcher = await office.Office.WatchAsync("128");
        var caller = await office.CallInAsync(AnyNumber);
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Prompt);
        await DocumentedOffice.PressAsync(office.Carrier, caller, "1");
        await watcher.ExpectAsync(Information.Start("128"), office.Limit);
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Ken);
        await office.HangUpAsync(office.Carrier, caller);
        await watcher.ExpectAsync(Information.End("128"), office.Limit);
        var file = Path.Combine(office.Office.Folder["recordings"], "2006", "02", "27", "1-1-128.wav");
        await watcher.AskAsync(
            "?<call_info=1>",
            Information.Of("0:00:00", "0:00", "0:00", Information.Member(2, "128", "ken", "0:00:00", "0:00"), Information.Recording(file)),
            office.Limit);
        Assert.True(new FileInfo(file).Length > 44);
    }

    [Fact]
    public async Task A_caller_may_dial_an_extension_and_hears_it_all_again_after_a_wrong_one()
    {
        await using var office = await OpenAsync();
        var jim = await office.PhoneAsync(107);
        var caller = await office.CallInAsync(AnyNumber);
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Prompt);
        await DocumentedOffice.PressAsync(office.Carrier, caller, "9");
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Again);
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Prompt);
        await DocumentedOffice.PressAsync(office.Carrier, caller, "107");
        await office.AnswerAsync(jim);
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Jim);
    }

    [Fact]
    public async Task A_caller_who_presses_nothing_is_taken_to_jim_in_the_end()
    {
        await using var office = await OpenAsync();
        var jim = await office.PhoneAsync(107);
        var caller = await office.CallInAsync(AnyNumber);
        await office.AnswerAsync(jim);
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Jim);
        Assert.Contains(DocumentedOffice.Prompt, caller.Hearing.EverHeard);
    }

    [Theory]
    [InlineData(5.5, "Sunday at three: closed")]
    [InlineData(0.2, "Monday at eight in the evening: closed")]
    public async Task Out_of_hours_a_caller_is_turned_away(double days, string when)
    {
        await using var office = await OpenAsync();
        office.Office.Clock.Advance(TimeSpan.FromDays(days));
        var caller = await office.CallInAsync(AnyNumber);
        await office.IsAsync(office.Carrier, caller, PhoneCallState.Ended);
        Assert.True(caller.Status == 603, $"{when}, and was told {caller.Status}");
    }

    [Fact]
    public async Task Who_does_not_answer_sends_his_calls_to_the_desk()
    {
        await using var office = await OpenAsync();
        var ken = await office.PhoneAsync(128);
        Answering(await office.PhoneAsync(107));
        var caller = await office.CallInAsync(AnyNumber);
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Prompt);
        await DocumentedOffice.PressAsync(office.Carrier, caller, "1");
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Jim);
        Assert.True(await DocumentedOffice.Do(ken, WasRung));
    }

    [Fact]
    public async Task A_desk_that_nobody_takes_overflows_to_the_attendant()
    {
        await using var office = await OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        var call = await DocumentedOffice.DialAsync(ken, "600");
        await jim.WaitForAsync(() => jim.Calls.Count == 1, office.Limit);
        await office.HearsAsync(ken, call, DocumentedOffice.Prompt);
    }

    [Fact]
    public async Task Who_is_at_lunch_is_not_rung_and_the_desk_answers()
    {
        await using var office = await OpenAsync();
        var ken = await office.PhoneAsync(128);
        Answering(await office.PhoneAsync(107));
        await office.IsAsync(ken, await DocumentedOffice.DialAsync(ken, "*752"), PhoneCallState.Ended);
        var caller = await office.CallInAsync(AnyNumber);
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Prompt);
        await DocumentedOffice.PressAsync(office.Carrier, caller, "1");
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Jim);
        Assert.False(await DocumentedOffice.Do(ken, WasRung));
    }

    [Fact]
    public async Task Who_is_busy_is_rung_for_a_while_and_then_the_number_outside()
    {
        await using var office = await OpenAsync();
        var ken = await office.PhoneAsync(128);
        await office.IsAsync(ken, await DocumentedOffice.DialAsync(ken, "*753"), PhoneCallState.Ended);
        office.Carrier.Script = static _ => AnswerScript.Answer();
        var caller = await office.CallInAsync(AnyNumber);
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Prompt);
        await DocumentedOffice.PressAsync(office.Carrier, caller, "1");
        await office.Carrier.WaitForAsync(() => office.Carrier.LastCall is { Dialled: "2148441111", State: PhoneCallState.Talking }, office.Limit);
        await office.IsAsync(office.Carrier, caller, PhoneCallState.Talking);
        Assert.True(await DocumentedOffice.Do(ken, WasRung));
    }

    [Fact]
    public async Task The_board_room_wants_its_pin()
    {
        await using var office = await OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        var kens = await DocumentedOffice.DialAsync(ken, "620");
        var jims = await DocumentedOffice.DialAsync(jim, "620");
        foreach (var (phone, call) in ((SoftPhone, PhoneCall)[])[(ken, kens), (jim, jims)])
        {
            await office.IsAsync(phone, call, PhoneCallState.Talking);
            await DocumentedOffice.PressAsync(phone, call, "4711#");
        }

        await office.HearsAsync(ken, kens, DocumentedOffice.Jim);
        await office.HearsAsync(jim, jims, DocumentedOffice.Ken);
    }

    [Fact]
    public async Task A_call_parked_by_code_is_at_701_and_comes_back_to_who_parked_it()
    {
        await using var office = await OpenAsync();
        var (ken, jim) = (Answering(await office.PhoneAsync(128)), await office.PhoneAsync(107));
        var (caller, kens) = await TalkAsync(office, ken);
        await DocumentedOffice.PressAsync(ken, kens, "*70#");
        await office.IsAsync(ken, kens, PhoneCallState.Ended);
        var jims = await DocumentedOffice.DialAsync(jim, "701");
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Jim);
        await DocumentedOffice.PressAsync(jim, jims, "*70#");
        await office.IsAsync(jim, jims, PhoneCallState.Ended);
        await office.AnswerAsync(jim);
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Jim);
    }

    [Fact]
    public async Task Codes_transfer_a_call_before_and_after_asking_and_make_a_conference()
    {
        await using var office = await OpenAsync();
        var (ken, jim) = (Answering(await office.PhoneAsync(128)), await office.PhoneAsync(107));
        var (caller, kens) = await TalkAsync(office, ken);
        await DocumentedOffice.PressAsync(ken, kens, "*73107#");
        var jims = await office.AnswerAsync(jim);
        await office.HearsAsync(jim, jims, DocumentedOffice.Ken);
        await DocumentedOffice.PressAsync(ken, kens, "*74");
        await office.HearsAsync(jim, jims, OutsideParty.Voice, DocumentedOffice.Ken);
        await office.HangUpAsync(ken, kens);
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Jim);
        await DocumentedOffice.PressAsync(jim, jims, "*72128#");
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Ken);
    }

    private static async Task<(PhoneCall Caller, PhoneCall Kens)> TalkAsync(DocumentedOffice office, SoftPhone ken)
    {
        var caller = await office.CallInAsync(AnyNumber);
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Prompt);
        await DocumentedOffice.PressAsync(office.Carrier, caller, "1");
        await office.HearsAsync(office.Carrier, caller, DocumentedOffice.Ken);
        return (caller, ken.LastCall!);
    }

    /// <summary>Ten times as fast, a phone rings for a second or two: who is to answer does it at once.</summary>
    private static SoftPhone Answering(SoftPhone phone)
    {
        phone.Script = static _ => AnswerScript.Answer();
        return phone;
    }

    private static bool WasRung(SoftPhone phone) => phone.LastCall is { IsIncoming: true, State: PhoneCallState.Ended };

    private static Task<DocumentedOffice> OpenAsync() => DocumentedOffice.OpenAsync(Heading, speed: 10);
}
