using System.Collections.Immutable;
using System.Net;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Switch.Lines;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Calls;

/// <summary>What a leg that we call tells, until it is answered. On the loop.</summary>
internal interface ICalleeEvents
{
    /// <summary>Its INVITE was sent.</summary>
    void OnSent(CalleeLeg leg);

    /// <summary>The first sign that its INVITE arrived.</summary>
    void OnTrying(CalleeLeg leg);

    /// <summary>A provisional response, 101 to 199. <see cref="CalleeLeg.HasEarlySound"/> says whether sound comes with it.</summary>
    void OnProgress(CalleeLeg leg, int status);

    /// <summary>It answered. <see cref="Leg.Events"/> must be set before this returns.</summary>
    void OnAnswered(CalleeLeg leg);

    /// <summary>It failed; the leg is over.</summary>
    void OnFailed(CalleeLeg leg, Refusal refusal);
}

/// <summary>A party that we call.</summary>
internal sealed class CalleeLeg : SipLeg, IOutgoingInviteEvents
{
    private const int MostRedirections = 3;

    private CalleeTarget _target;
    private ICalleeEvents? _ringing;
    private OutgoingInvite? _invite;
    private CallOffer _offer;
    private int _redirections;

    /// <summary>Makes a leg that is not sent yet.</summary>
    public CalleeLeg(SwitchParts parts, CalleeTarget target, LineReservation? line)
        : base(parts, target.Endpoint, IdentityOf(parts, target), line)
    {
        _target = target;
        Audio.SignalledFrom = target.Flow?.Remote.Address;
    }

    /// <summary>The number dialled (N5); empty for a station.</summary>
    public string Number => _target.Number;

    /// <summary>Whether it sends sound before its answer.</summary>
    public bool HasEarlySound { get; private set; }

    /// <inheritdoc />
    public override bool IsSent => _ringing is not null;

    /// <summary>Opens its media and sends its INVITE.</summary>
    /// <param name="offer">What it is called with.</param>
    /// <param name="ringing">Told what becomes of it.</param>
    public void Begin(CallOffer offer, ICalleeEvents ringing)
    {
        _ringing = ringing;
        _offer = offer with { Codecs = Codecs.Within(offer.Codecs, _target.Codecs) };
        if (_target.Flow is { } flow) Open(Parts.Agent.LocalAddressTo(flow.Remote.Address));
        else Parts.Agent.Locate(_target.Uri, local => Open(local?.Address));
    }

    void IOutgoingInviteEvents.OnTrying(OutgoingInvite invite)
    {
        if (!IsOver) _ringing?.OnTrying(this);
    }

    void IOutgoingInviteEvents.OnProgress(OutgoingInvite invite, SipResponse response, SessionDescription? description)
    {
        if (IsOver) return;
        HasEarlySound |= description is not null && Audio.Take(description);
        _ringing?.OnProgress(this, response.Status);
    }

    void IOutgoingInviteEvents.OnAnswered(OutgoingInvite invite, InviteSession session, SessionDescription? description)
    {
        session.Events = this;
        Session = session;
        if (IsOver)
        {
            EndSession();
        }
        else if (description is null || !Audio.Take(description))
        {
            EndSession();
            Fail(Refusal.NoCodec);
        }
        else
        {
            _ringing?.OnAnswered(this);
        }
    }

    void IOutgoingInviteEvents.OnFailed(OutgoingInvite invite, int status, string reason)
    {
        Release();
        Fail(Refusal.Of(status, reason));
    }

    /// <remarks>
    /// A gateway may send us to another place of its own, and nowhere else: who can make a gateway answer 3xx must not make us call whom he likes. A phone's user has forwarded his calls: that is for whoever rings him.
    /// </remarks>
    void IOutgoingInviteEvents.OnRedirected(OutgoingInvite invite, ImmutableArray<NameAddress> contacts)
    {
        if (!IsOver && contacts.FirstOrDefault(IsOwnPlace) is { } place && _redirections++ < MostRedirections)
        {
            _target = _target with { Uri = place.Uri with { Headers = null } };
            Parts.Agent.Locate(_target.Uri, Resend);
            return;
        }

        Release();
        var dialled = Endpoint is StationEndpoint ? contacts.FirstOrDefault()?.Uri.Dialled : null;
        Fail(Refusal.NotAvailable with { ForwardedTo = dialled });
    }

    /// <inheritdoc />
    protected override void OnLineLost()
    {
        if (!IsAnswered) _ringing?.OnFailed(this, Refusal.AllLinesBusy);
    }

    /// <inheritdoc />
    protected override void HangUp()
    {
        if (EndSession()) return;

        // What was sent is released by its last answer; what was not has none to come.
        if (_invite is null) Release();
        else _invite.Cancel();
    }

    private bool IsOwnPlace(NameAddress contact) =>
        Endpoint is LineEndpoint && contact.Uri.IsSip && contact.Uri.Host.Equals(_target.Uri.Host, StringComparison.OrdinalIgnoreCase);

    private void Open(IPAddress? local)
    {
        if (IsOver) return;
        if (local is null) Parts.Loop.Post(static leg => leg.FailUnsent(Refusal.GatewayNotFound), this);
        else if (!_offer.Codecs.Any(codec => !codec.IsTelephoneEvent)) Parts.Loop.Post(static leg => leg.FailUnsent(Refusal.NoCodecThere), this);
        else Audio.Open(local, isOpen => Send(isOpen, local));
    }

    private void Resend(IPEndPoint? local)
    {
        if (IsOver) Release();
        else if (local is null) FailUnsent(Refusal.GatewayNotFound);
        else _invite = Parts.Agent.Invite(InviteFrom(local.Address), this);
    }

    private void Send(bool isOpen, IPAddress local)
    {
        if (!isOpen)
        {
            Parts.Journal.MediaPortsExhausted();
            FailUnsent(Refusal.NoMedia);
            return;
        }

        _invite = Parts.Agent.Invite(InviteFrom(local), this);
        _ringing?.OnSent(this);
    }

    private InviteRequest InviteFrom(IPAddress local) => _target.Invite(local, Audio.Offer(_offer.Codecs)) with { MaxForwards = _offer.Hops };

    private void FailUnsent(Refusal refusal)
    {
        if (IsOver) return;
        Release();
        Fail(refusal);
    }

    private void Fail(Refusal refusal)
    {
        if (IsOver) return;
        Close();
        _ringing?.OnFailed(this, refusal);
    }

    private static PartyIdentity IdentityOf(SwitchParts parts, CalleeTarget target) => target.Endpoint is StationEndpoint station
        ? PartyIdentity.Of(parts.Directory.Current, station)
        : PartyIdentity.Outside(target.Number);
}
