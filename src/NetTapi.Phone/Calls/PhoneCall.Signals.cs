using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Phone;

/// <content>What SIP tells of it.</content>
public sealed partial class PhoneCall : IInviteSessionEvents, IOutgoingInviteEvents, IIncomingInviteEvents
{
    void IIncomingInviteEvents.OnCancelled(IncomingInvite invite) => Finish(487);

    SessionDescription? IIncomingInviteEvents.OnOffer(IncomingInvite invite, SessionDescription offer) => _audio.Answer(offer);

    void IIncomingInviteEvents.OnAnswer(IncomingInvite invite, SessionDescription answer) => Agree(answer);

    SessionDescription? IOutgoingInviteEvents.OnOffer(OutgoingInvite invite, EarlyDialog early, SessionDescription offer) => _audio.Answer(offer);

    void IOutgoingInviteEvents.OnProgress(OutgoingInvite invite, SipResponse response, SessionDescription? description)
    {
        Agree(description);
        if (response.Status > 100) MoveTo(PhoneCallState.Ringing, response.Status);
    }

    void IOutgoingInviteEvents.OnAnswered(OutgoingInvite invite, InviteSession session, SessionDescription? description)
    {
        _session = session;
        session.Events = this;
        Agree(description);
        if (_givenUp)
        {
            // The answer crossed our CANCEL.
            session.End();
            Finish(487);
            return;
        }

        BeginTalking();
    }

    void IOutgoingInviteEvents.OnFailed(OutgoingInvite invite, int status, string reason) => Finish(status);

    SessionDescription? IInviteSessionEvents.OnOffer(InviteSession session, SessionDescription offer)
    {
        var answer = _audio.Answer(offer);
        if (answer is not null) SetHeld(offer);
        return answer;
    }

    void IInviteSessionEvents.OnAnswer(InviteSession session, SessionDescription answer) => Agree(answer);

    SessionDescription IInviteSessionEvents.OnOfferWanted(InviteSession session) => _described = _audio.Offer();

    int IInviteSessionEvents.OnInfo(InviteSession session, SipRequest info)
    {
        if (info.ContentType != InfoDigits.ContentType || InfoDigits.Read(info.Body.Span) is not { } digit) return 415;
        OnDigit(digit);
        return 200;
    }

    void IInviteSessionEvents.OnRefer(InviteSession session, IncomingRefer refer) => _owner.Follow(refer);

    void IInviteSessionEvents.OnEnded(InviteSession session, SessionEndReason reason) => Finish(Status);

    private void Agree(SessionDescription? theirs)
    {
        if (theirs is not null && _described is { } ours) _audio.Agree(ours, theirs);
    }

    private void OnTransfer(int status)
    {
        TransferStatus = status;
        _owner.Tell(new PhoneNotice(PhoneNoticeKind.Call, this));
    }

    private void OnOffered(OfferOutcome outcome, bool hold)
    {
        if (outcome != OfferOutcome.Answered || State != PhoneCallState.Talking || _session is not { Local: { } local, Remote: { } remote }) return;
        _audio.Agree(local, remote);
        IsHolding = hold;
        _owner.Tell(new PhoneNotice(PhoneNoticeKind.Call, this));
    }

    private void SetHeld(SessionDescription offer)
    {
        IsHeld = AudioEndpoint.Of(offer) is { } audio && (audio.IsHold || audio.Target is null);
        _owner.Tell(new PhoneNotice(PhoneNoticeKind.Call, this));
    }

    private void OnTone(bool heard)
    {
        HearsTone = heard;
        HeardTone |= heard;
        _owner.Tell(new PhoneNotice(PhoneNoticeKind.Tone, this));
    }

    private void OnDigit(char digit)
    {
        _digits.Add(digit);
        _owner.Tell(new PhoneNotice(PhoneNoticeKind.Digit, this));
    }
}
