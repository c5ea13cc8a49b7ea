using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>Taking the place of a call (RFC 3891), and attended transfers by it (RFC 5589).</summary>
public class ReplacesTests : CallOfTwo
{
    private readonly Peer _carol;

    public ReplacesTests() => _carol = new Peer(Loop, Network, "10.0.0.3:5060");

    [Theory]
    [InlineData("98732@sip.example.com;from-tag=r33th4x0r;to-tag=ff87ff", "ff87ff", "r33th4x0r", false)]
    [InlineData("a@b ; to-tag=7743;from-tag=6472;early-only", "7743", "6472", true)]
    public void The_header_is_read_and_written(string text, string to, string from, bool early)
    {
        Assert.True(Replaces.TryParse(text, out var replaces));
        Assert.Equal((to, from, early), (replaces.Value.ToTag, replaces.Value.FromTag, replaces.Value.EarlyOnly));
        Assert.True(Replaces.TryParse(replaces.ToString(), out var again));
        Assert.Equal(replaces, again);
        var uri = SipUri.Parse(replaces.Value.AddTo(SipUri.Parse("sip:carol@10.0.0.3;transport=udp")).ToString());
        Assert.Equal(replaces, Replaces.Of(uri));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a@b")]
    [InlineData("a@b;to-tag=1")]
    [InlineData(";to-tag=1;from-tag=2")]
    public void What_names_no_dialog_is_not_read(string text) => Assert.False(Replaces.TryParse(text, out _));

    [Fact]
    public void The_phrase_in_a_URI_is_escaped_and_found_among_others()
    {
        var uri = SipUri.Parse("sip:carol@10.0.0.3?Subject=hi&replaces=12345%40192.0.2.1%3Bto-tag%3D1%3Bfrom-tag%3D2");
        Assert.Equal(new Replaces("12345@192.0.2.1", "1", "2"), Replaces.Of(uri));
    }

    [Fact]
    public void An_answered_call_is_found_and_replaced()
    {
        Call();
        var id = Ben.Session!.Dialog.Id;
        var old = Ben.Session;
        ReplacedDialog found = default;
        Ben.OnCall = invite =>
        {
            found = Ben.Agent.FindReplaced(invite.Replaces!.Value);
            Ben.Accept();
            found.Session!.End();
        };
        Replace(new Replaces(id.CallId, id.LocalTag, id.RemoteTag));
        Assert.Same(old, found.Session);
        Assert.Equal("ended Bye", Anna.Log[^1]);
        Assert.Equal(["answered"], _carol.Log);
        Do(() => _carol.Session!.End());
        AllIdle();
    }

    [Fact]
    public void An_answered_call_is_not_replaced_where_only_an_early_one_was_meant()
    {
        Call();
        var id = Ben.Session!.Dialog.Id;
        Assert.Equal(486, Find(Ben, id.CallId, id.LocalTag, id.RemoteTag, true).Status);
        Assert.Equal(481, Find(Ben, id.CallId, id.LocalTag, "other").Status);
        // Tags are those of the end that is asked.
        Assert.Equal(481, Find(Ben, id.CallId, id.RemoteTag, id.LocalTag).Status);
        HangUp();
    }

    [Fact]
    public void A_call_that_rings_is_replaced_only_by_who_made_it()
    {
        Ben.OnCall = invite => invite.Progress(180);
        var call = Call();
        var id = Anna.Early[0].Dialog.Id;
        Assert.Same(call, Find(Anna, id.CallId, id.LocalTag, id.RemoteTag, true).Ringing);
        Assert.Equal(481, Find(Ben, id.CallId, id.RemoteTag, id.LocalTag).Status);
        Do(() => call!.Cancel());
        Assert.Equal(481, Find(Anna, id.CallId, id.LocalTag, id.RemoteTag).Status);
        AllIdle();
    }

    [Fact]
    public void A_call_that_is_over_is_declined_while_its_dialog_is_still_there()
    {
        Call();
        var id = Ben.Session!.Dialog.Id;
        Ben.OnReferred = refer => refer.Accept();
        Do(() => Anna.Session!.Refer(new NameAddress(_carol.Uri), Anna));
        Do(() => Anna.Session!.End());
        Assert.Equal(603, Find(Ben, id.CallId, id.LocalTag, id.RemoteTag).Status);
        AllIdle();
    }

    [Theory]
    [InlineData("a@b;to-tag=1")]
    [InlineData("a@b;to-tag=1;from-tag=2|c@d;to-tag=1;from-tag=2")]
    public void An_INVITE_that_names_no_one_call_is_bad(string values)
    {
        Do(() => _carol.Agent.Invite(
            new InviteRequest
            {
                Target = Ben.Uri,
                From = new NameAddress(_carol.Uri),
                Offer = _carol.Offer(),
                Headers = [.. values.Split('|').Select(value => new SipHeader(HeaderNames.Replaces, value))],
            },
            _carol));
        Assert.Equal(["failed 400"], _carol.Log);
        Assert.Empty(Ben.Log);
        AllIdle();
    }

    [Fact]
    public void An_attended_transfer_joins_the_two_others()
    {
        // Anna talks to Ben and to Carol, and refers Ben to Carol in her own place.
        Call();
        var withBen = Anna.Session!;
        _carol.OnCall = _ => _carol.Accept();
        Do(() => Anna.Call(_carol, Anna.Offer()));
        var withCarol = Anna.Session!;
        _carol.OnCall = invite =>
        {
            var replaced = _carol.Agent.FindReplaced(invite.Replaces!.Value).Session!;
            _carol.Accept();
            replaced.End();
        };
        Ben.OnReferred = refer =>
        {
            refer.Accept();
            Assert.NotNull(refer.Replaces);
            Ben.Agent.Invite(
                new InviteRequest { Target = refer.ReferTo.Uri with { Headers = null }, From = new NameAddress(Ben.Uri), Offer = Ben.Offer(), Replaces = refer.Replaces }, Ben);
            refer.Notify(200);
        };
        Do(() => withBen.Refer(withCarol, Anna));
        Assert.Equal(["answered", "answered", "accepted", "transfer 100", "ended Bye", "transferred 200"], Anna.Log);
        Assert.Equal("answered", Ben.Log[^1]);
        var joined = Ben.Session!;
        Do(() => withBen.End());
        Do(() => joined.End());
        Assert.Equal("ended Bye", _carol.Log[^1]);
        AllIdle();
    }

    private static ReplacedDialog Find(Peer peer, string callId, string to, string from, bool early = false) => peer.Agent.FindReplaced(new Replaces(callId, to, from, early));

    private void Replace(Replaces replaces) => Do(() => _carol.Agent.Invite(
        new InviteRequest { Target = Ben.Uri, From = new NameAddress(_carol.Uri), Offer = _carol.Offer(), Replaces = replaces }, _carol));

    private void AllIdle()
    {
        Idle();
        _carol.IsIdle();
    }
}
