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
    private readonly InviteRequest _wanted;
    private readonly IOutgoingInviteEvents _events;
    private readonly Dictionary<string, OfferAnswer> _early = [];
    private readonly Dictionary<string, SipRequest> _refusedAcks = [];
    private readonly OfferAnswer _exchange = new();
    private readonly DigestClient? _digest;
    private SentRequest? _sent;
    private InviteSession? _session;
    private bool _isCancelled;
    private bool _isProvisional;
    private bool _isOver;

    internal OutgoingInvite(IInviteHost host, InviteRequest wanted, IOutgoingInviteEvents events)
    {
        _host = host;
        _wanted = wanted;
        _events = events;
        if (wanted.Credentials is { } credentials) _digest = new DigestClient(credentials, host.Loop.Entropy);
        if (wanted.Offer is { } offer) _exchange.Send(offer, SdpCarrier.Request);
        else _exchange.AskPeer();
        _host.Send(MakeRequest(), wanted.Flow, this, OnBegun);
    }

    /// <summary>The response that refused it; null while there is none, or where none came.</summary>
    public SipResponse? Refusal { get; private set; }

    /// <summary>What was asked for.</summary>
    public InviteRequest Wanted => _wanted;

    /// <summary>Gives up. The CANCEL waits for a provisional response (RFC 3261 9.1); <see cref="IOutgoingInviteEvents.OnFailed"/> says 487 when it is done. An answer that crosses it is hung up.</summary>
    public void Cancel()
    {
        if (_isCancelled || _isOver) return;
        _isCancelled = true;
        if (_isProvisional) SendCancel();
    }

    void IClientTransactionEvents.OnResponse(SipResponse response)
    {
        if (response.IsSuccess) OnSuccess(response);
        else if (response.IsProvisional) OnProvisional(response);
        else OnRefusal(response);
    }

    void IClientTransactionEvents.OnNoResponse(int status) => Fail(_isCancelled ? 487 : status, StatusCodes.ReasonOf(_isCancelled ? 487 : status));

    private void OnBegun(SentRequest sent)
    {
        _sent = sent;
        _isProvisional = false;
    }

    private SipRequest MakeRequest()
    {
        var entropy = _host.Loop.Entropy;
        List<SipHeader> headers =
        [
            new(HeaderNames.MaxForwards, "70"),
            new(HeaderNames.From, _wanted.From.WithTag(entropy.Hex(8)).ToString()),
            new(HeaderNames.To, (_wanted.To ?? new NameAddress(_wanted.Target)).ToString()),
            new(HeaderNames.CallId, entropy.Hex(16)),
            new(HeaderNames.CSeq, new CSeq(1, SipMethods.Invite).ToString()),
        ];
        headers.AddRange(_wanted.Route.Select(route => new SipHeader(HeaderNames.Route, route.ToString())));
        headers.AddRange(_wanted.Headers);
        if (_wanted.Replaces is { } replaces) headers.AddRange([new(HeaderNames.Replaces, replaces.ToString()), new(HeaderNames.Require, "replaces")]);
        var request = _host.Describe(new SipRequest(SipMethods.Invite, _wanted.Target, new HeaderList(headers)));
        return _wanted.Offer is { } offer ? request.WithBody(SessionDescription.ContentType, offer.ToBytes()) : request;
    }

    private void OnProvisional(SipResponse response)
    {
        if (_isOver || _session is not null) return;
        var isFirst = !_isProvisional;
        _isProvisional = true;
        if (_isCancelled)
        {
            if (isFirst) SendCancel();
            return;
        }

        if (isFirst) _host.Guard(() => _events.OnTrying(this));
        if (response.Status == 100 || _isCancelled) return;
        var description = Receive(response, SdpCarrier.UnreliableResponse);
        _host.Guard(() => _events.OnProgress(this, response, description));
    }

    private void OnSuccess(SipResponse response)
    {
        if (Dialog.FromResponse(_sent!.Request, response) is not { } dialog) return;
        dialog.Flow = _wanted.Flow;
        if (_session is not null && _session.Dialog.Id == dialog.Id) _session.Acknowledge();
        else if (_session is not null || _isCancelled || _isOver) Decline(dialog, response);
        else Answered(dialog, response);
    }

    private void Answered(Dialog dialog, SipResponse response)
    {
        var description = Receive(response, SdpCarrier.ReliableResponse);
        var exchange = ExchangeOf(response);
        var session = _session = new InviteSession(_host, dialog, exchange, _digest);
        _isOver = true;
        if (exchange.State != OfferAnswerState.RemoteOffer)
        {
            session.BeginAcknowledged(_sent!.Request.CSeq!.Number, null);
            if (!exchange.Settle())
            {
                session.End();
                _host.Guard(() => _events.OnFailed(this, 488, StatusCodes.ReasonOf(488)));
                return;
            }
        }

        if (!_host.Guard(() => _events.OnAnswered(this, session, description ?? exchange.Remote))) session.End();
        if (exchange.State == OfferAnswerState.RemoteOffer) session.BeginAnswering(_sent!.Request.CSeq!.Number, exchange.Outstanding!);
    }

    /// <summary>An answer nobody wants any more: acknowledged, and hung up (RFC 3261 13.2.2.4). Repeated answers get the ACK again.</summary>
    private void Decline(Dialog dialog, SipResponse response)
    {
        if (_refusedAcks.TryGetValue(dialog.Id.RemoteTag, out var sent))
        {
            _host.SendAck(sent, _wanted.Flow);
            return;
        }

        var ack = dialog.MakeRequest(SipMethods.Ack, _sent!.Request.CSeq!.Number);
        _refusedAcks.Add(dialog.Id.RemoteTag, ack);
        _host.SendAck(ack, _wanted.Flow);
        _host.Send(dialog.MakeRequest(SipMethods.Bye), _wanted.Flow, IgnoredAnswers.Instance, static _ => { });
        if (_session is null) Fail(487, StatusCodes.ReasonOf(487));
    }

    private void OnRefusal(SipResponse response)
    {
        if (_isOver) return;
        if (response.Status is 401 or 407 && !_isCancelled && _digest?.Answer(_sent!.Request, response) is { } again)
        {
            var cseq = new CSeq(_sent.Request.CSeq!.Number + 1, SipMethods.Invite);
            _early.Clear();
            // The Via is the transaction's own, and the next one gets its own.
            var headers = again.With(HeaderNames.CSeq, cseq.ToString()).Headers.Remove(HeaderNames.Via);
            _host.Send(again.With(headers), _sent.Flow, this, OnBegun);
            return;
        }

        Refusal = response;
        if (response.Status < 400 && !_isCancelled)
        {
            _isOver = true;
            _host.Guard(() => _events.OnRedirected(this, Best(response.Contacts)));
            return;
        }

        Fail(_isCancelled ? 487 : response.Status, _isCancelled ? StatusCodes.ReasonOf(487) : response.Reason);
    }

    /// <summary>By q-value, the best first; without one it is 1 (RFC 3261 8.1.3.4, 20.10).</summary>
    private static ImmutableArray<NameAddress> Best(ImmutableArray<NameAddress> contacts) => [.. contacts.OrderByDescending(QualityOf)];

    private static double QualityOf(NameAddress contact) =>
        double.TryParse(contact.Parameters["q"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality) ? quality : 1;

    private void Fail(int status, string reason)
    {
        if (_isOver) return;
        _isOver = true;
        _host.Guard(() => _events.OnFailed(this, status, reason));
    }

    private void SendCancel()
    {
        if (_sent is not { } sent) return;
        string[] copied = [HeaderNames.Via, HeaderNames.Route, HeaderNames.From, HeaderNames.To, HeaderNames.CallId];
        var headers = sent.Request.Headers.Where(header => copied.Any(header.Is))
            .Append(new SipHeader(HeaderNames.CSeq, new CSeq(sent.Request.CSeq!.Number, SipMethods.Cancel).ToString()))
            .Append(new SipHeader(HeaderNames.MaxForwards, "70"));
        _host.Send(new SipRequest(SipMethods.Cancel, sent.Request.Uri, new HeaderList(headers)), sent.Flow, IgnoredAnswers.Instance, static _ => { });
        (sent.Transaction as InviteClient)?.ExpectCancellation();
    }

    /// <summary>The description in a response, where it is an answer or an early look at one.</summary>
    private SessionDescription? Receive(SipResponse response, SdpCarrier carrier)
    {
        if (!SdpBody.TryRead(response, out var description) || description is null) return null;
        var role = ExchangeOf(response).Receive(description, carrier);
        return role is SdpRole.Answer or SdpRole.Preview or SdpRole.Offer ? description : null;
    }

    private OfferAnswer ExchangeOf(SipResponse response)
    {
        var tag = response.To?.Tag ?? "";
        if (!_early.TryGetValue(tag, out var exchange)) _early.Add(tag, exchange = _exchange.Fork());
        return exchange;
    }
}
