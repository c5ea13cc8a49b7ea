using NetTapi.EndToEnd.Tests.Features;
using NetTapi.Phone;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Documented;

/// <summary>The small office of docs/administration.md, lived in.</summary>
public sealed class SmallOfficeTests
{
    internal const string Heading = "A small office";

    private const string CrmPin = "a long secret";

    [Fact, Requirement("N4"), Requirement("S4")]
    public async Task Routes_lead_to_users_and_the_crm_watches_them()
    {
        await using var office = await DocumentedOffice.OpenAsync(Heading);
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var crm = await NetTapiProbe.LogInAsync(office.Office.NetTapi, "crm", office.Limit, CrmPin);
        foreach (var uid in (string[])["128", "107"]) await crm.WatchAsync(uid, office.Limit);

        var first = await office.CallInAsync("9725551128");
        await crm.ExpectAsync(Information.Start("128"), office.Limit);
        var kens = await office.AnswerAsync(ken);
        await office.HearsAsync(office.Carrier, first, DocumentedOffice.Ken);
        await office.HearsAsync(ken, kens, OutsideParty.Voice);
        await office.HangUpAsync(office.Carrier, first);
        await crm.ExpectAsync(Information.End("128"), office.Limit);

        var second = await office.CallInAsync("9725550000");
        await crm.ExpectAsync(Information.Start("107", serial: 2), office.Limit);
        await office.AnswerAsync(jim);
        await office.HearsAsync(office.Carrier, second, DocumentedOffice.Jim);
        await office.HangUpAsync(office.Carrier, second);
        await crm.ExpectAsync(Information.End("107", serial: 2), office.Limit);
    }

    [Fact, Requirement("C6")]
    public async Task A_status_that_does_not_ring_is_busy_for_callers_until_another_is_chosen()
    {
        await using var office = await DocumentedOffice.OpenAsync(Heading);
        var ken = await office.PhoneAsync(128);
        await using var crm = await NetTapiProbe.LogInAsync(office.Office.NetTapi, "crm", office.Limit, CrmPin);
        await crm.WatchAsync("128", office.Limit);
        await crm.SendAsync("!<change_status><uid=128><status=Lunch>");
        await crm.HeardNothingElseAsync(office.Limit);
        var busy = await office.CallInAsync("9725551128");
        await office.IsAsync(office.Carrier, busy, PhoneCallState.Ended);
        Assert.Equal(486, busy.Status);
        await crm.SendAsync("!<change_status><uid=128><status=Available>");
        await crm.HeardNothingElseAsync(office.Limit);
        await office.CallInAsync("9725551128");
        await office.AnswerAsync(ken);
        await crm.ExpectAsync(Information.Start("128", serial: 2), office.Limit);
    }

    [Fact, Requirement("N5"), Requirement("C5")]
    public async Task A_phone_dials_nine_and_a_number_shows_ours_and_an_application_sends_digits()
    {
        await using var office = await DocumentedOffice.OpenAsync(Heading);
        var ken = await office.PhoneAsync(128);
        await using var crm = await NetTapiProbe.LogInAsync(office.Office.NetTapi, "crm", office.Limit, CrmPin);
        await crm.WatchAsync("128", office.Limit);
        office.Carrier.Script = static _ => AnswerScript.Answer();
        var call = await DocumentedOffice.DialAsync(ken, "92148441111");
        await crm.ExpectAsync("#<uid=128><call=1><outgoing_outside_call><called_number=2148441111><serial=1>", office.Limit);
        await office.HearsAsync(ken, call, OutsideParty.Voice);
        var outside = office.Carrier.LastCall!;
        Assert.Equal("2148441111", outside.Dialled);
        Assert.Equal("office", outside.Request!.From!.Uri.UserText);
        Assert.Equal("9725551128", Assert.Single(outside.Request.AssertedIdentities).Uri.UserText);
        await crm.SendAsync("!<play_dtmf><uid=128><digits=42#>");
        await office.Carrier.WaitForAsync(() => outside.DigitsHeard == "42#", office.Limit);
        await office.HangUpAsync(ken, call);
        await crm.ExpectAsync("#<uid=128><call=1><serial=1><end>", office.Limit);
    }
}
