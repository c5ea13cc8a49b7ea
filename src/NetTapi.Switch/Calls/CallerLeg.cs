using System.Collections.Immutable;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Sdp;
using NetTapi.Switch.Lines;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Calls;

/// <summary>A party that called us: until it is answered it waits, with an INVITE to be answered.</summary>
internal sealed class CallerLeg : SipLeg, IIncomingInviteEvents
{
    private readonly IncomingInvite _invite;
    private SessionDescription? _early;
    private Action<Refusal?>? _ready;
    private int _shown;
    private bool _isOpening;

    /// <summary>Makes a leg of a call that came in.</summary>
    public CallerLeg(SwitchParts parts, Endpoint endpoint, PartyIdentity identity, IncomingInvite invite, LineReservation? line)
        : base(parts, endpoint, identity, line)
    {
        _invite = invite;
        invite.Events = this;
        if (endpoint is not StationEndpoint) return;
        invite.StaysOnFlow = true;
        Audio.SignalledFrom = invite.Flow.Remote.Address;
    }

    /// <inheritdoc />
    public override ImmutableArray<SdpCodec> Wanted => IsAnswered ? base.Wanted : _invite.Offer is { } offer ? Codecs.For(offer) : Codecs.Produced;

    /// <inheritdoc />
    public override int Hops => _invite.Request.MaxForwards ?? CallOffer.AllHops;

    /// <inheritdoc />
    public override void Prepare(Action<Refusal?> ready)
    {
        if (Audio.IsOpen) ready(null);
        else if (Wanted.IsEmpty) ready(Refusal.NoCodec);
        else Open(ready);
    }

    /// <inheritdoc />
    public override void ShowProgress(int status, Leg? early)
    {
        if (IsOver || IsAnswered) return;
        var isNews = early is not null && _early is null && _invite.Offer is not null;
        if (isNews) _early = Audio.Answer(_invite.Offer!, early!.Audio.Agreed);
        if (_early is not null) status = 183;
        if (!isNews && status == _shown) return;
        _shown = status;

        // Ringing that is lost is heard none the less later; sound before the answer is not.
        _invite.Progress(status, null, _early, reliable: _early is not null);
    }

    /// <inheritdoc />
    public override bool Connect(ImmutableArray<SdpCodec> far)
    {
        if (IsOver || IsAnswered) return true;
        if (Describe(far) is not { } description) return false;
        Session = _invite.Accept(description, this);
        return true;
    }

    /// <inheritdoc />
    public override bool Refuse(Refusal refusal)
    {
        if (IsOver || IsAnswered) return IsOver;
        Close();
        Release();
        _invite.Reject(refusal.Status, refusal.Reason, refusal.Headers);
        return true;
    }

    void IIncomingInviteEvents.OnCancelled(IncomingInvite invite)
    {
        Release();
        Ended();
    }

    /// <inheritdoc />
    protected override void HangUp()
    {
        if (EndSession()) return;
        Release();
        _invite.Reject(480);
    }

    /// <summary>Asked again before the media is open, the later question is the one that counts: the earlier asker has given up.</summary>
    private void Open(Action<Refusal?> ready)
    {
        _ready = ready;
        if (_isOpening) return;
        _isOpening = true;
        Audio.Open(_invite.LocalAddress, isOpen =>
        {
            _isOpening = false;
            if (!isOpen) Parts.Journal.MediaPortsExhausted();
            _ready(isOpen ? null : Refusal.NoMedia);
        });
    }

    /// <summary>What we said early holds where it can (RFC 3261 13.2.1), and always where it was said reliably (RFC 3262 5); a late offer is ours, and answered with the ACK.</summary>
    private SessionDescription? Describe(ImmutableArray<SdpCodec> far)
    {
        if (_invite.Offer is not { } offer) return Audio.Offer(Offerable(far.IsEmpty ? Codecs.Produced : far));
        var holds = _early is not null && (_invite.CanBeReliable || (far.IsEmpty ? !Audio.IsPassThrough : Audio.Agreed[0].IsSameEncoding(far[0]) || !Audio.IsPassThrough));
        return holds ? _early : Audio.Answer(offer, far);
    }
}
