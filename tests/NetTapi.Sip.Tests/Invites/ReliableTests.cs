using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>Provisional responses that must arrive (RFC 3262), and what they carry (RFC 6337).</summary>
public class ReliableTests : CallOfTwo
{
    [Fact]
    public void A_lost_response_comes_again_until_it_is_acknowledged()
    {
        var lost = 0;
        Wire.Loses = message => message is SipResponse { Status: 180 } && lost++ < 3;
        Ring();
        Run(5);
        Assert.Equal(["progress 180"], Anna.Log);
        Assert.Equal(4, Wire.Responses(SipMethods.Invite, 180).Count());
        Assert.Single(Wire.Requests(SipMethods.Prack));
        Do(Ben.Accept);
        HangUp();
    }

    [Fact]
    public void A_lost_acknowledgement_is_sent_again_and_the_response_is_news_only_once()
    {
        var lost = 0;
        Wire.Loses = message => message is SipRequest { Method: SipMethods.Prack } && lost++ < 2;
        Ring();
        Run(5);
        Assert.Equal(["progress 180"], Anna.Log);
        var response = Wire.Responses(SipMethods.Invite, 180).First();
        var number = response.Headers.First(HeaderNames.RSeq);
        Assert.Equal("100rel", response.Headers.First(HeaderNames.Require));
        Assert.All(Wire.Requests(SipMethods.Prack), prack => Assert.Equal($"{number} 1 INVITE", prack.Headers.First(HeaderNames.RAck)));
        Do(Ben.Accept);
        HangUp();
    }

    [Fact]
    public void The_next_waits_for_the_last()
    {
        Wire.Loses = message => message is SipRequest { Method: SipMethods.Prack };
        Ben.OnCall = invite =>
        {
            invite.Progress(180, reliable: true);
            invite.Progress(183, null, Ben.Answer(invite.Offer!), reliable: true);
        };
        Call();
        Assert.Equal(["progress 180"], Anna.Log);
        Wire.Loses = static _ => false;
        Run(3);
        Assert.Equal(["progress 180", "early media 183"], Anna.Log);
        var numbers = Wire.Requests(SipMethods.Prack).Select(prack => uint.Parse(prack.Headers.First(HeaderNames.RAck)!.Split(' ')[0], null)).Distinct().ToArray();
        Assert.Equal(numbers[0] + 1, numbers[1]);
        Do(Ben.Accept);
        HangUp();
    }

    [Fact]
    public void Early_media_said_reliably_is_the_answer_and_the_2xx_does_not_repeat_it()
    {
        Ben.OnCall = invite => invite.Progress(183, null, Ben.Answer(invite.Offer!), reliable: true);
        Call();
        Do(Ben.Accept);
        Assert.Equal(["early media 183", "answered"], Anna.Log);
        Assert.True(Assert.Single(Wire.Responses(SipMethods.Invite, 200)).Body.IsEmpty);
        Assert.Equal(5000, Anna.Session!.Remote!.Audio!.Port);
        HangUp();
    }

    [Fact]
    public void An_answer_waits_until_an_earlier_description_has_arrived()
    {
        Wire.Loses = message => message is SipRequest { Method: SipMethods.Prack };
        Ben.OnCall = invite =>
        {
            invite.Progress(183, null, Ben.Answer(invite.Offer!), reliable: true);
            Ben.Accept();
        };
        Call(3);
        Assert.Empty(Wire.Responses(SipMethods.Invite, 200));
        Wire.Loses = static _ => false;
        Run(5);
        Assert.Equal(["early media 183", "answered"], Anna.Log);
        HangUp();
    }

    [Fact]
    public void A_caller_may_give_up_while_the_answer_waits()
    {
        Wire.Loses = message => message is SipRequest { Method: SipMethods.Prack };
        Ben.OnCall = invite =>
        {
            invite.Progress(183, null, Ben.Answer(invite.Offer!), reliable: true);
            Ben.Accept();
        };
        var call = Call(3);
        Do(() => call!.Cancel());
        Assert.Equal("failed 487", Anna.Log[^1]);
        Assert.Equal(["invited", "ended Bye"], Ben.Log);
        Idle();
    }

    [Fact]
    public void A_call_ended_while_its_answer_waits_is_hung_up_after_the_ACK()
    {
        Wire.Loses = message => message is SipRequest { Method: SipMethods.Prack };
        Ben.OnCall = invite =>
        {
            invite.Progress(183, null, Ben.Answer(invite.Offer!), reliable: true);
            Ben.Accept();
            Ben.Session!.End("Q.850;cause=16");
        };
        Call(3);
        Wire.Loses = static _ => false;
        Run(5);
        Assert.Equal(["early media 183", "answered", "ended Bye"], Anna.Log);
        Assert.Equal("Q.850;cause=16", Assert.Single(Wire.Requests(SipMethods.Bye)).Headers.First(HeaderNames.Reason));
        Idle();
    }

    [Fact]
    public void Without_an_acknowledgement_the_call_is_refused_and_the_handler_told()
    {
        Wire.Loses = message => message is SipRequest { Method: SipMethods.Prack };
        Ring();
        Run(40);
        Assert.Equal(["progress 180", "failed 504"], Anna.Log);
        Assert.Equal(["invited", "cancelled"], Ben.Log);
        Idle();
    }

    [Fact]
    public void A_late_offer_is_made_in_a_reliable_response_and_answered_in_its_PRACK()
    {
        Anna.OnEarlyOffer = Anna.Answer;
        Ben.OnCall = invite => invite.Progress(183, null, Ben.Offer(5000), reliable: true);
        Do(() => Anna.Call(Ben, null));
        Assert.Equal(["early offer", "early media 183"], Anna.Log);
        Assert.Equal(["invited", "early answer"], Ben.Log);
        Do(Ben.Accept);
        Assert.Equal(["early offer", "early media 183", "answered"], Anna.Log);
        Assert.Equal((5000, 5000), (Anna.Session!.Remote!.Audio!.Port, Ben.Session!.Local!.Audio!.Port));
        HangUp();
    }

    [Fact]
    public void Whoever_leaves_the_offer_to_the_peer_and_takes_none_gives_up()
    {
        Ben.OnCall = invite => invite.Progress(183, null, Ben.Offer(5000), reliable: true);
        Do(() => Anna.Call(Ben, null));
        Assert.Equal(["early offer", "failed 488"], Anna.Log);
        Assert.Equal(["invited", "cancelled"], Ben.Log);
        Idle();
    }

    [Fact]
    public void Changes_are_offered_before_the_answer_both_ways()
    {
        Anna.OnEarlyOffer = Anna.Answer;
        Ben.OnEarlyOffer = Ben.Answer;
        Ben.OnCall = invite => invite.Progress(183, null, Ben.Answer(invite.Offer!), reliable: true);
        Call();
        List<OfferOutcome> outcomes = [];
        Do(() => Anna.Early[0].Offer(Anna.Offer(4100), outcomes.Add));
        Assert.Equal([OfferOutcome.Answered], outcomes);
        Assert.Equal("early offer", Ben.Log[^1]);
        Do(Ben.Accept);
        Assert.Equal(4100, Ben.Session!.Remote!.Audio!.Port);
        HangUp();
    }

    [Fact]
    public void A_change_under_way_when_the_call_is_answered_is_still_answered()
    {
        Ben.OnEarlyOffer = Ben.Answer;
        Ben.OnCall = invite => invite.Progress(183, null, Ben.Answer(invite.Offer!), reliable: true);
        Call();
        var lost = 0;
        Wire.Loses = message => message is SipResponse response && response.CSeq!.Method == SipMethods.Update && lost++ == 0;
        List<OfferOutcome> outcomes = [];
        Do(() => Anna.Early[0].Offer(Anna.Offer(4100), outcomes.Add), 0.1);
        Do(Ben.Accept, 0.1);
        Assert.Equal("answered", Anna.Log[^1]);
        Do(() => Anna.Session!.Offer(Anna.Offer(4200), outcomes.Add), 10);
        Assert.Equal([OfferOutcome.Answered, OfferOutcome.Answered], outcomes);
        Assert.Equal(4200, Ben.Session!.Remote!.Audio!.Port);
        HangUp();
    }

    [Fact]
    public void A_caller_who_demands_it_gets_nothing_else_and_one_who_cannot_is_not_asked()
    {
        Ben.OnCall = invite => invite.Progress(180);
        Do(() => Anna.Agent.Invite(
            new InviteRequest { Target = Ben.Uri, From = new NameAddress(Anna.Uri), Offer = Anna.Offer(), Headers = [new SipHeader(HeaderNames.Require, "100rel")] }, Anna));
        Assert.Single(Wire.Requests(SipMethods.Prack));
        Do(Ben.Accept);
        HangUp();
        var plain = new Peer(Loop, Network, "10.0.0.3:5060", static options => options with { ReliableProvisionals = false });
        Ben.OnCall = invite => invite.Progress(180, reliable: true);
        Do(() => plain.Call(Ben, plain.Offer()));
        Assert.Single(Wire.Requests(SipMethods.Prack));
        Assert.False(Ben.Incoming!.CanBeReliable);
        Do(Ben.Accept);
        Do(() => plain.Session!.End());
        Idle();
    }

    [Fact]
    public void Where_the_extension_is_absent_a_demand_for_it_is_refused()
    {
        var plain = new Peer(Loop, Network, "10.0.0.3:5060", static options => options with { ReliableProvisionals = false });
        Do(() => Anna.Agent.Invite(
            new InviteRequest { Target = plain.Uri, From = new NameAddress(Anna.Uri), Offer = Anna.Offer(), Headers = [new SipHeader(HeaderNames.Require, "100rel")] }, Anna));
        Assert.Equal(["failed 420"], Anna.Log);
        var refusal = Assert.Single(Wire.Responses(SipMethods.Invite, 420));
        Assert.Equal("100rel", refusal.Headers.First(HeaderNames.Unsupported));
        Idle();
    }

    [Theory]
    [InlineData("7 1 INVITE")]
    [InlineData("nonsense")]
    [InlineData("99999999999999999999 1 INVITE")]
    public void A_PRACK_of_nothing_we_sent_is_refused(string rack)
    {
        Wire.Loses = message => message is SipRequest { Method: SipMethods.Prack } prack && prack.Headers.First(HeaderNames.RAck) != rack;
        Ring();
        int status = 0;
        Do(() => DialogRequest.Send(
            Anna.Agent, Anna.Early[0].Dialog, null, Anna.Early[0].Dialog.MakeRequest(SipMethods.Prack, null, new SipHeader(HeaderNames.RAck, rack)), answer => status = answer.Status));
        Assert.Equal(481, status);
        Wire.Loses = static _ => false;
        Run(5);
        Do(Ben.Accept);
        HangUp();
    }

    [Fact]
    public void Ringing_is_repeated_each_minute_so_that_no_proxy_gives_up()
    {
        Ben.OnCall = invite => invite.Progress(180);
        Call();
        Run(185);
        Assert.Equal(4, Wire.Responses(SipMethods.Invite, 180).Count());
        Do(Ben.Accept);
        HangUp();
    }

    [Fact]
    public void A_BYE_before_the_answer_ends_the_call()
    {
        Ben.OnCall = invite => invite.Progress(180);
        Call();
        int status = 0;
        Do(() => DialogRequest.Send(Anna.Agent, Anna.Early[0].Dialog, null, Anna.Early[0].Dialog.MakeRequest(SipMethods.Bye), answer => status = answer.Status));
        Assert.Equal(200, status);
        Assert.Equal(["progress 180", "failed 487"], Anna.Log);
        Assert.Equal(["invited", "cancelled"], Ben.Log);
        Idle();
    }

    private void Ring()
    {
        Ben.OnCall = invite => invite.Progress(180, reliable: true);
        Call();
    }
}
