using System.Net;
using System.Text;
using NetTapi.Loop;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>A name with two servers behind it, one of which is out of order (RFC 3263 4.3).</summary>
public class FailoverTests
{
    private static readonly SipUri Carrier = SipUri.Parse("sip:9725551128@carrier.example");

    private readonly SimulatedLoop _loop = new(1);
    private readonly SimulatedNetwork _network;
    private readonly WireLog _wire;
    private readonly Peer _caller;
    private readonly Peer _first;
    private readonly Peer _second;

    public FailoverTests()
    {
        _network = new SimulatedNetwork(_loop, NetworkManners.Good);
        _wire = new WireLog(_network);
        _caller = new Peer(_loop, _network, "10.0.0.9:5060", TransportProtocol.Udp, TransportProtocol.Tcp);
        _first = new Peer(_loop, _network, "10.0.0.1:5060");
        _second = new Peer(_loop, _network, "10.0.0.2:5060");
        _caller.Resolver.Name("carrier.example", IPEndPoint.Parse("10.0.0.1:5060"), IPEndPoint.Parse("10.0.0.2:5060"));
        _second.OnCall = _ => _second.Accept();
    }

    [Fact]
    public void A_call_does_not_wait_half_a_minute_for_a_server_that_is_dead_and_the_next_call_not_at_all()
    {
        _network.Detach(IPEndPoint.Parse("10.0.0.1:5060"));
        Call();
        Run(2.9);
        Assert.Empty(_caller.Log);
        Run(0.2);
        Assert.Equal(["answered"], _caller.Log);
        HangUp();
        Call();
        Run(0.1);
        Assert.Equal("answered", _caller.Log[^1]);
        HangUp();
    }

    [Fact]
    public void A_dead_server_is_tried_first_again_after_a_while()
    {
        _network.Detach(IPEndPoint.Parse("10.0.0.1:5060"));
        Assert.Equal(200, Ping());
        Assert.Equal(200, Ping());
        Assert.Equal(3, Sent("10.0.0.1"));
        Run(301);
        Assert.Equal(200, Ping());
        Assert.Equal(6, Sent("10.0.0.1"));
    }

    [Fact]
    public void A_watched_gateway_whose_first_server_is_dead_answers_in_time_by_the_second()
    {
        _network.Detach(IPEndPoint.Parse("10.0.0.1:5060"));
        List<PingOutcome> outcomes = [];
        _loop.Post(() => _caller.Agent.Ping(Carrier, new NameAddress(_caller.Uri), outcomes.Add));
        Run(3.5);
        Assert.Equal(200, Assert.Single(outcomes).Status);
    }

    [Fact]
    public void A_server_out_of_service_sends_the_call_to_the_other()
    {
        _first.OnCall = static invite => invite.Reject(503);
        Call();
        Run(0.1);
        Assert.Equal(["answered"], _caller.Log);
        HangUp();
    }

    [Fact]
    public void A_call_that_has_rung_rings_nowhere_else()
    {
        _first.OnCall = invite =>
        {
            invite.Progress(180);
            _loop.Schedule(TimeSpan.FromSeconds(1), () => invite.Reject(503));
        };
        Call();
        Run(5);
        Assert.Equal(["progress 180", "failed 503"], _caller.Log);
        Assert.Empty(_second.Log);
        Idle();
    }

    [Theory]
    [InlineData(180, "CANCEL")]
    [InlineData(200, "BYE")]
    public void A_server_that_wakes_up_late_is_sent_home(int status, string how)
    {
        _first.OnCall = invite =>
        {
            if (status == 200) _first.Accept();
            else invite.Progress(status);
        };
        // Slow: what the first server says, its 100 too, is lost until then.
        _wire.Loses = message => message is SipResponse && _loop.Now.Monotonic < TimeSpan.FromSeconds(3.2) && message.TopVia!.Branch == FirstBranch();
        Call();
        Run(8);
        Assert.Equal(["answered"], _caller.Log);
        Assert.Equal(how == "CANCEL" ? "cancelled" : "ended Bye", _first.Log[^1]);
        HangUp();
    }

    [Fact]
    public void Who_gives_up_while_the_first_server_is_silent_calls_at_no_other()
    {
        _network.Detach(IPEndPoint.Parse("10.0.0.1:5060"));
        var call = Call();
        Run(1);
        _loop.Post(() => call().Cancel());
        Idle();
        Assert.Equal(["failed 487"], _caller.Log);
        Assert.Empty(_second.Log);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(";transport=udp", false)]
    public void A_long_request_goes_by_TCP_first_unless_the_address_says_UDP(string transport, bool isFirst)
    {
        List<string> protocols = [];
        _network.Attach(IPEndPoint.Parse("10.0.0.3:5060"));
        _network.Passes = (_, _, message) =>
        {
            protocols.Add(Encoding.ASCII.GetString(message.Span).Split("Via: SIP/2.0/")[1][..3]);
            return true;
        };
        _loop.Post(() => _caller.Agent.Invite(new() { Target = SipUri.Parse($"sip:1@10.0.0.3{transport}"), From = new NameAddress(new string('x', 1200), _caller.Uri) }, _caller));
        Run(0.1);
        Assert.Equal(isFirst ? ["TCP", "UDP"] : ["UDP"], protocols);
        _loop.RunUntilIdle();
    }

    [Fact]
    public void A_strict_router_gets_the_request_itself()
    {
        _loop.Post(() => _caller.Agent.Request(
            new SipRequest(SipMethods.Message, SipUri.Parse("sip:10.0.0.1:5060"), SipFragments()),
            static _ => { }));
        Run(0.1);
        Assert.Equal(1, Sent("10.0.0.1"));
        _loop.RunUntilIdle();

        static HeaderList SipFragments() => new(
            new SipHeader(HeaderNames.Route, "<sip:ben@10.0.0.2:5060>"),
            new SipHeader(HeaderNames.From, "<sip:a@b>;tag=1"),
            new SipHeader(HeaderNames.To, "<sip:a@b>"),
            new SipHeader(HeaderNames.CallId, "x"),
            new SipHeader(HeaderNames.CSeq, "1 MESSAGE"),
            new SipHeader(HeaderNames.MaxForwards, "70"));
    }

    private int Sent(string address) => _wire.SentTo(address);

    private string? FirstBranch() => _wire.Requests(SipMethods.Invite).First().TopVia!.Branch;

    private int Ping()
    {
        List<PingOutcome> outcomes = [];
        _loop.Post(() => _caller.Agent.Ping(Carrier, new NameAddress(_caller.Uri), outcomes.Add));
        Run(10);
        return Assert.Single(outcomes).Status;
    }

    private Func<Sip.Invites.OutgoingInvite> Call()
    {
        Sip.Invites.OutgoingInvite? call = null;
        _loop.Post(() => call = _caller.Agent.Invite(new() { Target = Carrier, From = new NameAddress(_caller.Uri), Offer = _caller.Offer() }, _caller));
        return () => call!;
    }

    private void Run(double seconds) => _loop.Run(TimeSpan.FromSeconds(seconds));

    private void HangUp()
    {
        _loop.Post(() => _caller.Session!.End());
        Idle();
    }

    private void Idle()
    {
        _loop.RunUntilIdle();
        _caller.IsIdle();
        _first.IsIdle();
        _second.IsIdle();
        Assert.Equal(0, _loop.PendingTimers);
    }
}
