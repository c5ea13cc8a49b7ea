using NetTapi.Loop;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Tests.Invites;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Agents;

/// <summary>Whether a peer is there, as a gateway is watched.</summary>
public class PingTests
{
    private readonly SimulatedLoop _loop = new(1);
    private readonly SimulatedNetwork _network;
    private readonly Peer _anna;
    private readonly Peer _ben;

    public PingTests()
    {
        _network = new SimulatedNetwork(_loop, NetworkManners.Good);
        _anna = new Peer(_loop, _network, "10.0.0.1:5060");
        _ben = new Peer(_loop, _network, "10.0.0.2:5060");
    }

    [Fact]
    public void A_peer_that_answers_is_up_and_says_what_it_can_do()
    {
        var wire = new WireLog(_network);
        var outcome = Ping(_ben.Uri);
        Assert.Equal((PingAnswer.Answered, 200, true), (outcome.Answer, outcome.Status, outcome.IsUp));
        Assert.Equal(TimeSpan.FromMilliseconds(2), outcome.RoundTrip);
        var answer = Assert.Single(wire.Responses(SipMethods.Options, 200));
        Assert.Equal(["100rel", "norefersub", "replaces", "timer"], answer.Supported.Order());
        Assert.Superset(new HashSet<string> { "INVITE", "ACK", "BYE", "CANCEL", "PRACK", "UPDATE", "REFER", "NOTIFY", "INFO", "OPTIONS" }, answer.Allow.ToHashSet());
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(501, true)]
    [InlineData(408, true)]
    [InlineData(503, false)]
    public void Any_answer_but_503_says_that_the_peer_is_up(int status, bool isUp)
    {
        _ben.Agent.Handle(SipMethods.Options, new Refuser(status));
        var outcome = Ping(_ben.Uri);
        Assert.Equal((PingAnswer.Answered, status, isUp), (outcome.Answer, outcome.Status, outcome.IsUp));
    }

    [Fact]
    public void A_peer_that_is_silent_times_out()
    {
        _network.Passes = static (_, _, _) => false;
        var outcome = Ping(_ben.Uri);
        Assert.Equal((PingAnswer.TimedOut, 408, false), (outcome.Answer, outcome.Status, outcome.IsUp));
        Assert.Equal(TimeSpan.FromSeconds(32), outcome.RoundTrip);
    }

    [Fact]
    public void A_name_that_is_not_found_is_unreachable()
    {
        var outcome = Ping(SipUri.Parse("sip:nowhere.example"));
        Assert.Equal((PingAnswer.Unreachable, 503, false), (outcome.Answer, outcome.Status, outcome.IsUp));
    }

    private PingOutcome Ping(SipUri target)
    {
        List<PingOutcome> outcomes = [];
        _loop.Post(() => _anna.Agent.Ping(target, new NameAddress(_anna.Uri), outcomes.Add));
        _loop.RunUntilIdle();
        _anna.IsIdle();
        return Assert.Single(outcomes);
    }

    private sealed class Refuser(int status) : IRequestHandler
    {
        public void OnRequest(IncomingRequest request) => request.Respond(SipResponse.For(request.Request, status, null, "x"));
    }
}
