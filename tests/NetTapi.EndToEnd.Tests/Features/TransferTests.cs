using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Features;

/// <summary>
/// Real phones send an outside caller on. Two applications look on, each at one user of the same call: the exact notices and call information of both.
/// </summary>
public sealed class TransferTests
{
    [LinphoneFact, Requirement("N4"), Requirement("N6"), Requirement("N8"), Requirement("N11"), Requirement("N12"), Requirement("Q5"), Requirement("Q8")]
    public async Task Baresip_sends_a_caller_on_without_asking()
    {
        await using var office = await Office.OpenAsync();
        await using var kens = await office.PhoneAsync(128, tone: 700);
        await using var anns = await office.LinphoneAsync(144, tone: 1000);
        await using var ken = await office.WatchAsync("128");
        await using var ann = await office.WatchAsync("144");
        var caller = await AnsweredByBaresipAsync(office, kens, ken);
        office.Clock.Advance(TimeSpan.FromSeconds(30));

        await kens.CommandAsync("transfer", $"sip:144@127.0.0.1:{office.SipPort}");
        await ken.ExpectAsync(Information.End("128"), office.Limit);
        await ann.ExpectAsync(Information.Start("144"), office.Limit);
        await AssertKensPartAsync(ken, office);
        await ann.AskAsync("?<call_info=1><uid=144>", Information.NotCompleted, office.Limit);
        var call = await anns.RingsAsync(office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(6));
        await anns.AnswerAsync(call);
        await caller.HearsAsync(office.Limit, 1000);
        office.Clock.Advance(TimeSpan.FromSeconds(20));
        await caller.HangUpAsync();

        await ann.ExpectAsync(Information.End("144"), office.Limit);
        await ann.AskAsync("?<call_info=1>", Whole("0:26", "0:06"), office.Limit);
        await AssertKensPartAsync(ken, office);
        await ken.HeardNothingElseAsync(office.Limit);
        await ann.HeardNothingElseAsync(office.Limit);
        await anns.EndsAsync(call, office.Limit);
    }

    [LinphoneFact, Requirement("N4"), Requirement("N9"), Requirement("Q5")]
    public async Task A_caller_whom_nobody_takes_is_back_at_the_phone_that_sent_him_on()
    {
        await using var office = await Office.OpenAsync();
        await using var kens = await office.LinphoneAsync(128, tone: 700);
        await using var anns = await office.PhoneAsync(144, tone: 1000);
        await using var ken = await office.WatchAsync("128");
        await using var ann = await office.WatchAsync("144");
        var (caller, call) = await AnsweredByLinphoneAsync(office, kens, ken);
        office.Clock.Advance(TimeSpan.FromSeconds(30));

        await kens.TransferAsync(call, $"sip:144@127.0.0.1:{office.SipPort}");
        await ken.ExpectAsync(Information.End("128"), office.Limit);
        await ann.ExpectAsync(Information.Start("144"), office.Limit);
        await anns.HappensAsync("CALL_INCOMING", office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(5));
        await anns.CommandAsync("hangup");
        await ann.ExpectAsync(Information.End("144"), office.Limit);
        await ken.ExpectAsync(Information.Start("128"), office.Limit);
        await ken.AskAsync("?<call_info=1><uid=128>", Information.NotCompleted, office.Limit);
        await caller.HearsAsync(office.Limit, 700);
        office.Clock.Advance(TimeSpan.FromSeconds(10));
        await caller.HangUpAsync();

        await ken.ExpectAsync(Information.End("128"), office.Limit);
        await ken.AskAsync(
            "?<call_info=1>", Information.Of("0:00:49", "0:04", "0:00", Information.Member(2, "128", "Ken Adams", "0:00:44", "0:04")), office.Limit);
        await ann.HeardNothingElseAsync(office.Limit);
    }

    [RealPeersFact, Requirement("N9")]
    public async Task A_phone_that_hangs_up_because_nobody_took_the_caller_is_rung_for_him()
    {
        await using var office = await Office.OpenAsync();
        await using var kens = await office.PhoneAsync(128, tone: 700);
        await using var anns = await office.PhoneAsync(144, tone: 1000);
        await using var ken = await office.WatchAsync("128");
        await using var ann = await office.WatchAsync("144");
        var caller = await AnsweredByBaresipAsync(office, kens, ken);

        await kens.CommandAsync("transfer", $"sip:144@127.0.0.1:{office.SipPort}");
        await ken.ExpectAsync(Information.End("128"), office.Limit);
        await ann.ExpectAsync(Information.Start("144"), office.Limit);
        await anns.HappensAsync("CALL_INCOMING", office.Limit);
        await anns.CommandAsync("hangup");
        await ann.ExpectAsync(Information.End("144"), office.Limit);
        await ken.ExpectAsync(Information.Start("128"), office.Limit);
        await ken.ExpectAsync(Information.End("128"), office.Limit);
        await ken.ExpectAsync(Information.Start("128"), office.Limit);
        await kens.HappensAsync("CALL_INCOMING", office.Limit);
        await kens.CommandAsync("accept");
        await caller.HearsAsync(office.Limit, 700);
        await caller.HangUpAsync();
        await ken.ExpectAsync(Information.End("128"), office.Limit);
        await ken.HeardNothingElseAsync(office.Limit);
    }

    [LinphoneFact, Requirement("N4"), Requirement("N6"), Requirement("N8"), Requirement("N11"), Requirement("N12"), Requirement("Q4"), Requirement("Q5")]
    public async Task Linphone_asks_first_and_then_joins_the_caller_to_the_one_asked()
    {
        await using var office = await Office.OpenAsync();
        await using var kens = await office.LinphoneAsync(128, tone: 700);
        await using var anns = await office.PhoneAsync(144, tone: 1000);
        await using var ken = await office.WatchAsync("128");
        await using var ann = await office.WatchAsync("144");
        var (caller, first) = await AnsweredByLinphoneAsync(office, kens, ken);

        await kens.HoldAsync(first, office.Limit);
        await caller.HearsAsync(office.Limit);
        var second = await kens.DialAsync("144", office.Limit);
        await anns.HappensAsync("CALL_INCOMING", office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(8));
        await anns.CommandAsync("accept");
        await kens.TalksAsync(second, office.Limit);
        await ann.HeardNothingElseAsync(office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(18));
        await kens.TransferAsync(first, second);

        await ken.ExpectAsync(Information.End("128"), office.Limit);
        await ann.ExpectAsync(Information.Start("144"), office.Limit);
        await caller.HearsAsync(office.Limit, 1000);
        string[] kensPart = Information.Of("0:00:30", "0:04", "0:26", Information.Member(2, "128", "Ken Adams", "0:00:30", "0:04"));
        await ken.AskAsync("?<call_info=1>", kensPart, office.Limit);
        await ann.AskAsync("?<call_info=1><uid=144>", Information.NotCompleted, office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(20));
        await anns.CommandAsync("hangup");

        await ann.ExpectAsync(Information.End("144"), office.Limit);
        await ann.AskAsync(
            "?<call_info=1>",
            Information.Of(
                "0:00:50", "0:04", "0:26", Information.Member(2, "128", "Ken Adams", "0:00:30", "0:04"), Information.Member(3, "144", "Ann Clark", "0:00:20", "0:00")),
            office.Limit);
        await ken.AskAsync("?<call_info=1>", kensPart, office.Limit);
        await ken.HeardNothingElseAsync(office.Limit);
    }

    [LinphoneFact, Requirement("N4"), Requirement("N6"), Requirement("N12"), Requirement("Q5")]
    public async Task A_feature_code_sends_a_caller_on_for_phones_that_can_not()
    {
        await using var office = await Office.OpenAsync();
        await using var kens = await office.PhoneAsync(128, tone: 700);
        await using var anns = await office.LinphoneAsync(144, tone: 1000);
        await using var ken = await office.WatchAsync("128");
        await using var ann = await office.WatchAsync("144");
        var caller = await AnsweredByBaresipAsync(office, kens, ken);
        office.Clock.Advance(TimeSpan.FromSeconds(30));

        await kens.PressAsync("*72144#");
        await ken.ExpectAsync(Information.End("128"), office.Limit);
        await ann.ExpectAsync(Information.Start("144"), office.Limit);
        await AssertKensPartAsync(ken, office);
        await kens.HappensAsync("CALL_CLOSED", office.Limit);
        var call = await anns.RingsAsync(office.Limit);
        await anns.AnswerAsync(call);
        await caller.HearsAsync(office.Limit, 1000);
        office.Clock.Advance(TimeSpan.FromSeconds(20));
        await anns.HangUpAsync(call);
        await ann.ExpectAsync(Information.End("144"), office.Limit);
        await ann.AskAsync(
            "?<call_info=1>",
            Information.Of(
                "0:00:54", "0:04", "0:00", Information.Member(2, "128", "Ken Adams", "0:00:34", "0:04"), Information.Member(3, "144", "Ann Clark", "0:00:20", "0:00")),
            office.Limit);
        await AssertKensPartAsync(ken, office);
        await ken.HeardNothingElseAsync(office.Limit);
        await ann.HeardNothingElseAsync(office.Limit);
        Assert.Empty(caller.Call.DigitsHeard);
    }

    [LinphoneFact, Requirement("N4"), Requirement("N6"), Requirement("N12"), Requirement("Q4"), Requirement("Q5")]
    public async Task A_call_sent_to_the_park_code_is_taken_from_its_place_by_another()
    {
        await using var office = await Office.OpenAsync();
        await using var kens = await office.PhoneAsync(128, tone: 700);
        await using var anns = await office.LinphoneAsync(144, tone: 1000);
        await using var ken = await office.WatchAsync("128");
        await using var ann = await office.WatchAsync("144");
        var caller = await AnsweredByBaresipAsync(office, kens, ken);
        office.Clock.Advance(TimeSpan.FromSeconds(30));

        await kens.CommandAsync("transfer", $"sip:*70@127.0.0.1:{office.SipPort}");
        await kens.HappensAsync("CALL_CLOSED", office.Limit);
        await ken.AskAsync("?<call_info=1>", Information.NotCompleted, office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(62));
        var call = await anns.DialAsync("701", office.Limit);
        await ken.ExpectAsync(Information.End("128"), office.Limit);
        await ann.ExpectAsync(Information.Start("144"), office.Limit);
        await caller.HearsAsync(office.Limit, 1000);
        await ken.AskAsync(
            "?<call_info=1>", Information.Of("0:01:36", "0:04", "1:02", Information.Member(2, "128", "Ken Adams", "0:00:34", "0:04")), office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(10));
        await anns.HangUpAsync(call);
        await ann.ExpectAsync(Information.End("144"), office.Limit);
        await ann.AskAsync(
            "?<call_info=1>",
            Information.Of(
                "0:01:46", "0:04", "1:02", Information.Member(2, "128", "Ken Adams", "0:00:34", "0:04"), Information.Member(3, "144", "Ann Clark", "0:00:10", "0:00")),
            office.Limit);
        await ken.HeardNothingElseAsync(office.Limit);
    }

    private static async Task<OutsideParty> AnsweredByBaresipAsync(Office office, Baresip phone, NetTapiProbe application)
    {
        var caller = await OutsideParty.CallAsync(office, OfficeSettings.KensNumber, 700, 1000);
        await application.ExpectAsync(Information.Start("128"), office.Limit);
        await phone.HappensAsync("CALL_INCOMING", office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(4));
        await phone.CommandAsync("accept");
        await caller.HearsAsync(office.Limit, 700);
        return caller;
    }

    private static async Task<(OutsideParty Caller, int Call)> AnsweredByLinphoneAsync(Office office, Linphone phone, NetTapiProbe application)
    {
        var caller = await OutsideParty.CallAsync(office, OfficeSettings.KensNumber, 700, 1000);
        await application.ExpectAsync(Information.Start("128"), office.Limit);
        var call = await phone.RingsAsync(office.Limit);
        office.Clock.Advance(TimeSpan.FromSeconds(4));
        await phone.AnswerAsync(call);
        await caller.HearsAsync(office.Limit, 700);
        return (caller, call);
    }

    private static Task AssertKensPartAsync(NetTapiProbe application, Office office) => application.AskAsync(
        "?<call_info=1>", Information.Of("0:00:34", "0:04", "0:00", Information.Member(2, "128", "Ken Adams", "0:00:34", "0:04")), office.Limit);

    /// <summary>What the call looks like from the end, where Ken Adams left it at 0:34.</summary>
    private static string[] Whole(string annsTime, string annsRing) => Information.Of(
        "0:01:00", "0:04", "0:00", Information.Member(2, "128", "Ken Adams", "0:00:34", "0:04"), Information.Member(3, "144", "Ann Clark", $"0:00:{annsTime[2..]}", annsRing));
}
