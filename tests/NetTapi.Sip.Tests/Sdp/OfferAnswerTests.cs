using System.Net;
using CsCheck;
using NetTapi.Sip.Sdp;

namespace NetTapi.Sip.Tests.Sdp;

/// <summary>The six ways of RFC 6337 to carry an offer and its answer, and what breaks them.</summary>
public class OfferAnswerTests
{
    private readonly OfferAnswer _exchange = new();
    private readonly SessionDescription _one = Description(1);
    private readonly SessionDescription _two = Description(2);

    [Fact]
    public void An_offer_in_INVITE_is_answered_in_200()
    {
        Assert.Equal(SdpRole.Offer, _exchange.Send(_one, SdpCarrier.Request));
        Assert.Equal(OfferAnswerState.LocalOffer, _exchange.State);
        Assert.Equal(SdpRole.Answer, _exchange.Receive(_two, SdpCarrier.ReliableResponse));
        AssertStable(_one, _two);
    }

    [Fact]
    public void An_answer_seen_early_begins_the_media_and_the_200_makes_it_good()
    {
        _exchange.Send(_one, SdpCarrier.Request);
        Assert.Equal(SdpRole.Preview, _exchange.Receive(_two, SdpCarrier.UnreliableResponse));
        Assert.Equal((OfferAnswerState.LocalOffer, _two), (_exchange.State, _exchange.Remote));
        Assert.Equal(SdpRole.Answer, _exchange.Receive(_two, SdpCarrier.ReliableResponse));
        AssertStable(_one, _two);
    }

    [Fact]
    public void A_200_without_the_answer_holds_to_what_was_seen_early_or_fails()
    {
        _exchange.Send(_one, SdpCarrier.Request);
        Assert.False(_exchange.Settle());
        _exchange.Receive(_two, SdpCarrier.UnreliableResponse);
        Assert.True(_exchange.Settle());
        AssertStable(_one, _two);
    }

    [Fact]
    public void After_a_reliable_183_the_200_only_repeats_and_PRACK_may_offer_anew()
    {
        _exchange.Send(_one, SdpCarrier.Request);
        Assert.Equal(SdpRole.Answer, _exchange.Receive(_two, SdpCarrier.ReliableResponse));
        Assert.Equal(SdpRole.Repeated, _exchange.Receive(_two, SdpCarrier.ReliableResponse));
        Assert.Equal(SdpRole.Offer, _exchange.Send(Description(3), SdpCarrier.Prack));
        Assert.Equal(SdpRole.Answer, _exchange.Receive(Description(4), SdpCarrier.ReliableResponse));
        AssertStable(Description(3), Description(4));
    }

    [Theory]
    [InlineData(SdpCarrier.Ack)]
    [InlineData(SdpCarrier.Prack)]
    public void An_INVITE_without_an_offer_gets_one_and_answers_in_ACK_or_PRACK(SdpCarrier carrier)
    {
        _exchange.AskPeer();
        Assert.Equal(SdpRole.Offer, _exchange.Receive(_two, SdpCarrier.ReliableResponse));
        Assert.Equal(OfferAnswerState.RemoteOffer, _exchange.State);
        Assert.Equal(SdpRole.Answer, _exchange.Send(_one, carrier));
        AssertStable(_one, _two);
    }

    [Fact]
    public void We_make_the_offer_when_asked_and_take_the_answer_in_ACK()
    {
        _exchange.AskedByPeer();
        Assert.Equal(SdpRole.Misplaced, _exchange.Send(_one, SdpCarrier.UnreliableResponse));
        Assert.Equal(SdpRole.Offer, _exchange.Send(_one, SdpCarrier.ReliableResponse));
        Assert.Equal(SdpRole.Answer, _exchange.Receive(_two, SdpCarrier.Ack));
        AssertStable(_one, _two);
    }

    [Fact]
    public void An_offer_against_an_offer_is_glare_and_a_second_one_is_misplaced()
    {
        _exchange.Send(_one, SdpCarrier.Request);
        Assert.Equal(SdpRole.Glare, _exchange.Receive(_two, SdpCarrier.Request));
        Assert.Equal(SdpRole.Misplaced, _exchange.Send(_two, SdpCarrier.Request));

        var other = new OfferAnswer();
        other.Receive(_two, SdpCarrier.Request);
        Assert.Equal(SdpRole.Misplaced, other.Receive(_one, SdpCarrier.Request));
        Assert.Equal(SdpRole.Glare, other.Send(_one, SdpCarrier.Request));
        Assert.Equal(_two, other.Outstanding);
    }

    [Fact]
    public void An_offer_withdrawn_leaves_what_was_agreed()
    {
        _exchange.Receive(_two, SdpCarrier.Request);
        _exchange.Send(_one, SdpCarrier.ReliableResponse);
        _exchange.Send(Description(3), SdpCarrier.Request);
        _exchange.Receive(Description(4), SdpCarrier.UnreliableResponse);
        _exchange.Withdraw();
        AssertStable(_one, _two);
    }

    [Fact]
    public void Each_branch_of_a_fork_has_an_exchange_of_its_own()
    {
        _exchange.Send(_one, SdpCarrier.Request);
        var other = _exchange.Fork();
        _exchange.Receive(_two, SdpCarrier.ReliableResponse);
        Assert.Equal(OfferAnswerState.LocalOffer, other.State);
        Assert.Equal(SdpRole.Answer, other.Receive(Description(3), SdpCarrier.ReliableResponse));
        Assert.Equal(_two, _exchange.Remote);
    }

    [Fact]
    public void A_description_in_an_ACK_nobody_waits_for_changes_nothing()
    {
        Assert.Equal(SdpRole.Misplaced, _exchange.Receive(_two, SdpCarrier.Ack));
        Assert.Null(_exchange.Remote);
    }

    private static readonly Gen<(bool Ours, SdpCarrier Carrier, int Number)[]> Moves =
        Gen.Select(Gen.Bool, Gen.Int[0, 4].Select(value => (SdpCarrier)value), Gen.Int[1, 9]).Array[0, 30];

    /// <summary>Two exchanges that are told the same from both sides always agree, and never is one offer outstanding from each.</summary>
    [Fact]
    public void Both_sides_of_any_conversation_see_the_same() => Moves.Sample(moves =>
    {
        var (here, there) = (new OfferAnswer(), new OfferAnswer());
        foreach (var (ours, carrier, number) in moves)
        {
            var (sender, receiver) = ours ? (here, there) : (there, here);
            var role = sender.Send(Description(number), carrier);
            Assert.Equal(role, receiver.Receive(Description(number), carrier));
            Assert.Equal((here.Local, here.Remote, here.Outstanding), (there.Remote, there.Local, there.Outstanding));
            Assert.Equal(here.State, Mirror(there.State));
            Assert.Equal(here.State == OfferAnswerState.Stable, here.Outstanding is null);
        }
    });

    private static OfferAnswerState Mirror(OfferAnswerState state) => state switch
    {
        OfferAnswerState.LocalOffer => OfferAnswerState.RemoteOffer,
        OfferAnswerState.RemoteOffer => OfferAnswerState.LocalOffer,
        _ => state,
    };

    private static SessionDescription Description(int number) =>
        AudioSession.Offer(new SdpOrigin((ulong)number, 1, IPAddress.Loopback), new IPEndPoint(IPAddress.Loopback, 4000 + number), [SdpCodec.Pcmu]);

    private void AssertStable(SessionDescription local, SessionDescription remote) =>
        Assert.Equal((OfferAnswerState.Stable, local, remote, null), (_exchange.State, _exchange.Local, _exchange.Remote, _exchange.Outstanding));
}
