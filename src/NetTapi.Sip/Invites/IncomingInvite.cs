using System.Collections.Immutable;
using System.Net;
using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transactions;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Invites;

/// <summary>A call that came in, until its final answer. On the loop.</summary>
public sealed class IncomingInvite
{
    private readonly IInviteHost _host;
    private readonly ServerTransaction _transaction;
    private readonly Action _answered;
    private readonly Dialog _dialog;
    private readonly OfferAnswer _exchange = new();

    internal IncomingInvite(IInviteHost host, ServerTransaction transaction, SessionDescription? offer, Action answered)
    {
        _host = host;
        _transaction = transaction;
        _answered = answered;
        Offer = offer;
        if (offer is null) _exchange.AskedByPeer();
        else _exchange.Receive(offer, SdpCarrier.Request);
        _dialog = Dialog.FromRequest(Request, host.Loop.Entropy.Hex(8));
    }

    /// <summary>The INVITE.</summary>
    public SipRequest Request => _transaction.Request;

    /// <summary>The call that this one is to take the place of (RFC 3891); null: none.</summary>
    public Replaces? Replaces => Messages.Replaces.TryParse(Request.Headers.First(HeaderNames.Replaces), out var replaces) ? replaces : null;

    /// <summary>Where it came from.</summary>
    public Flow Flow => _transaction.Flow;

    /// <summary>The caller's offer; null where he wants one of ours.</summary>
    public SessionDescription? Offer { get; }

    /// <summary>The address of ours that the caller can send media to.</summary>
    public IPAddress LocalAddress => _host.LocalAddressOn(Flow);

    /// <summary>Whether requests of the call go back on the flow it came by, whatever its Contact says: so for phones, which may be behind NAT.</summary>
    public bool StaysOnFlow { get; set; }

    /// <summary>Whether it has its final answer.</summary>
    public bool IsAnswered => _transaction.IsAnswered || _transaction.IsOver;

    /// <summary>Told when the caller gives up.</summary>
    public IIncomingInviteEvents? Events { get; set; }

    /// <summary>Answers provisionally, 101 to 199.</summary>
    /// <param name="status">The status.</param>
    /// <param name="reason">The reason; the customary one where null.</param>
    /// <param name="description">Early media: our answer to the offer. Where the caller made none, our own offer; only in a reliable response.</param>
    /// <param name="reliable">Whether it must arrive (RFC 3262): it is repeated until the caller acknowledges it. Has no effect where the caller can't do so; is so anyway where he demands it.</param>
    public void Progress(int status, string? reason = null, SessionDescription? description = null, bool reliable = false)
    {
        if (IsAnswered) return;
        var response = Answer(status, reason);
        if (description is not null && Offer is not null)
        {
            _exchange.Send(description, SdpCarrier.UnreliableResponse);
            response = response.WithBody(SessionDescription.ContentType, description.ToBytes());
        }

        _transaction.Respond(response);
    }

    /// <summary>Answers the call.</summary>
    /// <param name="description">Our answer to the offer; our offer, where the caller made none.</param>
    /// <param name="events">Told what happens from here on.</param>
    /// <exception cref="InvalidOperationException">It has its final answer already.</exception>
    public InviteSession Accept(SessionDescription description, IInviteSessionEvents events)
    {
        if (IsAnswered) throw new InvalidOperationException("The call has its final answer already.");
        _exchange.Send(description, SdpCarrier.ReliableResponse);
        var response = Answer(200, null).WithBody(SessionDescription.ContentType, description.ToBytes());
        _dialog.State = DialogState.Confirmed;
        _dialog.Flow = StaysOnFlow ? Flow : null;
        var session = new InviteSession(_host, _dialog, _exchange, null) { Events = events };
        _transaction.Respond(response);
        _answered();
        session.BeginUnacknowledged(response, Request.CSeq!.Number, again => _host.Resend(Flow, again));
        return session;
    }

    /// <summary>Refuses the call, 300 to 699.</summary>
    public void Reject(int status, string? reason = null, params IEnumerable<SipHeader> headers)
    {
        if (IsAnswered) return;
        var response = Answer(status, reason);
        _transaction.Respond(response.With(response.Headers.AddRange(headers)));
        _answered();
    }

    /// <summary>Sends the caller elsewhere (302).</summary>
    public void Redirect(params ImmutableArray<NameAddress> targets) =>
        Reject(302, null, targets.Select(target => new SipHeader(HeaderNames.Contact, target.ToString())));

    internal void Cancel()
    {
        if (IsAnswered) return;
        Reject(487);
        if (Events is { } events) _host.Guard(() => events.OnCancelled(this));
    }

    private SipResponse Answer(int status, string? reason)
    {
        var response = SipResponse.For(Request, status, reason, _dialog.Id.LocalTag);
        return status < 300 ? _host.Describe(response).With(HeaderNames.Contact, _host.ContactFor(Flow).ToString()) : response;
    }
}
