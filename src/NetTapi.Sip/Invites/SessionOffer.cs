using NetTapi.Loop;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>An offer of ours in an answered call: one re-INVITE at a time, again after glare (RFC 3261 14.1).</summary>
internal sealed class SessionOffer(IInviteHost host, InviteSession session, OfferAnswer exchange, DigestClient? digest) : IClientTransactionEvents
{
    private SessionDescription? _offer;
    private Action<OfferOutcome>? _completed;
    private SentRequest? _sent;
    private LoopTimer? _retry;
    private bool _isUnanswered;

    /// <summary>Whether an offer is to be answered, or to be made again after glare.</summary>
    public bool IsPending => _completed is not null;

    /// <summary>Whether an offer of ours is on its way: one of the peer's would cross it.</summary>
    public bool IsOutstanding => _isUnanswered;

    public void Begin(SessionDescription offer, Action<OfferOutcome> completed)
    {
        _offer = offer;
        _completed = completed;
        SendOffer();
    }

    public void End()
    {
        _retry?.Cancel();
        _completed = null;
    }

    void IClientTransactionEvents.OnResponse(SipResponse response)
    {
        if (response.IsSuccess) OnSuccess(response);
        else if (response.IsFinal && !session.IsOver) OnRefusal(response);
    }

    void IClientTransactionEvents.OnNoResponse(int status)
    {
        if (!session.IsOver) session.Abandon(SessionEndReason.Lost);
    }

    private void SendOffer()
    {
        exchange.Send(_offer!, SdpCarrier.Request);
        _isUnanswered = true;
        var request = session.Dialog.MakeRequest(SipMethods.Invite).WithBody(SessionDescription.ContentType, _offer!.ToBytes());
        host.Send(host.Describe(digest?.Authorize(request) ?? request), session.Dialog.Flow, this, sent => _sent = sent);
    }

    private void OnSuccess(SipResponse response)
    {
        if (!_isUnanswered)
        {
            session.Acknowledge();
            return;
        }

        _isUnanswered = false;
        session.Dialog.Refresh(response);
        session.Acknowledge(session.Dialog.MakeRequest(SipMethods.Ack, _sent!.Request.CSeq!.Number));
        if (session.IsOver) return;
        var isAnswered = SdpBody.TryRead(response, out var answer) && answer is not null && exchange.Receive(answer, SdpCarrier.ReliableResponse) == SdpRole.Answer;
        if (!isAnswered) exchange.Withdraw();
        Complete(isAnswered ? OfferOutcome.Answered : OfferOutcome.Refused);
    }

    private void OnRefusal(SipResponse response)
    {
        _isUnanswered = false;
        exchange.Withdraw();
        switch (response.Status)
        {
            case 491:
                RetryAfterGlare();
                break;
            case 481 or 408:
                session.Abandon(SessionEndReason.Lost);
                break;
            case 401 or 407 when digest?.Answer(_sent!.Request, response) is not null:
                SendOffer();
                break;
            default:
                Complete(OfferOutcome.Refused);
                break;
        }
    }

    /// <summary>Who made the Call-ID waits 2.1 to 4 s, the other up to 2 s, in steps of 10 ms. The pause is chance for both: it need not be known who was first.</summary>
    private void RetryAfterGlare()
    {
        var steps = session.Dialog.Local.Tag is { } tag && string.CompareOrdinal(tag, session.Dialog.Id.RemoteTag) < 0
            ? 210 + host.Loop.Entropy.Next(191)
            : host.Loop.Entropy.Next(201);
        _retry = host.Loop.Schedule(TimeSpan.FromMilliseconds(10 * steps), () =>
        {
            if (exchange.State == OfferAnswerState.Stable && !session.AwaitsAck) SendOffer();
            else RetryAfterGlare();
        });
    }

    private void Complete(OfferOutcome outcome)
    {
        var completed = _completed;
        _completed = null;
        if (completed is not null) host.Guard(() => completed(outcome));
    }
}
