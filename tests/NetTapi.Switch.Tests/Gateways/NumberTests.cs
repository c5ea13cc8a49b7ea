using NetTapi.Phone;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Telephony.Directory;
using NetTapi.Testing;

namespace NetTapi.Switch.Tests.Gateways;

/// <summary>What becomes of numbers on their way in and out, who is shown as the caller, and which codecs a gateway is offered.</summary>
public class NumberTests
{
    private static readonly Func<Gateway, Gateway> Rules = gateway => gateway with
    {
        NumbersIn = [new NumberRule("+1", ""), new NumberRule("+", "011")],
        NumbersOut = [new NumberRule("011", "+"), new NumberRule("", "+1", 10)],
    };

    [Fact]
    [Requirement("N4")]
    public void Numbers_of_calls_from_a_gateway_are_rewritten_before_routes_and_facts_see_them()
    {
        var office = new LineOffice(Rules);
        office.Office.Phone(128);
        office.Carrier.Call("+19725551128", new OutsideCaller("+19729859901", "FACETCORP"), patience: TimeSpan.FromSeconds(3));
        office.Carrier.Call("+19725551128", new OutsideCaller("+4930123456"), patience: TimeSpan.FromSeconds(3));
        office.Office.Run(1);
        Assert.Equal(
            ["arrived L1 \"FACETCORP\" 9729859901 9725551128", "offered 128", "arrived L2 \"\" 0114930123456 9725551128", "offered 128"],
            [.. office.Office.Facts.Of(1), .. office.Office.Facts.Of(2)]);
        office.AssertQuiet();
    }

    [Fact]
    [Requirement("N5")]
    public void Numbers_called_are_rewritten_for_each_gateway_alone_and_the_fact_keeps_what_was_dialled()
    {
        var office = new LineOffice(Rules);
        var phone = office.Office.Phone(128);
        office.Carrier.Script = _ => AnswerScript.Reject(503);
        office.Call(phone, "9(214) 844-1111");
        Assert.Equal(("+12148441111", "2148441111"), (office.Carrier.LastCall!.Dialled, office.Backup.LastCall!.Dialled));
        Assert.Equal(["placed L1 2148441111", "placed L11 2148441111"], office.Office.Facts.Words.Where(words => words.StartsWith("placed", StringComparison.Ordinal)));
        office.AssertQuiet();
    }

    [Fact]
    public void From_is_our_account_and_the_asserted_identity_the_number_the_user_is_called_by()
    {
        var office = new LineOffice(gateway => gateway with { Username = "acme", Password = "pass" });
        office.Call(office.Office.Phone(128), "92148441111");
        var invite = office.Carrier.LastCall!.Request!;
        Assert.Equal(("acme", "Ken Adams"), (invite.From!.Uri.User, invite.From.DisplayName));
        var asserted = Assert.Single(invite.AssertedIdentities);
        Assert.Equal(("Ken Adams", "9725551128", "192.0.2.9"), (asserted.DisplayName, asserted.Uri.User, asserted.Uri.Host));
        Assert.Empty(invite.Privacy);
        office.AssertQuiet();
    }

    [Fact]
    public void A_caller_who_is_sent_on_is_shown_himself()
    {
        var invite = SentOn(new OutsideCaller("9729859901", "FACETCORP"), gateway => gateway with { Username = "acme", Password = "pass" });
        Assert.Equal(("acme", "FACETCORP"), (invite.From!.Uri.User, invite.From.DisplayName));
        Assert.Equal("9729859901", Assert.Single(invite.AssertedIdentities).Uri.User);
    }

    [Theory]
    [InlineData("acme")]
    [InlineData(null)]
    public void A_caller_who_withheld_his_number_stays_withheld_when_he_is_sent_on(string? account)
    {
        var caller = new OutsideCaller("9729859901", "FACETCORP") { Privacy = "id" };
        var invite = SentOn(caller, gateway => gateway with { Username = account, Password = "pass" });
        Assert.Equal(("anonymous", "anonymous.invalid", "Anonymous"), (invite.From!.Uri.User, invite.From.Uri.Host, invite.From.DisplayName));
        Assert.Equal(["id"], invite.Privacy);
        Assert.Equal(account is null ? [] : [account], invite.AssertedIdentities.Select(identity => identity.Uri.User));
        var text = System.Text.Encoding.UTF8.GetString(SipWriter.ToArray(invite));
        Assert.DoesNotContain("9729859901", text, StringComparison.Ordinal);
        Assert.DoesNotContain("FACETCORP", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { VoiceCodec.Pcma }, "PCMA")]
    [InlineData(new[] { VoiceCodec.Pcma, VoiceCodec.Pcmu }, "PCMA PCMU")]
    [InlineData(new[] { VoiceCodec.G722, VoiceCodec.Pcma }, "PCMA")]
    [InlineData(new VoiceCodec[0], "PCMU PCMA")]
    public void A_gateway_is_offered_its_own_codecs_best_first(VoiceCodec[] codecs, string offered)
    {
        var office = new LineOffice(gateway => gateway with { Codecs = [.. codecs] });
        office.Call(office.Office.Phone(128), "92148441111");
        Assert.True(SdpBody.TryRead(office.Carrier.LastCall!.Request!, out var offer));
        var audio = AudioEndpoint.Of(offer!)!;
        Assert.Equal(offered, string.Join(' ', audio.Codecs.Where(codec => !codec.IsTelephoneEvent).Select(codec => codec.Name)));
        Assert.Contains(audio.Codecs, codec => codec.IsTelephoneEvent);
        office.AssertQuiet();
    }

    [Fact]
    public void One_that_leaves_the_offer_to_us_gets_the_same()
    {
        var office = new LineOffice(gateway => gateway with { Codecs = [VoiceCodec.Pcma] });
        office.Office.Phone(128, AnswerScript.Answer());
        var gateway = new ScriptedParty(office.Carrier.Equipment.Agent);
        gateway.Call("9725551128", offer: null);
        office.Office.Run(1);
        Assert.Equal(["PCMA", "telephone-event"], AudioEndpoint.Of(gateway.Heard!)!.Codecs.Select(codec => codec.Name));
        office.AssertQuiet();
    }

    [Fact]
    public void A_gateway_whose_codecs_the_caller_can_not_use_is_passed_over()
    {
        var office = new LineOffice(gateway => gateway with { Codecs = [VoiceCodec.G722] });
        office.Backup.Script = _ => AnswerScript.Answer();
        var call = office.Call(office.Office.Phone(128), "92148441111");
        Assert.Equal(PhoneCallState.Talking, call.State);
        Assert.Null(office.Carrier.LastCall);
        Assert.Equal(["carrier L1: it takes no codec of the caller's, elsewhere"], office.Journal.Words);
        office.AssertQuiet();
    }

    /// <summary>The INVITE that the backup gets for a call from the carrier whose user has his calls forwarded.</summary>
    private static SipRequest SentOn(OutsideCaller caller, Func<Gateway, Gateway> backup)
    {
        var office = new LineOffice(backup: backup, directory: data => data with { Routes = [new Route("*", new RouteTarget(RouteKind.Number, "82,2148441111"))] });
        office.Carrier.Call("9725551128", caller, patience: TimeSpan.FromSeconds(5));
        office.Office.Run(1);
        var invite = office.Backup.LastCall!.Request!;
        office.AssertQuiet();
        return invite;
    }
}
