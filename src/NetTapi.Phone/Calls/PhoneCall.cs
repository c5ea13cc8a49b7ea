using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Phone;

/// <summary>One call of a phone, either way, with its sound. Its verbs are for the loop.</summary>
public sealed partial class PhoneCall
{
    private readonly PhoneEquipment _equipment;
    private readonly IPhoneCallOwner _owner;
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

    internal PhoneCall(PhoneEquipment equipment, PhoneSound sound, string number, string? name, IncomingInvite? incoming, IPhoneCallOwner owner)
    {
        _equipment = equipment;
        _owner = owner;
        Number = number;
        Name = name;
        _incoming = incoming;
        _audio = new PhoneAudio(equipment, sound, OnTone, () => _owner.Tell(new PhoneNotice(PhoneNoticeKind.Tone, this)), OnDigit);
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

    /// <summary>What a transfer that we asked for has come to: 202 accepted, 1xx on the way, then its final status; 0 where none was asked for.</summary>
    public int TransferStatus { get; private set; }

    /// <summary>The REFER that made the phone begin this call; null for any other.</summary>
    public IncomingRefer? Referred { get; internal set; }

    /// <summary>The call that this one takes the place of; null for any other.</summary>
    public PhoneCall? Replaced { get; internal set; }

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
        if (status is >= 300 and < 400 && _script.RedirectTo is { } target) _incoming.Redirect(new NameAddress(target));
        else _incoming.Reject(status);
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

    /// <summary>Puts the other side on hold, or takes it back. What the other side says to that is told as a change of the call.</summary>
    /// <param name="hold">Whether to hold.</param>
    /// <param name="style">How to say so.</param>
    /// <param name="byUpdate">By UPDATE where the other side takes it, else by re-INVITE.</param>
    public void Hold(bool hold, HoldStyle style = HoldStyle.SendOnly, bool byUpdate = false)
    {
        if (_session is null || State != PhoneCallState.Talking || hold == IsHolding) return;
        var offer = hold ? HoldOffer.Make(_audio, style) : _audio.Offer();
        _session.Offer(offer, outcome => OnOffered(outcome, hold), byUpdate);
    }

    /// <summary>Offers the same again, as phones do after a change of network.</summary>
    /// <param name="byUpdate">By UPDATE where the other side takes it, else by re-INVITE.</param>
    public void OfferAgain(bool byUpdate = false)
    {
        if (State == PhoneCallState.Talking && !IsHolding) _session?.Offer(_audio.Offer(), outcome => OnOffered(outcome, hold: false), byUpdate);
    }

    /// <summary>Sends the other side to somebody else, without asking him first (REFER). Once they talk, this call is hung up.</summary>
    public void Transfer(SipUri target)
    {
        if (State == PhoneCallState.Talking) _session?.Refer(new NameAddress(target), new PhoneTransfer(this, OnTransfer));
    }

    /// <summary>Joins the other sides of this call and another, and leaves both (REFER with Replaces).</summary>
    public void Transfer(PhoneCall other)
    {
        if (State == PhoneCallState.Talking && other._session is { } session) _session?.Refer(session, new PhoneTransfer(this, OnTransfer));
    }

    /// <summary>Sends digits, as RFC 4733 events or as tones; false where there is no call to send them into.</summary>
    public bool SendDigits(string digits)
    {
        if (State != PhoneCallState.Talking) return false;
        _audio.SendDigits(digits);
        return true;
    }

    /// <summary>Sends digits in signalling (INFO), as some phones do.</summary>
    public void SendInfoDigits(string digits)
    {
        foreach (var digit in digits) _session?.Info(InfoDigits.ContentType, InfoDigits.Write(digit));
    }

    /// <summary>Sends other sound than the phone's own tone; null for silence.</summary>
    public void Play(IAudioSource? source) => _audio.Play(source);

    /// <inheritdoc />
    public override string ToString() => $"{(IsIncoming ? "from" : "to")} {Number}: {State} {Status}";

    internal bool Is(InviteSession? session, OutgoingInvite? ringing) => (session is not null && _session == session) || (ringing is not null && _outgoing == ringing);

    internal void Dial(InviteRequest request, TimeSpan? talk, TimeSpan? patience, bool lateOffer = false)
    {
        _script = AnswerScript.Ring with { TalkTime = talk };
        if (patience is { } time) _timer = _equipment.Loop.Schedule(time, HangUp);
        _audio.Open(isOpen =>
        {
            if (isOpen && !lateOffer) _described = _audio.Offer();
            if (isOpen) _outgoing = _equipment.Agent.Invite(request with { Offer = _described }, this);
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
        _incoming!.Progress(status, null, description, _script.Reliable);
    }

    /// <summary>Our answer to the INVITE's offer, or our offer where it had none.</summary>
    private SessionDescription? Describe() => _incoming!.Offer is { } offer ? _audio.Answer(offer) : _audio.Offer();

    private void BeginTalking()
    {
        Replaced?.HangUp();
        _timer?.Cancel();
        _timer = _script.TalkTime is { } talk ? _equipment.Loop.Schedule(talk, HangUp) : null;
        _audio.Speak();
        MoveTo(PhoneCallState.Talking, 200);
    }

    private void MoveTo(PhoneCallState state, int status)
    {
        State = state;
        Status = status;
        if (status > 100) Referred?.Notify(status);
        _owner.Tell(new PhoneNotice(PhoneNoticeKind.Call, this));
    }

    private void Finish(int status)
    {
        if (State == PhoneCallState.Ended) return;
        _timer?.Cancel();
        _audio.Close();
        MoveTo(PhoneCallState.Ended, status);
    }
}
