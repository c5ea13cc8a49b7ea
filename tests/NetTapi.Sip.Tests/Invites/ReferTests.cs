using System.Text;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>Blind transfers: REFER and its notices (RFC 3515, RFC 4488).</summary>
public class ReferTests : CallOfTwo
{
    private static readonly NameAddress Carol = NameAddress.Parse("<sip:carol@10.0.0.3>");

    private IncomingRefer? _refer;

    [Fact]
    public void The_peer_calls_and_tells_what_comes_of_it()
    {
        Refer(Accept);
        Assert.Equal(["answered", "accepted", "transfer 100"], Anna.Log);
        Assert.Equal(["invited", "refer to sip:carol@10.0.0.3"], Ben.Log);
        Do(() => _refer!.Notify(180));
        Do(() => _refer!.Notify(200));
        Assert.Equal(["answered", "accepted", "transfer 100", "transfer 180", "transferred 200"], Anna.Log);
        Assert.Equal(["active;expires=180", "active;expires=180", "terminated;reason=noresource"], States());
        Assert.All(Wire.Requests(SipMethods.Notify), notice => Assert.Equal("message/sipfrag;version=2.0", notice.Headers.First(HeaderNames.ContentType)));
        Assert.Equal("SIP/2.0 180 Ringing\r\n", Encoding.UTF8.GetString(Wire.Requests(SipMethods.Notify).ElementAt(1).Body.Span));
        Assert.Equal("<sip:peer@10.0.0.1:5060>", _refer!.ReferredBy);
        Assert.Null(_refer.Replaces);
        HangUp();
    }

    [Fact]
    public void The_notices_outlive_the_call_and_the_dialog_ends_with_the_last()
    {
        Refer(Accept);
        Do(() => Anna.Session!.End());
        Assert.Equal(1, Ben.Agent.Figures.Dialogs);
        Do(() => _refer!.Notify(486, "Busy Here"));
        Assert.Equal("transferred 486", Anna.Log[^1]);
        Idle();
    }

    [Fact]
    public void A_refusal_is_told_and_makes_no_subscription()
    {
        Refer(null);
        Assert.Equal(["answered", "refused 603"], Anna.Log);
        Assert.Empty(Wire.Requests(SipMethods.Notify));
        HangUp();
    }

    [Fact]
    public void Many_notices_at_once_arrive_one_after_the_other_and_the_last_counts()
    {
        Refer(refer =>
        {
            Accept(refer);
            foreach (var status in new[] { 180, 181, 183, 200, 486 }) refer.Notify(status);
        });
        Assert.Equal(["answered", "accepted", "transfer 100", "transferred 200"], Anna.Log);
        HangUp();
    }

    [Fact]
    public void A_notice_that_overtakes_the_202_is_taken()
    {
        Wire.Loses = message => message is SipResponse { Status: 202 };
        Refer(Accept);
        Assert.Equal(["answered", "accepted", "transfer 100"], Anna.Log);
        Wire.Loses = static _ => false;
        Do(() => _refer!.Notify(200));
        Assert.Equal("transferred 200", Anna.Log[^1]);
        HangUp();
    }

    [Fact]
    public void A_peer_that_wants_no_notices_gets_none()
    {
        Call();
        Ben.OnReferred = Accept;
        SipResponse? answer = null;
        Do(() => DialogRequest.Send(
            Anna.Agent,
            Anna.Session!.Dialog,
            null,
            Anna.Session.Dialog.MakeRequest(SipMethods.Refer, null, new SipHeader(HeaderNames.ReferTo, Carol.ToString()), new SipHeader(HeaderNames.ReferSub, "false")),
            response => answer = response));
        Assert.Equal((202, "false"), (answer!.Status, answer.Headers.First(HeaderNames.ReferSub)));
        Do(() => _refer!.Notify(200));
        Assert.Empty(Wire.Requests(SipMethods.Notify));
        HangUp();
    }

    [Fact]
    public void A_peer_that_makes_no_subscription_has_said_all_with_its_202()
    {
        Call();
        Do(() => Anna.Session!.Refer(Carol, Anna), 0);
        Ben.OnReferred = refer => Ben.Incoming!.Flow.Transport.Send(Ben.Incoming.Flow, SipWriter.ToArray(SipResponse.For(refer.Request, 202).With(HeaderNames.ReferSub, "false")));
        Run(1);
        Assert.Equal(["answered", "accepted", "transferred 202"], Anna.Log);
        Do(() => Anna.Session!.End());
        Idle();
    }

    [Fact]
    public void Whoever_falls_silent_is_not_waited_for()
    {
        Refer(Accept);
        Wire.Loses = message => message is SipRequest { Method: SipMethods.Notify };
        Run(200);
        Assert.Equal("transferred 408", Anna.Log[^1]);
        Wire.Loses = static _ => false;
        HangUp();
    }

    [Fact]
    public void The_subscription_ends_by_itself_where_the_handler_forgets_it()
    {
        Refer(Accept);
        Run(181);
        Assert.Equal("terminated;reason=timeout", States()[^1]);
        Assert.Equal("transferred 202", Anna.Log[^1]);
        HangUp();
    }

    [Fact]
    public void A_second_transfer_in_a_call_has_notices_of_its_own()
    {
        Refer(Accept);
        Do(() => _refer!.Notify(603));
        Do(() => Anna.Session!.Refer(Carol, Anna));
        Do(() => _refer!.Notify(200));
        Assert.Equal(["accepted", "transfer 100", "transferred 603", "accepted", "transfer 100", "transferred 200"], Anna.Log[1..]);
        var number = Wire.Requests(SipMethods.Refer).Last().CSeq!.Number;
        Assert.Equal(["refer", "refer", $"refer;id={number}", $"refer;id={number}"], Wire.Requests(SipMethods.Notify).Select(notice => notice.Headers.First(HeaderNames.Event)));
        HangUp();
    }

    [Fact]
    public void A_handler_that_throws_answers_500_and_the_call_goes_on()
    {
        Refer(_ => throw new InvalidDataException("broken"));
        Assert.Equal(["answered", "refused 500"], Anna.Log);
        Assert.Single(Ben.Faults);
        Ben.Faults.Clear();
        HangUp();
    }

    [Theory]
    [InlineData("")]
    [InlineData("<sip:a@b>|<sip:c@d>")]
    [InlineData("not an address")]
    public void A_REFER_must_say_whom_exactly_once(string targets)
    {
        Call();
        int status = 0;
        var headers = targets.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(target => new SipHeader(HeaderNames.ReferTo, target));
        Do(() => DialogRequest.Send(Anna.Agent, Anna.Session!.Dialog, null, Anna.Session.Dialog.MakeRequest(SipMethods.Refer, null, [.. headers]), response => status = response.Status));
        Assert.Equal(400, status);
        HangUp();
    }

    [Fact]
    public void A_REFER_outside_a_call_is_refused_and_throws_nothing()
    {
        int status = 0;
        var request = new SipRequest(SipMethods.Refer, Ben.Uri, new HeaderList(
            new SipHeader(HeaderNames.From, "<sip:a@10.0.0.1>;tag=1"),
            new SipHeader(HeaderNames.To, "<sip:b@10.0.0.2>"),
            new SipHeader(HeaderNames.CallId, "x"),
            new SipHeader(HeaderNames.CSeq, "1 REFER")));
        Do(() => Anna.Agent.Request(request, response => status = response.Status));
        Assert.Equal(481, status);
        Idle();
    }

    [Fact]
    public void Somebody_who_goes_on_asking_is_refused()
    {
        Refer(Accept);
        for (var i = 0; i < 10; i++) Do(() => Anna.Session!.Refer(Carol, Anna));
        Assert.Equal(4, Anna.Log.Count(line => line == "accepted"));
        Assert.Equal(7, Anna.Log.Count(line => line == "refused 503"));
        Run(200);
        HangUp();
    }

    [Fact]
    public void A_notice_of_nothing_we_asked_for_is_refused()
    {
        Call();
        int status = 0;
        var notice = Ben.Session!.Dialog.MakeRequest(SipMethods.Notify, null, new SipHeader(HeaderNames.Event, "refer"), new SipHeader(HeaderNames.SubscriptionState, "active"));
        Do(() => DialogRequest.Send(Ben.Agent, Ben.Session.Dialog, null, notice, response => status = response.Status));
        Assert.Equal(481, status);
        HangUp();
    }

    [Fact]
    public void A_REFER_that_the_handler_never_answers_does_not_stay()
    {
        Refer(static _ => { });
        Run(40);
        Assert.Equal(["answered", "refused 408"], Anna.Log);
        Assert.Equal(0, Ben.Agent.Figures.Transactions);
        HangUp();
    }

    private void Refer(Action<IncomingRefer>? taken)
    {
        Call();
        Ben.OnReferred = taken;
        Do(() => Anna.Session!.Refer(Carol, Anna));
    }

    private void Accept(IncomingRefer refer)
    {
        _refer = refer;
        refer.Accept();
    }

    private string[] States() => [.. Wire.Requests(SipMethods.Notify).DistinctBy(notice => notice.CSeq).Select(notice => notice.Headers.First(HeaderNames.SubscriptionState)!)];
}
