using System.Collections.Immutable;
using System.Globalization;
using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>
/// A call of ours until it is answered or failed: one INVITE, and as many early dialogs as places it forked to, each with its own exchange of descriptions. The first 2xx wins; any later one is
/// acknowledged and hung up. On the loop.
/// </summary>
public sealed class OutgoingInvite : IClientTransactionEvents
{
    private readonly IInviteHost _host;
    private readonly IOutgoingInviteEvents _events;
    private readonly OfferAnswer _begun = new();
    private readonly DigestClient? _digest;
    private readonly SessionTimer _timer;
    private readonly EarlyDialogs _early;
    private readonly DeclinedAnswers _declined;
    private SentRequest? _sent;
    private int _cancelledAs;
    private bool _isProvisional;
    private bool _isOver;

    internal OutgoingInvite(IInviteHost host, InviteRequest wanted, IOutgoingInviteEvents events)
    {
        _host = host;
        Wanted = wanted;
        _events = events;
        if (wanted.Credentials is { } credentials) _digest = new DigestClient(credentials, host.Loop.Entropy);
        _timer = new SessionTimer(host);
        _early = new EarlyDialogs(host, this, _digest, (early, offer) => events.OnOffer(this, early, offer));
        _declined = new DeclinedAnswers(host, _digest);
        if (wanted.Offer is { } offer) _begun.Send(offer, SdpCarrier.Request);
        else _begun.AskPeer();
        _host.Send(_timer.Ask(_host.Describe(wanted.ToRequest(host.Loop.Entropy))), wanted.Flow, this, OnBegun);
    }

    /// <summary>The response that refused it; null while there is none, or where none came.</summary>
    public SipResponse? Refusal { get; private set; }

    /// <summary>What was asked for.</summary>
    public InviteRequest Wanted { get; }

    private bool IsCancelled => _cancelledAs != 0;

    private uint Number => _sent!.Request.CSeq!.Number;

    /// <summary>Gives up. The CANCEL waits for a provisional response (RFC 3261 9.1); <see cref="IOutgoingInviteEvents.OnFailed"/> says 487 when it is done. An answer that crosses it is hung up.</summary>
    public void Cancel() => Cancel(487);

    void IClientTransactionEvents.OnResponse(SipResponse response)
    {
        if (response.IsSuccess) OnSuccess(response);
        else if (response.IsProvisional) OnProvisional(response);
        else OnRefusal(response);
    }

    void IClientTransactionEvents.OnNoResponse(int status) => Fail(IsCancelled ? _cancelledAs : status);

    private void OnBegun(SentRequest sent)
    {
        _sent = sent;
        _isProvisional = false;
    }

    private void Cancel(int status)
    {
        if (IsCancelled || _isOver) return;
        _cancelledAs = status;
        _sent?.Settle();
        if (_isProvisional) _sent!.Cancel(_host);
    }

    private void OnProvisional(SipResponse response)
    {
        if (_isOver) return;
        var isFirst = !_isProvisional;
        _isProvisional = true;
        if (IsCancelled)
        {
            if (isFirst) _sent!.Cancel(_host);
            return;
        }

        if (isFirst) _host.Guard(() => _events.OnTrying(this));
        if (response.Status == 100 || IsCancelled) return;
        if (_early.TryGet(_sent!.Request, response, _begun, out var early) && early.IsNews(response)) OnProgress(early, response);
    }

    private void OnProgress(EarlyDialog early, SipResponse response)
    {
        var isReliable = ReliableReceipts.IsReliable(response);
        var description = Receive(early.Exchange, response, isReliable ? SdpCarrier.ReliableResponse : SdpCarrier.UnreliableResponse);
        SessionDescription? answer = null;
        if (early.Exchange.State == OfferAnswerState.RemoteOffer)
        {
            _host.Guard(() => answer = _events.OnOffer(this, early, description!));
            if (answer is null)
            {
                // Whoever leaves the offer to others has to take one.
                Cancel(488);
                return;
            }

            early.Exchange.Send(answer, SdpCarrier.Prack);
        }

        if (isReliable) early.Acknowledge(response, answer);
        _host.Guard(() => _events.OnEarly(this, early, response, description));
    }

    private void OnSuccess(SipResponse response)
    {
        if (DialogOf(response) is not { } dialog) return;
        if (!_isOver && !IsCancelled)
        {
            Answered(dialog, response);
            return;
        }

        _declined.Decline(dialog, Number);
        Fail(IsCancelled ? _cancelledAs : 487);
    }

    /// <summary>The dialog a 2xx confirms, early until now, or makes.</summary>
    private Dialog? DialogOf(SipResponse response)
    {
        if (_early.Find(response.To?.Tag ?? "")?.Dialog is { } known)
        {
            if (known.State != DialogState.Confirmed) known.Confirm(response);
            return known;
        }

        return Dialog.FromResponse(_sent!.Request, response, Wanted.Flow);
    }

    private void Answered(Dialog dialog, SipResponse response)
    {
        var early = _early.Find(dialog.Id.RemoteTag);
        var exchange = early?.Exchange ?? _begun.Fork();
        var description = Receive(exchange, response, SdpCarrier.ReliableResponse);
        var session = new InviteSession(_host, dialog, exchange, _digest, _timer);
        _isOver = true;
        _sent!.Transaction.HandTo(new AnsweredInvite(_sent.Request.Outline(), Wanted.Flow, dialog, session.SentAck, _declined, _early.Besides(dialog)));
        _early.End(isFailed: false);
        session.Note(response);
        _timer.Agree(response);
        var isOffered = exchange.State == OfferAnswerState.RemoteOffer;
        if (!isOffered) session.Acknowledge(Number);
        if (!isOffered && early is not { IsOffering: true } && !exchange.Settle())
        {
            session.End();
            _host.Guard(() => _events.OnFailed(this, 488, StatusCodes.ReasonOf(488)));
            return;
        }

        if (!_host.Guard(() => _events.OnAnswered(this, session, description ?? exchange.Remote))) session.End();
        if (isOffered) session.AcknowledgeAnswering(Number, exchange.Outstanding!);
    }

    private void OnRefusal(SipResponse response)
    {
        if (_isOver) return;
        if (IsCancelled)
        {
            Fail(_cancelledAs);
        }
        else if (Mended(response) is { } again)
        {
            _early.Clear();
            // The Via is the transaction's own, and the next one gets its own.
            var headers = again.With(HeaderNames.CSeq, new CSeq(Number + 1, SipMethods.Invite).ToString()).Headers.Remove(HeaderNames.Via);
            _host.Send(again.With(headers), _sent!.Flow, this, OnBegun);
        }
        else
        {
            Refused(response);
        }
    }

    /// <summary>The INVITE again, with what the refusal asks for: credentials, or a longer session; null where that can't help.</summary>
    private SipRequest? Mended(SipResponse refusal)
    {
        if (refusal.Status is 401 or 407) return _digest?.Answer(_sent!.Request, refusal);
        return _timer.Raise(refusal) ? _timer.Ask(_sent!.Request) : null;
    }

    private void Refused(SipResponse response)
    {
        Refusal = response;
        if (response.Status >= 400)
        {
            Fail(response.Status, response.Reason);
            return;
        }

        End();
        _host.Guard(() => _events.OnRedirected(this, Best(response.Contacts)));
    }

    /// <summary>By q-value, the best first; without one it is 1 (RFC 3261 8.1.3.4, 20.10).</summary>
    private static ImmutableArray<NameAddress> Best(ImmutableArray<NameAddress> contacts) => [.. contacts.OrderByDescending(QualityOf)];

    private static double QualityOf(NameAddress contact) =>
        double.TryParse(contact.Parameters["q"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality) ? quality : 1;

    private void Fail(int status, string? reason = null)
    {
        if (_isOver) return;
        End();
        _host.Guard(() => _events.OnFailed(this, status, reason ?? StatusCodes.ReasonOf(status)));
    }

    private void End()
    {
        _isOver = true;
        _early.End(isFailed: true);
        _timer.End();
    }

    /// <summary>The description in a response, where it is an answer or an early look at one, or an offer.</summary>
    private static SessionDescription? Receive(OfferAnswer exchange, SipResponse response, SdpCarrier carrier)
    {
        if (!SdpBody.TryRead(response, out var description) || description is null) return null;
        return exchange.Receive(description, carrier) is SdpRole.Answer or SdpRole.Preview or SdpRole.Offer ? description : null;
    }
}
