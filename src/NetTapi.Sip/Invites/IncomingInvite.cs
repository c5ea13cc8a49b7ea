using System.Collections.Immutable;
using System.Net;
using NetTapi.Loop;
using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transactions;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Invites;

/// <summary>A call that came in, until its final answer. On the loop.</summary>
public sealed class IncomingInvite : IDialogUsage
{
    // Proxies give up after three minutes without a word (RFC 3261 13.3.1.1, timer C).
    private static readonly TimeSpan SignOfLife = TimeSpan.FromMinutes(1);

    private readonly IInviteHost _host;
    private readonly ServerTransaction _transaction;
    private readonly Action _answered;
    private readonly Dialog _dialog;
    private readonly OfferAnswer _exchange = new();
    private readonly PeerOffer _peerOffer;
    private readonly ReliableResponses _reliable;
    private LoopTimer? _signOfLife;
    private HeldAnswer? _held;

    internal IncomingInvite(IInviteHost host, ServerTransaction transaction, SessionDescription? offer, Action answered)
    {
        _host = host;
        _transaction = transaction;
        Request = transaction.Request;
        _answered = answered;
        _peerOffer = new PeerOffer(host, _exchange);
        _reliable = new ReliableResponses(host, transaction, OnUnheard);
        Offer = offer;
        if (offer is null) _exchange.AskedByPeer();
        else _exchange.Receive(offer, SdpCarrier.Request);
        _dialog = Dialog.FromRequest(Request, host.Loop.Entropy.Hex(8));
        host.Dialogs.Attach(_dialog, this);
    }

    /// <summary>The INVITE.</summary>
    public SipRequest Request { get; }

    /// <summary>The call that this one is to take the place of (RFC 3891); null: none.</summary>
    public Replaces? Replaces => Messages.Replaces.TryParse(Request.Headers.First(HeaderNames.Replaces), out var replaces) ? replaces : null;

    /// <summary>Where its answers go, and requests to who called.</summary>
    public Flow Flow => _transaction.Flow;

    /// <summary>The address and port it came from: who sent it.</summary>
    public IPEndPoint Source => _transaction.Source;

    /// <summary>The caller's offer; null where he wants one of ours.</summary>
    public SessionDescription? Offer { get; }

    /// <summary>The address of ours that the caller can send media to.</summary>
    public IPAddress LocalAddress => _host.LocalAddressOn(Flow);

    /// <summary>Whether requests of the call go back on the flow it came by, whatever its Contact says: so for phones, which may be behind NAT.</summary>
    public bool StaysOnFlow { get; set; }

    /// <summary>Whether provisional responses can be made to arrive (RFC 3262): the caller acknowledges them.</summary>
    public bool CanBeReliable => _reliable.IsPossible;

    /// <summary>Whether it has its final answer.</summary>
    public bool IsAnswered => _held is not null || _transaction.IsAnswered || _transaction.IsOver;

    /// <summary>Told when the caller gives up.</summary>
    public IIncomingInviteEvents? Events { get; set; }

    /// <inheritdoc />
    bool IDialogUsage.IsCall => true;

    /// <summary>Answers provisionally, 101 to 199. The last one is repeated each minute, so that no proxy between gives up.</summary>
    /// <param name="status">The status.</param>
    /// <param name="reason">The reason; the customary one where null.</param>
    /// <param name="description">Early media: our answer to the offer. Where the caller made none, our own offer; only in a reliable response.</param>
    /// <param name="reliable">Whether it must arrive (RFC 3262): it is repeated until the caller acknowledges it. Has no effect where the caller can't do so; is so anyway where he demands it.</param>
    public void Progress(int status, string? reason = null, SessionDescription? description = null, bool reliable = false)
    {
        if (IsAnswered) return;
        var isReliable = _reliable.IsDemanded || (reliable && _reliable.IsPossible);
        if (isReliable) _reliable.Send(() => Describe(Answer(status, reason), description, SdpCarrier.ReliableResponse));
        else _transaction.Respond(Describe(Answer(status, reason), description, SdpCarrier.UnreliableResponse));
        _signOfLife?.Cancel();
        _signOfLife = _host.Loop.Schedule(SignOfLife, () => Progress(status, reason, description, reliable));
    }

    /// <summary>Answers the call. Where early media was said reliably, that holds and <paramref name="description"/> is not used; <see cref="InviteSession.Local"/> says what is in force.</summary>
    /// <param name="description">Our answer to the offer; our offer, where the caller made none.</param>
    /// <param name="events">Told what happens from here on.</param>
    /// <exception cref="InvalidOperationException">It has its final answer already.</exception>
    public InviteSession Accept(SessionDescription description, IInviteSessionEvents events)
    {
        if (IsAnswered) throw new InvalidOperationException("The call has its final answer already.");
        _signOfLife?.Cancel();
        _dialog.State = DialogState.Confirmed;
        _dialog.Flow = StaysOnFlow ? Flow : null;
        var timer = new SessionTimer(_host);
        var session = new InviteSession(_host, _dialog, _exchange, null, timer) { Events = events, LatePracks = TakePrack };
        session.Note(Request);
        _held = new HeldAnswer(session, timer, description);
        if (_reliable.HoldsDescription) session.HoldAnswer();
        else SendAnswer(_held);
        return session;
    }

    /// <summary>Refuses the call, 300 to 699.</summary>
    public void Reject(int status, string? reason = null, params IEnumerable<SipHeader> headers)
    {
        if (IsAnswered) return;
        Refuse(status, reason, headers);
    }

    /// <summary>Sends the caller elsewhere (302).</summary>
    public void Redirect(params ImmutableArray<NameAddress> targets) =>
        Reject(302, null, targets.Select(target => new SipHeader(HeaderNames.Contact, target.ToString())));

    /// <inheritdoc />
    bool IDialogUsage.OnRequest(ServerTransaction transaction)
    {
        switch (transaction.Request.Method)
        {
            case SipMethods.Prack:
                return TakePrack(transaction);
            case SipMethods.Update when _held is null:
                OnUpdate(transaction);
                return true;
            case SipMethods.Bye:
                // A caller may hang up what is not answered, in place of a CANCEL (RFC 3261 15).
                transaction.Respond(SipResponse.For(transaction.Request, 200));
                Cancel();
                return true;
            default:
                return false;
        }
    }

    /// <inheritdoc />
    void IDialogUsage.OnFlowFailed()
    {
        // Whoever keeps the calls that ring is told of that, and cancels.
    }

    /// <summary>The caller gave up, or can't be reached.</summary>
    internal void Cancel() => GiveUp(487);

    private void GiveUp(int status)
    {
        if (_transaction.IsAnswered || _transaction.IsOver) return;
        Refuse(status, null, []);
        if (_held is { } held) held.Session.Lose(status == 487 ? SessionEndReason.Bye : SessionEndReason.NoAck);
        else if (Events is { } events) _host.Guard(() => events.OnCancelled(this));
    }

    private void OnUnheard() => GiveUp(504);

    private void Refuse(int status, string? reason, IEnumerable<SipHeader> headers)
    {
        var response = Answer(status, reason);
        _transaction.Respond(response.With(response.Headers.AddRange(headers)));
        Finish();
    }

    /// <summary>The 2xx goes out; it could be waiting no longer than for a PRACK.</summary>
    private void SendAnswer(HeldAnswer held)
    {
        var response = Describe(Answer(200, null), held.Description, SdpCarrier.ReliableResponse);
        var success = held.Timer.Answer(Request, response);
        _transaction.Respond(success);
        Finish();
        held.Session.BeginUnacknowledged(success, Request.CSeq!.Number, again => _host.Resend(Flow, again));
    }

    private void Finish()
    {
        _signOfLife?.Cancel();
        _reliable.End();
        _host.Dialogs.Detach(_dialog, this);
        _answered();
    }

    /// <summary>Adds a description where one belongs: an answer, an early look at it, or our offer. What was settled already is not said again (RFC 6337 3.1).</summary>
    private SipResponse Describe(SipResponse response, SessionDescription? description, SdpCarrier carrier)
    {
        if (description is null) return response;
        var role = _exchange.Send(description, carrier);
        return role is SdpRole.Offer or SdpRole.Answer or SdpRole.Preview
            ? response.WithBody(SessionDescription.ContentType, description.ToBytes())
            : response;
    }

    private bool TakePrack(ServerTransaction transaction)
    {
        var prack = transaction.Request;
        if (!SdpBody.TryRead(prack, out var description)) transaction.Respond(SipResponse.For(prack, 400));
        else if (!_reliable.Acknowledge(prack)) transaction.Respond(SipResponse.For(prack, 481));
        else transaction.Respond(AnswerPrack(transaction, description));
        if (_transaction.IsAnswered) return true;
        if (_held is null) _reliable.Continue();
        else if (!_reliable.HoldsDescription) SendAnswer(_held);
        return true;
    }

    /// <summary>A PRACK may bring the answer to an offer of ours, or an offer after that (RFC 3262 5).</summary>
    private SipResponse AnswerPrack(ServerTransaction transaction, SessionDescription? description)
    {
        if (_exchange.State == OfferAnswerState.LocalOffer) TakeEarlyAnswer(description);
        else if (description is not null) return _peerOffer.Refuse(transaction.Request) ?? _peerOffer.Answer(transaction, description, SdpCarrier.Prack, () => Ask(description));
        return SipResponse.For(transaction.Request, 200);
    }

    private void TakeEarlyAnswer(SessionDescription? answer)
    {
        // A PRACK that owes its answer leaves the offer open: the 2xx makes it again.
        if (answer is null)
        {
            _exchange.Withdraw();
            _exchange.AskedByPeer();
        }
        else if (_exchange.Receive(answer, SdpCarrier.Prack) == SdpRole.Answer)
        {
            if (_held is { } held) _host.Guard(() => held.Session.Events?.OnAnswer(held.Session, answer));
            else _host.Guard(() => Events?.OnAnswer(this, answer));
        }
    }

    private void OnUpdate(ServerTransaction transaction)
    {
        var update = transaction.Request;
        if (!SdpBody.TryRead(update, out var offer)) transaction.Respond(SipResponse.For(update, 400));
        else if (offer is null) transaction.Respond(_peerOffer.Success(transaction));
        else transaction.Respond(_peerOffer.Refuse(update) ?? _peerOffer.Answer(transaction, offer, SdpCarrier.Request, () => Ask(offer)));
    }

    private SessionDescription? Ask(SessionDescription offer) =>
        _held is { } held ? held.Session.Events?.OnOffer(held.Session, offer) : Events?.OnOffer(this, offer);

    private SipResponse Answer(int status, string? reason)
    {
        var response = SipResponse.For(Request, status, reason, _dialog.Id.LocalTag);
        return status < 300 ? _host.Describe(response).With(HeaderNames.Contact, _host.ContactFor(Flow).ToString()) : response;
    }

    /// <summary>An answer given, that may have to wait until an earlier description has arrived.</summary>
    private sealed record HeldAnswer(InviteSession Session, SessionTimer Timer, SessionDescription Description);
}
