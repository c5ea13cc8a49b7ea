using System.Net;
using NetTapi.Loop;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>A connection that fails in the middle of a call: it was only the way.</summary>
public class LostConnectionTests
{
    private readonly SimulatedLoop _loop = new(1);
    private readonly SimulatedNetwork _network;
    private readonly WireLog _wire;
    private readonly Peer _phone;
    private readonly Peer _server;
    private Flow? _flow;

    public LostConnectionTests()
    {
        _network = new SimulatedNetwork(_loop, NetworkManners.Good);
        _wire = new WireLog(_network);
        _phone = new Peer(_loop, _network, "10.0.0.1:5060", TransportProtocol.Tcp, TransportProtocol.Udp);
        _server = new Peer(_loop, _network, "10.0.0.2:5060", TransportProtocol.Tcp, TransportProtocol.Udp);
        _server.OnCall = invite =>
        {
            invite.StaysOnFlow = true;
            _flow = invite.Flow;
            _server.Accept();
        };
    }

    [Fact]
    public void A_call_whose_connection_breaks_goes_on_and_is_hung_up_by_the_phone()
    {
        Call("tcp");
        Break();
        Run(10);
        Assert.NotNull(_server.Session);
        _loop.Post(() => _phone.Session!.End());
        Idle();
        Assert.Equal(["invited", "ended Bye"], _server.Log);
    }

    [Fact]
    public void A_phone_that_is_there_keeps_its_call()
    {
        Call("tcp");
        Break();
        Run(60);
        Assert.Single(_wire.Responses(SipMethods.Options, 200));
        Assert.NotNull(_server.Session);
        _loop.Post(() => _server.Session!.End());
        Idle();
        Assert.Equal("ended Bye", _phone.Log[^1]);
    }

    [Fact]
    public void A_phone_that_does_not_come_again_has_lost_its_call()
    {
        Call("tcp");
        Break();
        _network.Detach(IPEndPoint.Parse("10.0.0.1:5060"));
        Run(31);
        Assert.NotNull(_server.Session);
        Run(10);
        Assert.Equal(["invited", "ended Lost"], _server.Log);
    }

    [Fact]
    public void A_phone_that_registers_by_another_connection_has_its_calls_there()
    {
        Call("tcp");
        Break();
        var other = _flow! with { Connection = -2 };
        _loop.Post(() => _server.Agent.Registered(_server.Session!.Dialog.RemoteTarget, other));
        Run(1);
        Assert.Equal(other, _server.Session!.Dialog.Flow);
        _loop.Post(() => _server.Session!.End());
        Idle();
    }

    [Fact]
    public void Requests_go_where_the_phone_was_heard_last()
    {
        Call("udp");
        _wire.Loses = static message => message is SipRequest { Method: SipMethods.Info };
        _loop.Post(() => _phone.Session!.Info("text/plain", default));
        Run(0.1);
        var request = _wire.Requests(SipMethods.Info).First();
        _loop.Post(() => ((ISipReceiver)_server.Agent).OnMessage(_flow! with { Remote = IPEndPoint.Parse("10.0.0.1:6060") }, request.With(HeaderNames.Via, "SIP/2.0/UDP 10.0.0.1:5060;rport;branch=z9hG4bKnew")));
        Run(1);
        Assert.Equal(6060, _server.Session!.Dialog.Flow!.Remote.Port);
    }

    [Fact]
    public void A_datagram_that_could_not_be_sent_ends_no_call_and_no_registration()
    {
        Call("udp");
        List<Flow> failed = [];
        _server.Agent.FlowFailed = failed.Add;
        Break();
        Run(40);
        Assert.Empty(failed);
        Assert.NotNull(_server.Session);
        _loop.Post(() => _phone.Session!.End());
        Idle();
    }

    private void Call(string transport)
    {
        var target = _server.Uri with { Parameters = SipParameters.Empty.With("transport", transport) };
        _loop.Post(() => _phone.Agent.Invite(new() { Target = target, From = new NameAddress(_phone.Uri), Offer = _phone.Offer() }, _phone));
        Run(1);
        Assert.NotNull(_server.Session);
    }

    private void Break() => _loop.Post(() => ((ISipReceiver)_server.Agent).OnFlowFailed(_flow!));

    private void Run(double seconds) => _loop.Run(TimeSpan.FromSeconds(seconds));

    private void Idle()
    {
        _loop.RunUntilIdle();
        _phone.IsIdle();
        _server.IsIdle();
        Assert.Equal(0, _loop.PendingTimers);
    }
}
