using NetTapi.Loop;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>Calls to a peer that wants to know who calls (RFC 3261 22).</summary>
public class CredentialTests
{
    private readonly SimulatedLoop _loop = new(1);
    private readonly Peer _anna;
    private readonly Peer _carrier;
    private readonly List<SipRequest> _invites = [];

    public CredentialTests()
    {
        var network = new SimulatedNetwork(_loop, NetworkManners.Good);
        _anna = new Peer(_loop, network, "10.0.0.1:5060");
        _carrier = new Peer(_loop, network, "10.0.0.2:5060");
    }

    [Theory]
    [InlineData(401, HeaderNames.WwwAuthenticate, HeaderNames.Authorization)]
    [InlineData(407, HeaderNames.ProxyAuthenticate, HeaderNames.ProxyAuthorization)]
    public void A_challenge_is_answered_and_the_call_goes_through(int status, string challenge, string answer)
    {
        Challenge(status, challenge, answer);
        Call(new DigestCredentials("office", "secret"));
        _loop.Run(TimeSpan.FromSeconds(5));
        Assert.Equal(["answered"], _anna.Log);
        Assert.Equal(2, _invites.Count);
        Assert.Equal(_invites[0].CSeq!.Number + 1, _invites[1].CSeq!.Number);
        Assert.Equal(_invites[0].CallId, _invites[1].CallId);
        Assert.NotEqual(_invites[0].TopVia!.Branch, _invites[1].TopVia!.Branch);
        _loop.Post(() => _anna.Session!.End());
        _loop.RunUntilIdle();
        _anna.IsIdle();
        _carrier.IsIdle();
    }

    [Fact]
    public void Without_credentials_the_refusal_stands()
    {
        Challenge(401, HeaderNames.WwwAuthenticate, HeaderNames.Authorization);
        Call(null);
        _loop.RunUntilIdle();
        Assert.Equal(["failed 401"], _anna.Log);
    }

    [Fact]
    public void A_wrong_password_is_tried_once()
    {
        _carrier.OnCall = invite =>
        {
            _invites.Add(invite.Request);
            invite.Reject(401, null, new SipHeader(HeaderNames.WwwAuthenticate, "Digest realm=\"carrier\", nonce=\"n\", algorithm=MD5"));
        };
        Call(new DigestCredentials("office", "wrong"));
        _loop.RunUntilIdle();
        Assert.Equal(["failed 401"], _anna.Log);
        Assert.Equal(2, _invites.Count);
        _anna.IsIdle();
        _carrier.IsIdle();
    }

    private void Challenge(int status, string challenge, string answer) => _carrier.OnCall = invite =>
    {
        _invites.Add(invite.Request);
        if (invite.Request.Headers.Contains(answer)) invite.Accept(_carrier.Answer(invite.Offer!), _carrier);
        else invite.Reject(status, null, new SipHeader(challenge, "Digest realm=\"carrier\", nonce=\"n\", qop=\"auth\", algorithm=MD5"));
    };

    private void Call(DigestCredentials? credentials) => _loop.Post(() => _anna.Agent.Invite(
        new InviteRequest { Target = _carrier.Uri, From = new NameAddress(_anna.Uri), Offer = _anna.Offer(), Credentials = credentials }, _anna));
}
