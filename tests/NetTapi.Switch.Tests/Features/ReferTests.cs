using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Tests.Features;

/// <summary>Transfers as phones ask for them: REFER, with and without Replaces (RFC 3515, RFC 3891).</summary>
public class ReferTests
{
    [Fact]
    public void A_party_is_sent_on_and_the_transferor_is_told_how_it_went()
    {
        var office = new Office();
        var (outside, phone) = Talking(office);
        var target = office.Phone(144, AnswerScript.Answer(after: TimeSpan.FromSeconds(3)));
        var news = Refer(office, phone.Session!, "144");
        office.Run(2);
        Assert.Equal([202, 100], news.Statuses);
        Assert.False(phone.IsOver);
        office.Run(3);
        Assert.Equal([202, 100, 200], news.Statuses);
        Assert.True(office.Talk(outside, target.LastCall!));
        office.Run(3);
        Assert.True(phone.IsOver);
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["left 128", "offered 144", "connected 144", "left L1", "left 144", "over"], office.Facts.Words[3..]);
    }

    [Fact]
    public void Where_nobody_answers_the_transferor_has_the_party_again()
    {
        var office = new Office();
        var (outside, phone) = Talking(office);
        office.Phone(144, AnswerScript.Reject(486));
        var news = Refer(office, phone.Session!, "144");
        office.Run(2);
        Assert.Equal([202, 100, 486], news.Statuses);
        Assert.Equal(PhoneCallState.Talking, outside.State);
        Assert.False(phone.IsOver);
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["left 128", "offered 144", "left 144", "connected 128", "left L1", "left 128", "over"], office.Facts.Words[3..]);
    }

    [Fact]
    public void A_transferor_who_has_hung_up_is_rung()
    {
        var office = new Office();
        var (outside, phone) = Talking(office);
        office.Phone(144, AnswerScript.Reject(486, after: TimeSpan.FromSeconds(3)));
        Refer(office, phone.Session!, "144");
        office.Run(1);
        phone.Session!.End();
        office.Run(4);
        Assert.Equal("9729859901", phone.Incoming!.Request.From!.Uri.UserText);
        phone.Accept(ScriptedParty.Audio("10.0.1.9", 4000, SdpCodec.Pcmu));
        office.Run(1);
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["left 128", "offered 144", "left 144", "offered 128", "connected 128", "left L1", "left 128", "over"], office.Facts.Words[3..]);
    }

    [Fact]
    public void A_phone_that_hangs_up_when_it_hears_that_its_transfer_failed_is_rung()
    {
        var office = new Office();
        var (outside, phone) = Talking(office);
        office.Phone(144, AnswerScript.Reject(486));
        var first = phone.Session!;
        var news = Refer(office, first, "144");
        office.Run(1);
        Assert.Equal([202, 100, 486], news.Statuses);
        first.End();
        office.Run(1);
        Assert.Equal(PhoneCallState.Talking, outside.State);
        phone.Accept(ScriptedParty.Audio("10.0.1.9", 4000, SdpCodec.Pcmu));
        office.Run(1);
        Assert.NotSame(first, phone.Session);
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(
            ["left 128", "offered 144", "left 144", "connected 128", "left 128", "offered 128", "connected 128", "left L1", "left 128", "over"],
            office.Facts.Words[3..]);
    }

    [Fact]
    public void A_caller_who_hangs_up_when_he_is_back_is_gone()
    {
        var office = new Office();
        var (outside, phone) = Talking(office);
        office.Phone(144, AnswerScript.Reject(486));
        Refer(office, phone.Session!, "144");
        office.Run(1);
        outside.HangUp();
        office.Run(1);
        Assert.True(phone.IsOver);
        office.AssertQuiet();
    }

    [Fact]
    public void Two_calls_of_one_phone_become_one_without_it()
    {
        var office = new Office();
        var (outside, phone) = Talking(office);
        var first = phone.Session!;
        var target = office.Phone(144, AnswerScript.Answer());
        phone.Call("144", ScriptedParty.Audio("10.0.1.9", 4002, SdpCodec.Pcmu), new DigestCredentials("128", "secret128"));
        office.Run(2);
        var second = phone.Session!;
        Assert.NotSame(first, second);

        var news = new News();
        office.Loop.Post(() => first.Refer(second, news));
        office.Run(1);
        Assert.Equal([202, 100, 200], news.Statuses);
        Assert.True(office.Talk(outside, target.LastCall!));
        office.Run(3);
        Assert.True(first.IsOver && second.IsOver);
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["left 128", "merged 2 into 1", "left L1", "left 144", "over"], office.Facts.Of(1)[3..]);
        Assert.Equal(["began 128", "offered 144", "connected 144", "left 128"], office.Facts.Of(2));
    }

    [Fact]
    public void A_phone_that_is_told_of_a_call_may_take_it_over()
    {
        var office = new Office();
        var (outside, phone) = Talking(office);
        var taker = TakeOver(office, phone);
        Assert.Equal(200, taker.Status);
        Assert.True(phone.IsOver);
        Assert.Equal(PhoneCallState.Talking, outside.State);
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(["left 128", "connected 144", "left L1", "left 144", "over"], office.Facts.Words[3..]);
    }

    [Theory]
    [InlineData(207, new[] { "connected 207", "left 107", "left L1", "left 207", "over" })]
    [InlineData(107, new[] { "left L1", "left 107", "over" })]
    public void A_user_who_takes_his_call_to_another_phone_of_his_own_never_leaves_it(int station, string[] facts)
    {
        var office = new Office();
        var phone = new ScriptedParty(office.Phone(107).Equipment.Agent);
        var outside = office.Carrier.Call("9725551107", new OutsideCaller("9729859901", "FACETCORP"));
        office.Run(1);
        phone.Accept(ScriptedParty.Audio("10.0.1.9", 4000, SdpCodec.Pcmu));
        office.Run(1);
        var taker = new ScriptedParty(office.Phone(station).Equipment.Agent);
        var dialog = phone.Session!.Dialog.Id;
        var told = office.Facts.Words.Length;
        taker.Call("107", ScriptedParty.Audio("10.0.1.9", 4004, SdpCodec.Pcmu), new DigestCredentials($"{station}", $"secret{station}"), new Replaces(dialog.CallId, dialog.RemoteTag, dialog.LocalTag));
        office.Run(2);
        Assert.Equal(200, taker.Status);
        Assert.True(phone.IsOver);
        outside.HangUp();
        office.AssertQuiet();
        Assert.Equal(facts, office.Facts.Words[told..]);
    }

    [Fact]
    public void A_call_that_still_rings_is_not_taken_over_and_nothing_breaks()
    {
        var office = new Office();
        var ringing = new ScriptedParty(office.Phone(128).Equipment.Agent);
        var tag = "";
        office.Network.Passes = (_, _, message) =>
        {
            if (SipParser.TryParse(message, out var parsed, out _) && parsed is SipResponse { Status: 180 } response && response.CallId == ringing.Incoming?.Request.CallId) tag = response.To!.Tag!;
            return true;
        };
        office.Carrier.Call("9725551128", new OutsideCaller("9729859901"), patience: TimeSpan.FromSeconds(5));
        office.Run(1);
        office.Loop.Post(() => ringing.Incoming!.Progress(180));
        office.Run(1);
        var invite = ringing.Incoming!.Request;
        var taker = new ScriptedParty(office.Phone(144).Equipment.Agent);
        taker.Call("128", ScriptedParty.Audio("10.0.1.9", 4004, SdpCodec.Pcmu), new DigestCredentials("144", "secret144"), new Replaces(invite.CallId!, invite.From!.Tag!, tag));
        office.Run(1);
        Assert.Equal(481, taker.Status);
        office.AssertQuiet();
    }

    [Fact]
    public void Who_takes_over_a_phones_place_with_the_attendant_or_in_a_park_place_is_kept_there()
    {
        var script = new Script { Name = "day", Number = "510", Menu = [new MenuChoice('1', new RouteTarget(RouteKind.User, "107"))] };
        var office = FeatureOffice.With(data => data with { Scripts = [script] });
        var target = office.Phone(107, AnswerScript.Answer());
        var phone = new ScriptedParty(office.Phone(128).Equipment.Agent);
        phone.Call("510", ScriptedParty.Audio("10.0.1.9", 4000, SdpCodec.Pcmu), new DigestCredentials("128", "secret128"));
        office.Run(1);
        var taker = TakeOver(office, phone);
        Assert.True(phone.IsOver);
        office.Loop.Post(() => taker.Session!.Info("application/dtmf-relay", "Signal=1"u8.ToArray()));
        office.Run(1);
        Assert.Equal(PhoneCallState.Talking, target.LastCall!.State);

        office.Press(target.LastCall, "*70#");
        Assert.Equal(1, office.Switch.Figures.Parked);
        var last = TakeOver(office, taker, 207);
        Assert.True(taker.IsOver);
        Assert.Equal(200, last.Status);
        office.Run(5);
        Assert.False(last.IsOver);
        Assert.Equal(1, office.Switch.Figures.Parked);
        var call = target.Call("701");
        office.Run(1);
        Assert.Equal(PhoneCallState.Talking, call.State);
        Assert.Equal(0, office.Switch.Figures.Parked);
        call.HangUp();
        office.AssertQuiet();
    }

    [Fact]
    public void Nobody_outside_makes_the_switch_dial()
    {
        var office = new Office();
        office.Phone(128, AnswerScript.Answer());
        office.Phone(144);
        var carrier = new ScriptedParty(office.Carrier.Equipment.Agent);
        carrier.Call("9725551128", ScriptedParty.Audio("192.0.2.9", 4000, SdpCodec.Pcmu));
        office.Run(2);
        var news = Refer(office, carrier.Session!, "144");
        office.Run(1);
        Assert.Equal([603], news.Statuses);
        carrier.Session!.End();
        office.AssertQuiet();
        Assert.DoesNotContain("offered 144", office.Facts.Words);
    }

    [Theory]
    [InlineData("333", 404)]
    [InlineData("97255", 202)]
    public void A_target_is_what_the_phone_could_dial_itself(string dialled, int status)
    {
        var office = new Office();
        var (outside, phone) = Talking(office);
        var news = Refer(office, phone.Session!, dialled);
        office.Run(1);
        Assert.Equal(status, news.Statuses[0]);
        outside.HangUp();
        office.AssertQuiet();
    }

    private static (PhoneCall Outside, ScriptedParty Phone) Talking(Office office)
    {
        var phone = new ScriptedParty(office.Phone(128).Equipment.Agent);
        var outside = office.Carrier.Call("9725551128", new OutsideCaller("9729859901", "FACETCORP"));
        office.Run(1);
        phone.Accept(ScriptedParty.Audio("10.0.1.9", 4000, SdpCodec.Pcmu));
        office.Run(1);
        return (outside, phone);
    }

    private static ScriptedParty TakeOver(Office office, ScriptedParty phone, int station = 144)
    {
        var taker = new ScriptedParty(office.Phone(station).Equipment.Agent);
        var dialog = phone.Session!.Dialog.Id;
        var target = new Replaces(dialog.CallId, dialog.RemoteTag, dialog.LocalTag);
        taker.Call("128", ScriptedParty.Audio("10.0.1.9", 4000 + station, SdpCodec.Pcmu), new DigestCredentials($"{station}", $"secret{station}"), target);
        office.Run(1);
        return taker;
    }

    private static News Refer(Office office, InviteSession session, string target)
    {
        var news = new News();
        office.Loop.Post(() => session.Refer(new NameAddress(SipUri.Sip(target, Office.ServerAddress)), news));
        return news;
    }

    private sealed class News : IReferEvents
    {
        public List<int> Statuses { get; } = [];

        public void OnAccepted() => Statuses.Add(202);

        public void OnRefused(int status, string reason) => Statuses.Add(status);

        public void OnProgress(int status, string reason) => Statuses.Add(status);

        public void OnCompleted(int status, string reason) => Statuses.Add(status);
    }
}
