using NetTapi.Loop;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>An offer of ours by re-INVITE or UPDATE, one at a time: again after glare (RFC 3261 14.1), and where the peer asks for another try later.</summary>
internal sealed class SessionOffer(IInviteHost host, IOfferParty party, OfferAnswer exchange, DigestClient? digest) : IClientTransactionEvents
{
    private const int MostTries = 8;
    private const int LongestPause = 32;

    private SessionDescription? _offer;
    private string _method = SipMethods.Invite;
    private Action<OfferOutcome>? _completed;
    private SentRequest? _sent;
    private LoopTimer? _retry;
    private int _tries;

    /// <summary>Whether an offer is to be answered, or to be made as soon as it can be.</summary>
    public bool IsPending => _completed is not null;

    /// <summary>Whether an offer of ours is on its way: one of the peer's would cross it.</summary>
    public bool IsOutstanding { get; private set; }

    /// <summary>Makes an offer, now or as soon as nothing stands in its way.</summary>
    public void Begin(SessionDescription offer, string method, Action<OfferOutcome> completed)
    {
        _offer = offer;
        _method = method;
        _completed = completed;
        _tries = 0;
        if (party.MayOffer) SendOffer();
        else Retry(GlarePause());
    }

    /// <summary>What stood in the way of a first try may be gone.</summary>
    public void Resume()
    {
        if (!IsPending || _tries > 0 || !party.MayOffer) return;
        _retry?.Cancel();
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
        else if (response.IsFinal && !party.IsOver) OnRefusal(response);
    }

    void IClientTransactionEvents.OnNoResponse(int status)
    {
        if (party.IsOver) return;
        if (status == 408)
        {
            Lost();
            return;
        }

        // It could not be sent, which says nothing of the peer (RFC 3261 12.2.1.2): what was agreed goes on.
        IsOutstanding = false;
        exchange.Withdraw();
        Complete(OfferOutcome.Refused);
    }

    private void SendOffer()
    {
        _tries++;
        exchange.Send(_offer!, SdpCarrier.Request);
        IsOutstanding = true;
        var request = party.Dialog.MakeRequest(_method).WithBody(SessionDescription.ContentType, _offer!.ToBytes());
        host.Send(party.Prepare(digest?.Authorize(request) ?? request), party.Dialog.Flow, this, sent => _sent = sent);
    }

    private void OnSuccess(SipResponse response)
    {
        if (!IsOutstanding)
        {
            party.AcknowledgeAgain();
            return;
        }

        IsOutstanding = false;
        party.Dialog.Refresh(response);
        if (_method == SipMethods.Invite) party.AcknowledgeOffer(_sent!.Request.CSeq!.Number);
        if (party.IsOver) return;
        var isAnswered = SdpBody.TryRead(response, out var answer) && answer is not null && exchange.Receive(answer, SdpCarrier.ReliableResponse) == SdpRole.Answer;
        if (!isAnswered) exchange.Withdraw();
        party.OnSuccess(response);
        Complete(isAnswered ? OfferOutcome.Answered : OfferOutcome.Refused);
    }

    private void OnRefusal(SipResponse response)
    {
        IsOutstanding = false;
        exchange.Withdraw();
        if (response.Status is 481 or 408) Lost();
        else if (_tries >= MostTries) Complete(OfferOutcome.Refused);
        else if (response.Status == 491) Retry(GlarePause());
        else if (RetryAfter(response) is { } pause) Retry(pause);
        else if (IsMended(response)) SendOffer();
        else Complete(OfferOutcome.Refused);
    }

    private bool IsMended(SipResponse refusal) =>
        refusal.Status is 401 or 407 ? digest?.Answer(_sent!.Request, refusal) is not null : party.MendsRefusal(refusal);

    /// <summary>Who made the Call-ID waits 2.1 to 4 s, the other up to 2 s, in steps of 10 ms.</summary>
    private TimeSpan GlarePause() =>
        TimeSpan.FromMilliseconds(10 * (party.Dialog.IsOurs ? 210 + host.Loop.Entropy.Next(191) : host.Loop.Entropy.Next(201)));

    /// <summary>A peer that is not through with something earlier says how long to wait (RFC 3261 14.2).</summary>
    private static TimeSpan? RetryAfter(SipResponse refusal)
    {
        if (refusal.Status is not (500 or 503)) return null;
        var seconds = HeaderReading.Number(refusal.Headers, HeaderNames.RetryAfter, LongestPause);
        return seconds is { } wait ? TimeSpan.FromSeconds(wait) : null;
    }

    private void Retry(TimeSpan pause) => _retry = host.Loop.Schedule(pause, static offer => offer.RetryNow(), this);

    private void RetryNow()
    {
        if (party.MayOffer) SendOffer();
        else Retry(GlarePause());
    }

    private void Lost()
    {
        IsOutstanding = false;
        party.OnPeerLost();
        Complete(OfferOutcome.Refused);
    }

    private void Complete(OfferOutcome outcome)
    {
        var completed = _completed;
        _completed = null;
        if (completed is not null) host.Guard(() => completed(outcome));
    }
}
