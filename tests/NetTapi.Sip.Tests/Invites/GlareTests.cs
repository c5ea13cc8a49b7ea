using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>Changes that meet each other, or something else, on the way (RFC 3261 14, RFC 5407).</summary>
public class GlareTests : CallOfTwo
{
    private readonly List<OfferOutcome> _outcomes = [];

    [Fact]
    public void After_glare_the_owner_of_the_Call_ID_waits_2100_ms_at_least_and_the_other_2_s_at_most()
    {
        Call();
        Do(
            () =>
            {
                Anna.Session!.Offer(Anna.Offer(4002), _outcomes.Add);
                Ben.Session!.Offer(Ben.Offer(5002), _outcomes.Add);
            },
            2.1);
        Assert.Equal(2, Wire.Responses(SipMethods.Invite, 491).Count());
        // Ben's second try is through, Anna's was not made yet.
        Assert.Equal([OfferOutcome.Answered], _outcomes);
        Assert.Equal(5002, Anna.Session!.Remote!.Audio!.Port);
        Run(2);
        Assert.Equal([OfferOutcome.Answered, OfferOutcome.Answered], _outcomes);
        Assert.Equal(4002, Ben.Session!.Remote!.Audio!.Port);
        HangUp();
    }

    [Fact]
    public void Updates_that_cross_are_both_answered_in_the_end()
    {
        Call();
        Do(
            () =>
            {
                Anna.Session!.Offer(Anna.Offer(4002), _outcomes.Add, byUpdate: true);
                Ben.Session!.Offer(Ben.Offer(5002), _outcomes.Add, byUpdate: true);
            },
            10);
        Assert.Equal([OfferOutcome.Answered, OfferOutcome.Answered], _outcomes);
        Assert.Equal(2, Wire.Responses(SipMethods.Update, 491).Count());
        Assert.Single(Wire.Requests(SipMethods.Invite));
        HangUp();
    }

    [Fact]
    public void A_peer_that_asks_for_another_try_later_gets_it()
    {
        Call();
        var asked = 0;
        Ben.OnReoffer = Ben.Answer;
        Wire.Loses = message =>
        {
            if (message is not SipRequest { Method: SipMethods.Invite } invite || asked++ > 0) return false;
            Ben.Incoming!.Flow.Transport.Send(Ben.Incoming.Flow, SipWriter.ToArray(SipResponse.For(invite, 500).With(HeaderNames.RetryAfter, "7")));
            return true;
        };
        Do(() => Anna.Session!.Offer(Anna.Offer(4002), _outcomes.Add), 6.9);
        Assert.Empty(_outcomes);
        Run(1);
        Assert.Equal([OfferOutcome.Answered], _outcomes);
        HangUp();
    }

    [Fact]
    public void A_peer_that_always_says_later_is_not_asked_for_ever()
    {
        Call();
        Wire.Loses = message =>
        {
            if (message is not SipRequest { Method: SipMethods.Invite } invite) return false;
            Ben.Incoming!.Flow.Transport.Send(Ben.Incoming.Flow, SipWriter.ToArray(SipResponse.For(invite, 491)));
            return true;
        };
        Do(() => Anna.Session!.Offer(Anna.Offer(4002), _outcomes.Add), 60);
        Assert.Equal([OfferOutcome.Refused], _outcomes);
        Wire.Loses = static _ => false;
        HangUp();
    }

    [Fact]
    public void A_re_INVITE_that_overtakes_the_ACK_is_answered_and_proves_that_the_answer_arrived()
    {
        Wire.Loses = message => message is SipRequest { Method: SipMethods.Ack };
        Call(0.1);
        Do(() => Anna.Session!.Offer(Anna.Offer(4002), _outcomes.Add), 0.1);
        Assert.Equal([OfferOutcome.Answered], _outcomes);
        Assert.Equal(4002, Ben.Session!.Remote!.Audio!.Port);
        Wire.Loses = static _ => false;
        Run(40);
        Assert.Equal(["invited", "offer"], Ben.Log);
        HangUp();
    }

    [Fact]
    public void A_re_INVITE_that_overtakes_an_ACK_with_an_answer_has_to_wait()
    {
        Wire.Loses = message => message is SipRequest { Method: SipMethods.Ack };
        Do(() => Anna.Call(Ben, null), 0.1);
        Do(() => Anna.Session!.Offer(Anna.Offer(4002), _outcomes.Add), 0.1);
        Assert.Single(Wire.Responses(SipMethods.Invite, 491));
        Wire.Loses = static _ => false;
        Run(10);
        Assert.Equal([OfferOutcome.Answered], _outcomes);
        Assert.Equal(["invited", "answer in ACK", "offer"], Ben.Log);
        HangUp();
    }

    [Fact]
    public void A_lost_answer_to_a_change_comes_again_until_its_ACK()
    {
        Call();
        var lost = 0;
        Wire.Loses = message => message is SipResponse { Status: 200 } response && response.CSeq!.Method == SipMethods.Invite && lost++ < 2;
        Do(() => Anna.Session!.Offer(Anna.Offer(4002), _outcomes.Add), 5);
        Assert.Equal([OfferOutcome.Answered], _outcomes);
        Assert.Contains("10.0.0.2", Wire.Responses(SipMethods.Invite, 200).Last().Contacts[0].Uri.Host, StringComparison.Ordinal);
        Run(40);
        Assert.DoesNotContain("ended NoAck", Ben.Log);
        HangUp();
    }

    [Fact]
    public void An_offer_made_before_the_ACK_waits_for_it()
    {
        var lost = 0;
        Wire.Loses = message => message is SipRequest { Method: SipMethods.Ack } && lost++ == 0;
        Ben.OnCall = _ =>
        {
            Ben.Accept();
            Ben.Session!.Offer(Ben.Offer(5002), _outcomes.Add);
        };
        Call(0.4);
        Assert.Empty(_outcomes);
        Run(1);
        Assert.Equal([OfferOutcome.Answered], _outcomes);
        Assert.Equal(5002, Anna.Session!.Remote!.Audio!.Port);
        HangUp();
    }

    [Fact]
    public void A_call_ended_before_the_ACK_is_hung_up_with_its_reason_when_that_comes()
    {
        Ben.OnCall = _ =>
        {
            Ben.Accept();
            Ben.Session!.End("Q.850;cause=31");
        };
        Call();
        Assert.Equal(["answered", "ended Bye"], Anna.Log);
        Assert.Equal("Q.850;cause=31", Assert.Single(Wire.Requests(SipMethods.Bye)).Headers.First(HeaderNames.Reason));
        Idle();
    }

    [Fact]
    public void A_refused_change_does_not_move_the_peers_target()
    {
        Call();
        var before = Ben.Session!.Dialog.RemoteTarget;
        Ben.OnReoffer = static _ => null;
        var invite = Anna.Session!.Dialog.MakeRequest(SipMethods.Update, null, new SipHeader(HeaderNames.Contact, "<sip:elsewhere@10.9.9.9>"));
        Do(() => DialogRequest.Send(Anna.Agent, Anna.Session.Dialog, null, invite.WithBody(SessionDescription.ContentType, Anna.Offer(4002).ToBytes())));
        Assert.Equal(before, Ben.Session.Dialog.RemoteTarget);
        HangUp();
    }
}
