using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Switch.Lines;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Calls;

/// <summary>A leg over SIP: what is the same once it is answered, whoever called.</summary>
internal abstract class SipLeg : Leg, IInviteSessionEvents
{
    private readonly LineReservation? _line;

    /// <summary>Makes a leg; it owns the line from now on.</summary>
    protected SipLeg(SwitchParts parts, Endpoint endpoint, LineReservation? line)
        : base(parts, endpoint)
    {
        _line = line;
        parts.Legs.Add(this);
    }

    /// <summary>Its session once it is answered.</summary>
    protected InviteSession? Session { get; set; }

    SessionDescription? IInviteSessionEvents.OnOffer(InviteSession session, SessionDescription offer)
    {
        if (IsOver) return null;
        var wasHeld = Audio.IsHeld;
        var answer = Audio.Answer(offer, Audio.Agreed);
        if (answer is not null) TellHold(wasHeld);
        return answer;
    }

    SessionDescription IInviteSessionEvents.OnOfferWanted(InviteSession session) => Audio.Offer(Audio.Agreed);

    void IInviteSessionEvents.OnAnswer(InviteSession session, SessionDescription answer)
    {
        if (IsOver) return;
        var wasHeld = Audio.IsHeld;
        if (Audio.Take(answer))
        {
            TellHold(wasHeld);
            return;
        }

        session.End();
        Release();
        Ended();
    }

    int IInviteSessionEvents.OnInfo(InviteSession session, SipRequest info)
    {
        var isPassedOn = info.ContentType is { } type && Events?.OnInfo(this, type, info.Body) == true;
        return isPassedOn ? 200 : 415;
    }

    void IInviteSessionEvents.OnEnded(InviteSession session, SessionEndReason reason)
    {
        Release();
        Ended();
    }

    /// <inheritdoc />
    public override bool SendInfo(string contentType, ReadOnlyMemory<byte> body)
    {
        Session?.Info(contentType, body);
        return Session is not null;
    }

    /// <summary>Hangs up an answered call.</summary>
    /// <returns>Whether it was answered.</returns>
    protected bool EndSession()
    {
        if (Session is null) return false;
        Session.End();
        Release();
        return true;
    }

    /// <summary>Nothing more will come from SIP: the line is free. The one place where one is returned.</summary>
    protected void Release()
    {
        _line?.Return();
        Parts.Legs.Remove(this);
    }

    private void TellHold(bool wasHeld)
    {
        if (Audio.IsHeld != wasHeld) Events?.OnHold(this, Audio.IsHeld);
    }
}
