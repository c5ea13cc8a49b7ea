using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Phone;

/// <summary>One call of a phone, either way, with its sound. Its verbs are for the loop.</summary>
public sealed class PhoneCall : IInviteSessionEvents, IOutgoingInviteEvents, IIncomingInviteEvents
{
    private readonly PhoneEquipment _equipment;
    private readonly Action<PhoneNotice> _tell;
    private readonly PhoneAudio _audio;
    private readonly List<char> _digits = [];
    private readonly IncomingInvite? _incoming;
    private OutgoingInvite? _outgoing;
    private InviteSession? _session;
    private SessionDescription? _described;
    private AnswerScript _script = AnswerScript.Ring;
    private LoopTimer? _timer;
    private bool _isOpen;
    private bool _givenUp;

    internal PhoneCall(PhoneEquipment equipment, PhoneSound sound, string number, string? name, IncomingInvite? incoming, Action<PhoneNotice> tell)
    {
        _equipment = equipment;
        _tell = tell;
        Number = number;
        Name = name;
        _incoming = incoming;
        _audio = new PhoneAudio(equipment, sound, OnTone, () => _tell(new PhoneNotice(PhoneNoticeKind.Tone, this)), OnDigit);
    }

    /// <summary>The other side's number, as its SIP says it.</summary>
    public string Number { get; }

    /// <summary>The other side's name, if it says one.</summary>
    public string? Name { get; }

    /// <summary>Whether the other side began it.</summary>
    public bool IsIncoming => _incoming is not null;

    /// <summary>The INVITE that came in; null for a call that goes out.</summary>
    public SipRequest? Request => _incoming?.Request;

    /// <summary>The number that was called: another than ours where the call was sent on.</summary>
    public string? Dialled => _incoming?.Request.Uri.UserText;

    /// <summary>Where it stands.</summary>
    public PhoneCallState State { get; private set; }

    /// <summary>The last status heard or given: 180, 200, 486 ...; 0 before any. A call whose ports could not be opened has 503.</summary>
    public int Status { get; private set; }

    /// <summary>Whether we hold the other side.</summary>
    public bool IsHolding { get; private set; }

    /// <summary>Whether the other side holds us.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Whether the tone listened for is being heard.</summary>
    public bool HearsTone { get; private set; }

    /// <summary>Whether that tone was ever heard.</summary>
    public bool HeardTone { get; private set; }

    /// <summary>The digits heard so far.</summary>
    public string DigitsHeard => string.Concat(_digits);

    /// <summary>What it hears: tones told apart, keys with their lengths, the sound itself.</summary>
    public PhoneHearing Hearing => _audio.Hearing;

    /// <summary>Its media leg; null until it is open. For a simulation, to ask who hears whom.</summary>
    public IMediaLeg? Leg => _audio.Leg;

    /// <summary>The counters of its sound.</summary>
    public MediaFigures Figures => _audio.Figures;

    /// <summary>Takes a ringing call. Does nothing in any other state.</summary>
    public void Answer()
    {
        if (_incoming is null || _session is not null || State == PhoneCallState.Ended) return;
        if (!_isOpen)
        {
            // The ports come in a moment; what was asked for now is done then.
            _script = AnswerScript.Answer(talk: _script.TalkTime);
            return;
        }

        if ((_described ??= Describe()) is not { } description)
        {
            Reject(488);
            return;
        }

        _session = _incoming.Accept(description, this);
        BeginTalking();
    }

    /// <summary>Refuses a ringing call.</summary>
    public void Reject(int status)
    {
        if (_incoming is null || _session is not null || State == PhoneCallState.Ended) return;
        _incoming.Reject(status);
        Finish(status);
    }

    /// <summary>Ends the call whatever its state: hangs up, gives up, or declines. Twice does nothing.</summary>
    public void HangUp()
    {
        if (State == PhoneCallState.Ended) return;
        if (_session is { } session)
        {
            session.End();
            Finish(Status);
        }
        else if (_incoming is not null)
        {
            Reject(603);
        }
        else if (_outgoing is null)
        {
            Finish(487);
        }
        else if (!_givenUp)
        {
            _givenUp = true;
            _outgoing.Cancel();
        }
    }

    /// <summary>Puts the other side on hold, or takes it back, by a re-INVITE. What the other side says is told as a change of the call.</summary>
    public void Hold(bool hold)
    {
        if (_session is null || State != PhoneCallState.Talking || hold == IsHolding) return;
        var offer = _audio.Offer(hold ? MediaDirection.SendOnly : MediaDirection.SendReceive);
        _session.Offer(offer, outcome => OnOffered(outcome, hold));
    }

    /// <summary>Sends digits, as RFC 4733 events or as tones; false where there is no call to send them into.</summary>
    public bool SendDigits(string digits)
    {
        if (State != PhoneCallState.Talking) return false;
        _audio.SendDigits(digits);
        return true;
    }

    /// <summary>Sends other sound than the phone's own tone; null for silence.</summary>
    public void Play(IAudioSource? source) => _audio.Play(source);

    /// <inheritdoc />
    public override string ToString() => $"{(IsIncoming ? "from" : "to")} {Number}: {State} {Status}";

    internal void Dial(InviteRequest request, TimeSpan? talk, TimeSpan? patience)
    {
        _script = AnswerScript.Ring with { TalkTime = talk };
        if (patience is { } time) _timer = _equipment.Loop.Schedule(time, HangUp);
        _audio.Open(isOpen =>
        {
            if (isOpen) _outgoing = _equipment.Agent.Invite(request with { Offer = _described = _audio.Offer() }, this);
            else Finish(503);
        });
    }

    internal void Take(AnswerScript script)
    {
        _script = script;
        _incoming!.Events = this;
        MoveTo(PhoneCallState.Ringing, 0);
        if (script is { Rings: true, EarlyMedia: false }) Progress(180, null);
        _audio.Open(OnOpened);
    }

    void IIncomingInviteEvents.OnCancelled(IncomingInvite invite) => Finish(487);

    void IOutgoingInviteEvents.OnProgress(OutgoingInvite invite, SipResponse response, SessionDescription? description)
    {
        if (description is not null) _audio.Agree(_described!, description);
        if (response.Status > 100) MoveTo(PhoneCallState.Ringing, response.Status);
    }

    void IOutgoingInviteEvents.OnAnswered(OutgoingInvite invite, InviteSession session, SessionDescription? description)
    {
        _session = session;
        session.Events = this;
        if (description is not null) _audio.Agree(_described!, description);
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

    void IInviteSessionEvents.OnAnswer(InviteSession session, SessionDescription answer) => _audio.Agree(_described!, answer);

    SessionDescription IInviteSessionEvents.OnOfferWanted(InviteSession session) => _described = _audio.Offer();

    int IInviteSessionEvents.OnInfo(InviteSession session, SipRequest info) => 415;

    void IInviteSessionEvents.OnEnded(InviteSession session, SessionEndReason reason) => Finish(Status);

    private void OnOpened(bool isOpen)
    {
        if (State == PhoneCallState.Ended) return;
        _isOpen = isOpen;
        if (!isOpen) Reject(503);
        else if (_script.EarlyMedia) RingWithSound();
        if (State != PhoneCallState.Ended && _script.Status is not null) _timer = _equipment.Loop.Schedule(_script.RingTime, FollowScript);
    }

    private void FollowScript()
    {
        if (_script.Status is 200) Answer();
        else Reject(_script.Status!.Value);
    }

    private void RingWithSound()
    {
        _described = Describe();
        Progress(183, _described);
        if (_described is not null) _audio.Play(ToneGenerator.Ringback());
    }

    private void Progress(int status, SessionDescription? description)
    {
        Status = status;
        _incoming!.Progress(status, null, description);
    }

    /// <summary>Our answer to the INVITE's offer, or our offer where it had none.</summary>
    private SessionDescription? Describe() => _incoming!.Offer is { } offer ? _audio.Answer(offer) : _audio.Offer();

    private void BeginTalking()
    {
        _timer?.Cancel();
        _timer = _script.TalkTime is { } talk ? _equipment.Loop.Schedule(talk, HangUp) : null;
        _audio.Speak();
        MoveTo(PhoneCallState.Talking, 200);
    }

    private void OnOffered(OfferOutcome outcome, bool hold)
    {
        if (outcome != OfferOutcome.Answered || State != PhoneCallState.Talking || _session is not { Local: { } local, Remote: { } remote }) return;
        _audio.Agree(local, remote);
        IsHolding = hold;
        _tell(new PhoneNotice(PhoneNoticeKind.Call, this));
    }

    private void SetHeld(SessionDescription offer)
    {
        IsHeld = AudioEndpoint.Of(offer) is { } audio && (audio.IsHold || audio.Target is null);
        _tell(new PhoneNotice(PhoneNoticeKind.Call, this));
    }

    private void OnTone(bool heard)
    {
        HearsTone = heard;
        HeardTone |= heard;
        _tell(new PhoneNotice(PhoneNoticeKind.Tone, this));
    }

    private void OnDigit(char digit)
    {
        _digits.Add(digit);
        _tell(new PhoneNotice(PhoneNoticeKind.Digit, this));
    }

    private void MoveTo(PhoneCallState state, int status)
    {
        State = state;
        Status = status;
        _tell(new PhoneNotice(PhoneNoticeKind.Call, this));
    }

    private void Finish(int status)
    {
        if (State == PhoneCallState.Ended) return;
        _timer?.Cancel();
        _audio.Close();
        MoveTo(PhoneCallState.Ended, status);
    }
}
