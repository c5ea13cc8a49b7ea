using System.Collections.Immutable;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Sdp;
using NetTapi.Switch.Lines;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Calls;

/// <summary>A party that called us: it waits, with an INVITE to be answered.</summary>
internal sealed class CallerLeg : SipLeg, IIncomingInviteEvents
{
    private readonly IncomingInvite _invite;
    private SessionDescription? _early;
    private int _shown;

    /// <summary>Makes a leg of a call that came in.</summary>
    public CallerLeg(SwitchParts parts, Endpoint endpoint, IncomingInvite invite, LineReservation? line)
        : base(parts, endpoint, line)
    {
        _invite = invite;
        invite.Events = this;
        if (endpoint is not StationEndpoint) return;
        invite.StaysOnFlow = true;
        Audio.SignalledFrom = invite.Flow.Remote.Address;
    }

    /// <inheritdoc />
    public override ImmutableArray<SdpCodec> Wanted => _invite.Offer is { } offer ? LegAudio.CommonWith(offer) : AudioSession.DefaultCodecs;

    /// <inheritdoc />
    public override void Prepare(Action<Refusal?> ready)
    {
        if (Wanted.IsEmpty) ready(Refusal.NoCodec);
        else Audio.Open(_invite.LocalAddress, isOpen => ready(isOpen ? null : Refusal.NoMedia));
    }

    /// <inheritdoc />
    public override void ShowProgress(int status, Leg? early)
    {
        if (IsOver) return;
        if (early is not null && _invite.Offer is { } offer && _early is null) _early = Audio.Answer(offer, early.Audio.Agreed);
        if (_early is null && status == _shown) return;
        _shown = status;
        _invite.Progress(_early is null ? status : 183, null, _early);
    }

    /// <inheritdoc />
    public override bool Connect(Leg far)
    {
        if (IsOver) return true;
        if (Describe(far) is not { } description) return false;
        Session = _invite.Accept(description, this);
        return true;
    }

    /// <inheritdoc />
    public override bool Refuse(Refusal refusal)
    {
        if (IsOver) return true;
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

    /// <summary>What we said early holds where it can (RFC 3261 13.2.1); a late offer is ours, and answered with the ACK.</summary>
    private SessionDescription? Describe(Leg far)
    {
        if (_invite.Offer is not { } offer) return Audio.Offer(far.Audio.Agreed);
        var isSame = _early is not null && Audio.Agreed[0].IsSameEncoding(far.Audio.Agreed[0]);
        return isSame ? _early : Audio.Answer(offer, far.Audio.Agreed);
    }
}
