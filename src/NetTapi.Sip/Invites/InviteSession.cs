using System.Collections.Immutable;
using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>An answered call: offers both ways, transfers, INFO, and the end. On the loop.</summary>
public sealed class InviteSession : IDialogUsage, IOfferParty
{
    private const string ExpiredReason = "SIP;cause=408;text=\"Session timer\"";

    private readonly IInviteHost _host;
    private readonly OfferAnswer _exchange;
    private readonly DigestClient? _digest;
    private readonly SessionTimer _timer;
    private readonly SuccessRepeater _unacknowledged;
    private readonly SessionOffer _offering;
    private readonly PeerOffer _peerOffer;
    private readonly SessionReferrals _referrals;
    private readonly LostConnection _lostConnection;
    private ImmutableArray<string> _allowed = [];
    private string? _endReason;
    private bool _endsWhenAcknowledged;

    internal InviteSession(IInviteHost host, Dialog dialog, OfferAnswer exchange, DigestClient? digest, SessionTimer timer)
    {
        _host = host;
        Dialog = dialog;
        _exchange = exchange;
        _digest = digest;
        _timer = timer;
        _unacknowledged = new SuccessRepeater(host);
        _offering = new SessionOffer(host, this, exchange, digest);
        _peerOffer = new PeerOffer(host, exchange);
        _referrals = new SessionReferrals(host, this, digest);
        _lostConnection = new LostConnection(host, this, digest);
        SentAck = new SentAck(host, dialog, digest);
        host.Dialogs.Attach(dialog, this);
        timer.Begin(new SessionRefresh(host, this, timer, digest).OnDue, () => Abandon(SessionEndReason.Expired));
    }

    /// <summary>Its dialog.</summary>
    public Dialog Dialog { get; }

    /// <summary>Told what happens; set by who answered, or was answered.</summary>
    public IInviteSessionEvents? Events { get; set; }

    /// <summary>Our description in force.</summary>
    public SessionDescription? Local => _exchange.Local;

    /// <summary>The peer's description in force.</summary>
    public SessionDescription? Remote => _exchange.Remote;

    /// <summary>Whether the call is over.</summary>
    public bool IsOver { get; private set; }

    bool IDialogUsage.IsCall => !IsOver;

    /// <summary>Whether an offer can be sent now.</summary>
    internal bool MayOffer => !IsOver && !_unacknowledged.IsWaiting && _exchange.State == OfferAnswerState.Stable && !_offering.IsOutstanding;

    bool IOfferParty.MayOffer => MayOffer;

    /// <summary>The last ACK of ours.</summary>
    internal SentAck SentAck { get; }

    /// <summary>Takes PRACKs that come after the answer they were overtaken by; null: there are none to come.</summary>
    internal Func<ServerTransaction, bool>? LatePracks { get; set; }

    /// <summary>Whether the peer says that it takes a method, as REFER or UPDATE. Where it never said, this is no.</summary>
    public bool Allows(string method) => _allowed.Contains(method);

    /// <summary>Offers a change. It waits where our answer is not acknowledged yet, and is made again after glare (491) and where the peer asks for that (500 with Retry-After).</summary>
    /// <param name="offer">Our offer.</param>
    /// <param name="completed">Called once, now or later; never after the call is over.</param>
    /// <param name="byUpdate">By UPDATE (RFC 3311) where the peer takes it: no ACK, and no question to a human there; else by re-INVITE.</param>
    public void Offer(SessionDescription offer, Action<OfferOutcome> completed, bool byUpdate = false)
    {
        if (IsOver || _offering.IsPending) completed(OfferOutcome.Pending);
        else _offering.Begin(offer, byUpdate && Allows(SipMethods.Update) ? SipMethods.Update : SipMethods.Invite, completed);
    }

    /// <summary>Sends an INFO; its answer changes nothing.</summary>
    public void Info(string contentType, ReadOnlyMemory<byte> body)
    {
        if (!IsOver) DialogRequest.Send(_host, Dialog, _digest, Dialog.MakeRequest(SipMethods.Info).WithBody(contentType, body));
    }

    /// <summary>Asks the peer to call somebody in place of this call: a blind transfer (REFER, RFC 3515).</summary>
    /// <param name="target">Whom.</param>
    /// <param name="events">Told what becomes of it, also after this call has ended.</param>
    public void Refer(NameAddress target, IReferEvents events) => _referrals.Send(target, events);

    /// <summary>Asks the peer to take the place of us in another call of ours: an attended transfer (RFC 5589 7).</summary>
    /// <param name="replaced">The other call: its peer will be called, and replaces it by that.</param>
    /// <param name="events">Told what becomes of it.</param>
    public void Refer(InviteSession replaced, IReferEvents events) => Refer(SessionReferrals.InPlaceOf(replaced.Dialog), events);

    /// <summary>Hangs up. Where our answer is not acknowledged yet, the BYE waits for that (RFC 3261 15).</summary>
    /// <param name="reason">A Reason header's value (RFC 3326), or null.</param>
    public void End(string? reason = null)
    {
        if (IsOver) return;
        _endReason = reason;
        if (_unacknowledged.IsWaiting)
        {
            IsOver = _endsWhenAcknowledged = true;
            return;
        }

        Over();
        SendBye(reason);
    }

    bool IDialogUsage.OnRequest(ServerTransaction transaction)
    {
        switch (transaction.Request.Method)
        {
            case SipMethods.Bye:
                transaction.Respond(SipResponse.For(transaction.Request, 200));
                Lose(SessionEndReason.Bye);
                return true;
            case SipMethods.Invite or SipMethods.Update:
                OnOffer(transaction);
                return true;
            case SipMethods.Info:
                OnInfo(transaction);
                return true;
            case SipMethods.Refer:
                _referrals.Take(transaction);
                return true;
            case SipMethods.Prack:
                return LatePracks?.Invoke(transaction) ?? false;
            default:
                return false;
        }
    }

    void IDialogUsage.OnAck(SipRequest ack)
    {
        if (!_unacknowledged.Stop(ack.CSeq!.Number)) return;
        TakeAnswer(ack);
        Acknowledged();
    }

    void IDialogUsage.OnRepeatedSuccess(SipResponse response) => SentAck.Again();

    void IDialogUsage.OnFlowFailed() => _lostConnection.Begin();

    SipRequest IOfferParty.Prepare(SipRequest request) => _timer.Ask(_host.Describe(request));

    void IOfferParty.OnSuccess(SipResponse success)
    {
        Note(success);
        _timer.Agree(success);
    }

    bool IOfferParty.MendsRefusal(SipResponse refusal) => _timer.Raise(refusal);

    void IOfferParty.AcknowledgeOffer(uint cseq) => SentAck.Send(cseq, null);

    void IOfferParty.AcknowledgeAgain() => SentAck.Again();

    void IOfferParty.OnPeerLost() => Abandon(SessionEndReason.Lost);

    /// <summary>Remembers what a message says that the peer can do.</summary>
    internal void Note(SipMessage message)
    {
        if (message.Allow is { IsEmpty: false } allowed) _allowed = allowed;
    }

    /// <summary>Acknowledges the 2xx that made this call.</summary>
    internal void Acknowledge(uint cseq) => SentAck.Send(cseq, null);

    /// <summary>The 2xx made the offer that we had left to the peer: the ACK carries our answer.</summary>
    internal void AcknowledgeAnswering(uint cseq, SessionDescription offer)
    {
        SessionDescription? answer = null;
        if (!IsOver) _host.Guard(() => answer = Events?.OnOffer(this, offer));
        if (answer is null) _exchange.Withdraw();
        else _exchange.Send(answer, SdpCarrier.Ack);
        SentAck.Send(cseq, answer);
        if (answer is null && !IsOver) Abandon(SessionEndReason.Lost);
    }

    /// <summary>Our answer has to wait for something: so does all that waits for its ACK.</summary>
    internal void HoldAnswer() => _unacknowledged.Hold();

    /// <summary>Our answer was sent: it is repeated until it is acknowledged.</summary>
    internal void BeginUnacknowledged(SipResponse success, uint cseq, Action<SipResponse> send) =>
        _unacknowledged.Begin(success, cseq, send, () => Abandon(SessionEndReason.NoAck));

    /// <summary>The peer is gone.</summary>
    internal void Lose(SessionEndReason reason)
    {
        var wasTold = IsOver;
        Over();
        if (!wasTold && Events is { } events) _host.Guard(() => events.OnEnded(this, reason));
    }

    /// <summary>The peer does not answer; it may still be there, so it is told (RFC 3261 12.2.1.2, 14.1).</summary>
    internal void Abandon(SessionEndReason reason)
    {
        SendBye(reason == SessionEndReason.Expired ? ExpiredReason : _endReason);
        Lose(reason);
    }

    /// <summary>Our answer has arrived: what waited for that is done.</summary>
    private void Acknowledged()
    {
        if (_endsWhenAcknowledged)
        {
            _endsWhenAcknowledged = false;
            Over();
            SendBye(_endReason);
        }
        else
        {
            _offering.Resume();
        }
    }

    private void TakeAnswer(SipRequest ack)
    {
        if (_endsWhenAcknowledged || _exchange.State != OfferAnswerState.LocalOffer) return;
        if (SdpBody.TryRead(ack, out var answer) && answer is not null && _exchange.Receive(answer, SdpCarrier.Ack) == SdpRole.Answer)
        {
            _host.Guard(() => Events?.OnAnswer(this, answer));
            return;
        }

        // Our offer was never answered: what held before holds on, or else there is nothing to talk by.
        _exchange.Withdraw();
        if (_exchange.Remote is null) Abandon(SessionEndReason.Lost);
    }

    private void OnInfo(ServerTransaction transaction)
    {
        var status = 500;
        _host.Guard(() => status = IsOver ? 481 : Events?.OnInfo(this, transaction.Request) ?? 481);
        transaction.Respond(SipResponse.For(transaction.Request, status));
    }

    private void OnOffer(ServerTransaction transaction)
    {
        var request = transaction.Request;
        OvertakeAck(request);
        if (IsOver) transaction.Respond(SipResponse.For(request, 481));
        else if (!SdpBody.TryRead(request, out var offer)) transaction.Respond(SipResponse.For(request, 400));
        else if (SessionTimer.Refuse(_host, request) is { } tooShort) transaction.Respond(tooShort);
        else if (offer is null && request.Is(SipMethods.Update)) Succeed(transaction, _peerOffer.Success(transaction));
        else if (_peerOffer.Refuse(request) is { } refusal) transaction.Respond(refusal);
        else if (_unacknowledged.IsWaiting && request.Is(SipMethods.Invite)) transaction.Respond(SipResponse.For(request, 491));
        else Succeed(transaction, Answer(transaction, offer));
    }

    /// <summary>
    /// A re-INVITE proves that our 2xx arrived, though its ACK is still under way or lost (RFC 5407 3.1.5). Not where that ACK is to bring an answer: then the offers would mix, and the peer is told so.
    /// </summary>
    private void OvertakeAck(SipRequest request)
    {
        if (!request.Is(SipMethods.Invite) || !_unacknowledged.WaitsForAck || _exchange.State != OfferAnswerState.Stable) return;
        _unacknowledged.End();
        Acknowledged();
    }

    private SipResponse Answer(ServerTransaction transaction, SessionDescription? offer) => _peerOffer.Answer(
        transaction, offer, SdpCarrier.Request, () => offer is null ? Events?.OnOfferWanted(this) : Events?.OnOffer(this, offer));

    private void Succeed(ServerTransaction transaction, SipResponse response)
    {
        var request = transaction.Request;
        if (!response.IsSuccess || IsOver)
        {
            transaction.Respond(response.IsSuccess ? SipResponse.For(request, 481) : response);
            return;
        }

        // A target refresh counts only where it succeeds (RFC 3261 12.2.2).
        Dialog.Refresh(request);
        Note(request);
        var success = _timer.Answer(request, response);
        transaction.Respond(success);
        if (request.Is(SipMethods.Invite)) BeginUnacknowledged(success, request.CSeq!.Number, again => _host.Resend(transaction.Flow, again));
    }

    private void SendBye(string? reason)
    {
        var bye = Dialog.MakeRequest(SipMethods.Bye);
        DialogRequest.Send(_host, Dialog, _digest, reason is null ? bye : bye.With(HeaderNames.Reason, reason));
    }

    private void Over()
    {
        IsOver = true;
        _unacknowledged.End();
        _offering.End();
        _timer.End();
        _lostConnection.End();
        _host.Dialogs.Detach(Dialog, this);
    }
}
