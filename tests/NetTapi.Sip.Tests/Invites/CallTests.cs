using NetTapi.Loop;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transport;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>Whole calls between two user agents on a simulated network.</summary>
public class CallTests
{
    private readonly SimulatedLoop _loop = new(1);
    private readonly SimulatedNetwork _network;
    private readonly Peer _anna;
    private readonly Peer _ben;

    public CallTests()
    {
        _network = new SimulatedNetwork(_loop, NetworkManners.Good);
        _anna = new Peer(_loop, _network, "10.0.0.1:5060");
        _ben = new Peer(_loop, _network, "10.0.0.2:5060");
    }

    [Fact]
    public void A_call_is_answered_and_hung_up_by_the_caller()
    {
        _ben.OnCall = invite =>
        {
            invite.Progress(180);
            _loop.Schedule(TimeSpan.FromSeconds(3), _ben.Accept);
        };
        Do(() => _anna.Call(_ben, _anna.Offer()));
        _loop.Run(TimeSpan.FromSeconds(10));
        Assert.Equal(["progress 180", "answered"], _anna.Log);
        Assert.Equal(5000, _anna.Session!.Remote!.Audio!.Port);
        Do(() => _anna.Session!.End());
        _loop.RunUntilIdle();
        Assert.Equal(["invited", "ended Bye"], _ben.Log);
        Idle();
    }

    [Fact]
    public void A_call_is_hung_up_by_the_callee()
    {
        _ben.OnCall = _ => _ben.Accept();
        Do(() => _anna.Call(_ben, _anna.Offer()));
        _loop.Run(TimeSpan.FromSeconds(1));
        Do(() => _ben.Session!.End());
        _loop.RunUntilIdle();
        Assert.Equal(["answered", "ended Bye"], _anna.Log);
        Idle();
    }

    [Fact]
    public void Early_media_is_shown_before_the_answer()
    {
        _ben.OnCall = invite =>
        {
            invite.Progress(183, null, _ben.Answer(invite.Offer!));
            _loop.Schedule(TimeSpan.FromSeconds(1), _ben.Accept);
        };
        Do(() => _anna.Call(_ben, _anna.Offer()));
        _loop.Run(TimeSpan.FromSeconds(5));
        Assert.Equal(["early media 183", "answered"], _anna.Log);
        Do(() => _anna.Session!.End());
        _loop.RunUntilIdle();
        Idle();
    }

    [Fact]
    public void A_caller_gives_up_while_it_rings()
    {
        _ben.OnCall = invite => invite.Progress(180);
        OutgoingInvite? call = null;
        Do(() => call = _anna.Call(_ben, _anna.Offer()));
        _loop.Run(TimeSpan.FromSeconds(2));
        Do(() => call!.Cancel());
        _loop.RunUntilIdle();
        Assert.Equal(["progress 180", "failed 487"], _anna.Log);
        Assert.Equal(["invited", "cancelled"], _ben.Log);
        Idle();
    }

    [Fact]
    public void An_answer_that_crosses_the_CANCEL_is_hung_up()
    {
        _ben.OnCall = invite =>
        {
            invite.Progress(180);
            _loop.Schedule(TimeSpan.FromSeconds(2), _ben.Accept);
        };
        OutgoingInvite? call = null;
        Do(() => call = _anna.Call(_ben, _anna.Offer()));
        _loop.Run(TimeSpan.FromMilliseconds(2001));
        // The answer is on the wire now, and so is the CANCEL.
        Do(() => call!.Cancel());
        _loop.RunUntilIdle();
        Assert.Equal(["progress 180", "failed 487"], _anna.Log);
        Assert.Equal(["invited", "ended Bye"], _ben.Log);
        Idle();
    }

    [Theory]
    [InlineData(486)]
    [InlineData(603)]
    public void A_refusal_is_told_with_its_status(int status)
    {
        _ben.OnCall = invite => invite.Reject(status);
        Do(() => _anna.Call(_ben, _anna.Offer()));
        _loop.RunUntilIdle();
        Assert.Equal([$"failed {status}"], _anna.Log);
        Idle();
    }

    [Fact]
    public void A_peer_that_is_not_there_is_a_timeout()
    {
        _network.Detach(new(System.Net.IPAddress.Parse("10.0.0.2"), 5060));
        Do(() => _anna.Call(_ben, _anna.Offer()));
        _loop.RunUntilIdle();
        Assert.Equal(["failed 408"], _anna.Log);
        _anna.IsIdle();
    }

    [Fact]
    public void A_handler_that_throws_ends_its_own_call_with_500()
    {
        _ben.OnCall = _ => throw new InvalidDataException("broken");
        Do(() => _anna.Call(_ben, _anna.Offer()));
        _loop.RunUntilIdle();
        Assert.Equal(["failed 500"], _anna.Log);
        Assert.IsType<InvalidDataException>(Assert.Single(_ben.Faults));
    }

    [Fact]
    public void Without_an_offer_the_callee_makes_one_and_the_answer_comes_with_the_ACK()
    {
        _ben.OnCall = _ => _ben.Accept();
        Do(() => _anna.Call(_ben, null));
        _loop.Run(TimeSpan.FromSeconds(1));
        Assert.Null(_ben.Incoming!.Offer);
        Assert.Equal(["answered", "offer"], _anna.Log);
        Assert.Equal(["invited", "answer in ACK"], _ben.Log);
        HangUp();
    }

    [Fact]
    public void A_change_is_offered_and_answered_both_ways()
    {
        Connect();
        List<OfferOutcome> outcomes = [];
        Do(() => _anna.Session!.Offer(_anna.Offer(4002), outcomes.Add));
        _loop.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(4002, _ben.Session!.Remote!.Audio!.Port);
        Do(() => _ben.Session!.Offer(_ben.Offer(5002), outcomes.Add));
        _loop.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(5002, _anna.Session!.Remote!.Audio!.Port);
        Assert.Equal([OfferOutcome.Answered, OfferOutcome.Answered], outcomes);
        HangUp();
    }

    [Fact]
    public void A_refused_change_leaves_everything_as_it_was()
    {
        Connect();
        _ben.OnReoffer = static _ => null;
        var before = _anna.Session!.Remote;
        OfferOutcome? outcome = null;
        Do(() => _anna.Session!.Offer(_anna.Offer(4002), became => outcome = became));
        _loop.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(OfferOutcome.Refused, outcome);
        Assert.Equal(before, _anna.Session!.Remote);
        HangUp();
    }

    [Fact]
    public void Offers_that_cross_are_both_answered_in_the_end()
    {
        Connect();
        List<OfferOutcome> outcomes = [];
        Do(() =>
        {
            _anna.Session!.Offer(_anna.Offer(4002), outcomes.Add);
            _ben.Session!.Offer(_ben.Offer(5002), outcomes.Add);
        });
        _loop.Run(TimeSpan.FromSeconds(10));
        Assert.Equal([OfferOutcome.Answered, OfferOutcome.Answered], outcomes);
        HangUp();
    }

    [Fact]
    public void A_lost_ACK_ends_the_call_after_the_answer_was_repeated_in_vain()
    {
        _network.Passes = (_, _, message) => !message.Span.StartsWith("ACK"u8);
        _ben.OnCall = _ => _ben.Accept();
        Do(() => _anna.Call(_ben, _anna.Offer()));
        _loop.RunUntilIdle();
        Assert.Equal(["invited", "ended NoAck"], _ben.Log);
        Assert.Equal(["answered", "ended Bye"], _anna.Log);
        Idle();
    }

    [Fact]
    public void A_long_request_goes_by_TCP_where_the_peer_has_it()
    {
        var long1 = new Peer(_loop, _network, "10.0.0.3:5060", TransportProtocol.Udp, TransportProtocol.Tcp);
        var long2 = new Peer(_loop, _network, "10.0.0.4:5060", TransportProtocol.Udp, TransportProtocol.Tcp);
        long2.OnCall = _ => long2.Accept();
        Do(() => long1.Agent.Invite(
            new InviteRequest
            {
                Target = long2.Uri,
                From = new NameAddress(long1.Uri),
                Offer = long1.Offer(),
                Headers = [new SipHeader("X-Long", new string('x', 1500))],
            },
            long1));
        _loop.Run(TimeSpan.FromSeconds(1));
        Assert.Equal("TCP", long2.Incoming!.Request.TopVia!.Transport);
        Do(() => long1.Session!.End());
        _loop.RunUntilIdle();
        long1.IsIdle();
        long2.IsIdle();
    }

    [Fact]
    public void A_long_request_falls_back_to_UDP_where_the_peer_has_no_TCP()
    {
        var caller = new Peer(_loop, _network, "10.0.0.3:5060", TransportProtocol.Udp, TransportProtocol.Tcp);
        _ben.OnCall = _ => _ben.Accept();
        Do(() => caller.Agent.Invite(
            new InviteRequest
            {
                Target = _ben.Uri,
                From = new NameAddress(caller.Uri),
                Offer = caller.Offer(),
                Headers = [new SipHeader("X-Long", new string('x', 1500))],
            },
            caller));
        _loop.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(["answered"], caller.Log);
        Do(() => caller.Session!.End());
        _loop.RunUntilIdle();
        Idle();
    }

    private void Connect()
    {
        _ben.OnCall = _ => _ben.Accept();
        Do(() => _anna.Call(_ben, _anna.Offer()));
        _loop.Run(TimeSpan.FromSeconds(1));
    }

    private void HangUp()
    {
        Do(() => _anna.Session!.End());
        _loop.RunUntilIdle();
        Idle();
    }

    private void Do(Action action) => _loop.Post(action);

    private void Idle()
    {
        _anna.IsIdle();
        _ben.IsIdle();
        Assert.Equal(0, _loop.PendingTimers);
    }
}
