using NetTapi.Loop;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>A carrier that challenges every request of a call, not only the INVITE (RFC 3261 22).</summary>
public class ChallengedRequestTests
{
    private readonly SimulatedLoop _loop = new(1);
    private readonly Peer _anna;
    private readonly Peer _carrier;
    private readonly List<SipRequest> _taken = [];

    public ChallengedRequestTests()
    {
        var network = new SimulatedNetwork(_loop, NetworkManners.Good);
        _anna = new Peer(_loop, network, "10.0.0.1:5060");
        _carrier = new Peer(_loop, network, "10.0.0.2:5060") { OnReferred = refer => refer.Accept() };
        _carrier.OnCall = invite => invite.Progress(183, null, _carrier.Answer(invite.Offer!), reliable: true);
        network.Passes = (_, _, data) => Passes(data);
    }

    [Fact]
    public void Each_is_sent_again_with_credentials()
    {
        Do(() => _anna.Agent.Invite(
            new InviteRequest { Target = _carrier.Uri, From = new NameAddress(_anna.Uri), Offer = _anna.Offer(), Credentials = new DigestCredentials("office", "secret") }, _anna));
        Do(_carrier.Accept);
        Do(() => _anna.Session!.Info("application/dtmf-relay", "Signal=1"u8.ToArray()));
        Do(() => _anna.Session!.Offer(_anna.Offer(4002), static _ => { }));
        Do(() => _anna.Session!.Offer(_anna.Offer(4004), static _ => { }, byUpdate: true));
        Do(() => _anna.Session!.Refer(new NameAddress(_carrier.Uri), _anna));
        Do(() => _anna.Session!.End());
        Assert.Equal(["INVITE", "PRACK", "INFO", "INVITE", "UPDATE", "REFER", "BYE"], _taken.Select(request => request.Method));
        Assert.Equal(_taken.Select(request => request.CSeq!.Number).Order(), _taken.Select(request => request.CSeq!.Number));
        Assert.Contains("transfer 100", _anna.Log);
        Assert.Equal("ended Bye", _carrier.Log[^1]);
        _loop.RunUntilIdle();
        _anna.IsIdle();
        _carrier.IsIdle();
    }

    /// <summary>Every second request of Anna's is challenged with a nonce of its own, as by a carrier whose nonces serve once.</summary>
    private bool Passes(ReadOnlyMemory<byte> data)
    {
        Assert.True(SipParser.TryParse(data, out var message, out _));
        if (message is not SipRequest request || request.TopVia!.Host != "10.0.0.1" || request.Is(SipMethods.Ack)) return true;
        var nonce = $"n{_taken.Count}";
        if (request.Headers.First(HeaderNames.ProxyAuthorization)?.Contains($"\"{nonce}\"", StringComparison.Ordinal) == true)
        {
            _taken.Add(request);
            return true;
        }

        var challenge = SipResponse.For(request, 407, null, "proxy").With(HeaderNames.ProxyAuthenticate, $"Digest realm=\"carrier\", nonce=\"{nonce}\", qop=\"auth\", algorithm=MD5, stale=true");
        _loop.Post(() => Deliver(challenge));
        return false;
    }

    private void Deliver(SipResponse response)
    {
        ISipReceiver receiver = _anna.Agent;
        receiver.OnMessage(new Flow(null!, null!, null!, 0), response);
    }

    private void Do(Action action)
    {
        _loop.Post(action);
        _loop.Run(TimeSpan.FromSeconds(1));
    }
}
