using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>An answered call: offers both ways, INFO, and the end. On the loop.</summary>
public sealed class InviteSession : IDialogUsage
{
    private static readonly SipHeader RetryLater = new(HeaderNames.RetryAfter, "2");

    private readonly IInviteHost _host;
    private readonly OfferAnswer _exchange;
    private readonly DigestClient? _digest;
    private readonly SuccessRepeater _unacknowledged;
    private readonly SessionOffer _offering;
    private SipRequest? _ack;
    private int _refersTaken;
    private bool _endsWhenAcknowledged;

    internal InviteSession(IInviteHost host, Dialog dialog, OfferAnswer exchange, DigestClient? digest)
    {
        _host = host;
        Dialog = dialog;
        _exchange = exchange;
        _digest = digest;
        _unacknowledged = new SuccessRepeater(host);
        _offering = new SessionOffer(host, this, exchange, digest);
        host.Dialogs.Attach(dialog, this);
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

    /// <summary>Offers a change (a re-INVITE).</summary>
    /// <param name="offer">Our offer.</param>
    /// <param name="completed">Called once, now or later; never after the call is over.</param>
    public void Offer(SessionDescription offer, Action<OfferOutcome> completed)
    {
        if (IsOver || _unacknowledged.IsWaiting || _exchange.State != OfferAnswerState.Stable || _offering.IsPending) completed(OfferOutcome.Pending);
        else _offering.Begin(offer, completed);
    }

    /// <summary>Sends an INFO; its answer changes nothing.</summary>
    public void Info(string contentType, ReadOnlyMemory<byte> body)
    {
        if (!IsOver) _host.Send(Dialog.MakeRequest(SipMethods.Info).WithBody(contentType, body), Dialog.Flow, IgnoredAnswers.Instance, static _ => { });
    }

    /// <summary>Asks the peer to call somebody in place of this call: a blind transfer (REFER, RFC 3515).</summary>
    /// <param name="target">Whom.</param>
    /// <param name="events">Told what becomes of it, also after this call has ended.</param>
    public void Refer(NameAddress target, IReferEvents events)
    {
        if (IsOver) events.OnRefused(481, StatusCodes.ReasonOf(481));
        else _ = new OutgoingRefer(_host, Dialog, _digest, target, events);
    }

    /// <summary>Asks the peer to take the place of us in another call of ours: an attended transfer (RFC 5589 7).</summary>
    /// <param name="replaced">The other call: its peer will be called, and replaces it by that.</param>
    /// <param name="events">Told what becomes of it.</param>
    public void Refer(InviteSession replaced, IReferEvents events)
    {
        var id = replaced.Dialog.Id;
        // Seen from there: its own tag is our remote one.
        var replaces = new Replaces(id.CallId, id.RemoteTag.Length == 0 ? "0" : id.RemoteTag, id.LocalTag);
        Refer(new NameAddress(replaces.AddTo(replaced.Dialog.RemoteTarget)), events);
    }

    /// <summary>Hangs up. Where our answer is not acknowledged yet, the BYE waits for that (RFC 3261 15).</summary>
    /// <param name="reason">A Reason header's value (RFC 3326), or null.</param>
    public void End(string? reason = null)
    {
        if (IsOver) return;
        if (_unacknowledged.IsWaiting)
        {
            IsOver = _endsWhenAcknowledged = true;
            return;
        }

        Over();
        SendBye(reason);
    }

    /// <inheritdoc />
    bool IDialogUsage.IsCall => !IsOver;

    /// <inheritdoc />
    void IDialogUsage.OnAck(SipRequest ack) => OnAck(ack);

    /// <inheritdoc />
    bool IDialogUsage.OnRequest(ServerTransaction transaction)
    {
        var request = transaction.Request;
        Action<SipResponse> respond = transaction.Respond;
        switch (request.Method)
        {
            case SipMethods.Refer:
                OnRefer(transaction);
                return true;
            case SipMethods.Bye:
                OnBye(request, respond);
                return true;
            case SipMethods.Invite or SipMethods.Update:
                OnOffer(request, respond);
                return true;
            case SipMethods.Info:
                OnInfo(request, respond);
                return true;
            default:
                return false;
        }
    }

    void IDialogUsage.OnRepeatedSuccess(SipResponse response) => Acknowledge();

    void IDialogUsage.OnFlowFailed() => Lose(SessionEndReason.Lost);

    /// <summary>Whether a 2xx of ours is not acknowledged yet.</summary>
    internal bool AwaitsAck => _unacknowledged.IsWaiting;

    /// <summary>Begins a call that the peer answered.</summary>
    internal void BeginAcknowledged(uint cseq, SessionDescription? answer)
    {
        var ack = Dialog.MakeRequest(SipMethods.Ack, cseq);
        Acknowledge(answer is null ? ack : ack.WithBody(SessionDescription.ContentType, answer.ToBytes()));
    }

    /// <summary>Begins a call whose 2xx made the offer we had left to the peer: the ACK carries our answer.</summary>
    internal void BeginAnswering(uint cseq, SessionDescription offer)
    {
        SessionDescription? answer = null;
        if (!IsOver) _host.Guard(() => answer = Events?.OnOffer(this, offer));
        if (answer is null) _exchange.Withdraw();
        else _exchange.Send(answer, SdpCarrier.Ack);
        BeginAcknowledged(cseq, answer);
        if (answer is not null || IsOver) return;
        SendBye(null);
        Lose(SessionEndReason.Lost);
    }

    /// <summary>Sends the ACK again: the peer did not get it.</summary>
    internal void Acknowledge()
    {
        if (_ack is not null) _host.SendAck(_ack, Dialog.Flow);
    }

    /// <summary>Sends the ACK of another INVITE of ours.</summary>
    internal void Acknowledge(SipRequest ack)
    {
        _ack = _digest?.Authorize(ack) ?? ack;
        Acknowledge();
    }

    /// <summary>Begins a call that we answered: the answer is repeated until it is acknowledged.</summary>
    internal void BeginUnacknowledged(SipResponse success, uint cseq, Action<SipResponse> send) =>
        _unacknowledged.Begin(success, cseq, send, OnNoAck);

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
        SendBye(null);
        Lose(reason);
    }

    private void OnNoAck() => Abandon(SessionEndReason.NoAck);

    private void OnAck(SipRequest ack)
    {
        if (!_unacknowledged.Stop(ack.CSeq!.Number)) return;
        if (_endsWhenAcknowledged)
        {
            Over();
            SendBye(null);
            return;
        }

        if (_exchange.State != OfferAnswerState.LocalOffer) return;
        if (SdpBody.TryRead(ack, out var answer) && answer is not null && _exchange.Receive(answer, SdpCarrier.Ack) == SdpRole.Answer)
        {
            _host.Guard(() => Events?.OnAnswer(this, answer));
        }
        else
        {
            // Our offer was never answered: there is nothing to talk by.
            _exchange.Withdraw();
            if (_exchange.Remote is not null) return;
            SendBye(null);
            Lose(SessionEndReason.Lost);
        }
    }

    private void OnBye(SipRequest bye, Action<SipResponse> respond)
    {
        respond(SipResponse.For(bye, 200));
        Lose(SessionEndReason.Bye);
    }

    private void OnRefer(ServerTransaction transaction)
    {
        var request = transaction.Request;
        if (IsOver)
        {
            transaction.Respond(SipResponse.For(request, 481));
            return;
        }

        if (request.Headers.CountOf(HeaderNames.ReferTo) != 1 || !NameAddress.TryParse(request.Headers.First(HeaderNames.ReferTo), out var target))
        {
            transaction.Respond(SipResponse.For(request, 400));
            return;
        }

        var refer = new IncomingRefer(_host, Dialog, _digest, transaction, target, _refersTaken++ == 0);
        var isTaken = Events is { } events && _host.Guard(() => events.OnRefer(this, refer));
        if (!isTaken) refer.Reject(500);
    }

    private void OnInfo(SipRequest info, Action<SipResponse> respond)
    {
        var status = 500;
        _host.Guard(() => status = Events?.OnInfo(this, info) ?? 481);
        respond(SipResponse.For(info, status));
    }

    private void OnOffer(SipRequest request, Action<SipResponse> respond)
    {
        if (IsOver)
        {
            respond(SipResponse.For(request, 481));
            return;
        }

        if (!SdpBody.TryRead(request, out var offer))
        {
            respond(SipResponse.For(request, 400));
            return;
        }

        if (_unacknowledged.IsWaiting)
        {
            respond(SipResponse.For(request, 500).With(RetryLater.Name, RetryLater.Value));
            return;
        }

        if (_offering.IsOutstanding || _exchange.State != OfferAnswerState.Stable)
        {
            respond(SipResponse.For(request, 491));
            return;
        }

        Dialog.Refresh(request);
        Answer(request, offer, respond);
    }

    private void Answer(SipRequest request, SessionDescription? offer, Action<SipResponse> respond)
    {
        // An UPDATE without a description only refreshes.
        if (offer is null && request.Is(SipMethods.Update))
        {
            respond(_host.Describe(SipResponse.For(request, 200)));
            return;
        }

        if (offer is null) _exchange.AskedByPeer();
        else _exchange.Receive(offer, SdpCarrier.Request);
        SessionDescription? description = null;
        _host.Guard(() => description = offer is null ? Events?.OnOfferWanted(this) : Events?.OnOffer(this, offer));
        if (description is null)
        {
            _exchange.Withdraw();
            respond(SipResponse.For(request, 488));
            return;
        }

        _exchange.Send(description, SdpCarrier.ReliableResponse);
        var success = _host.Describe(SipResponse.For(request, 200)).WithBody(SessionDescription.ContentType, description.ToBytes());
        respond(success);
        if (request.Is(SipMethods.Invite)) _unacknowledged.Begin(success, request.CSeq!.Number, respond, OnNoAck);
    }

    private void SendBye(string? reason)
    {
        var bye = Dialog.MakeRequest(SipMethods.Bye);
        if (reason is not null) bye = bye.With(HeaderNames.Reason, reason);
        _host.Send(_digest?.Authorize(bye) ?? bye, Dialog.Flow, IgnoredAnswers.Instance, static _ => { });
    }

    private void Over()
    {
        IsOver = true;
        _unacknowledged.End();
        _offering.End();
        _host.Dialogs.Detach(Dialog, this);
    }
}
