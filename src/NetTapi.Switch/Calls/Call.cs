using System.Collections.Immutable;
using NetTapi.Media;
using NetTapi.Sip.Invites;
using NetTapi.Switch.Ringing;
using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Calls;

/// <summary>
/// One call: the parties in it, those that are rung for them, and the bridge by which they hear each other. It knows four operations, of which every feature is made: a leg moves from one call to
/// another (<see cref="Detach"/>, <see cref="Absorb"/>), takes another's place (<see cref="Replace"/>), is put on hold or away (<see cref="PutAway"/>), or comes in besides the others
/// (<see cref="Join"/>). It tells its facts, and ends when nobody is left to talk to.
/// </summary>
internal sealed partial class Call : ILegEvents
{
    private readonly SwitchParts _parts;
    private readonly List<Leg> _members = [];
    private readonly HashSet<Leg> _away = [];
    private readonly Bridge _bridge;
    private readonly Seeking _seeking;
    private ICallHost? _host;

    private Call(SwitchParts parts, Leg first)
    {
        _parts = parts;
        _bridge = new Bridge(parts);
        _seeking = new Seeking(parts, this);
        (Key, Order) = parts.Calls.Next();
        Report = new CallReport(parts, Key);
        parts.Calls.Add(this);
        Take(first);
    }

    /// <summary>Its key in the facts.</summary>
    public CallKey Key { get; }

    /// <summary>Its place among all calls, in the order of birth.</summary>
    public long Order { get; }

    /// <summary>Tells its facts.</summary>
    public CallReport Report { get; }

    /// <summary>The parties in it, in the order they came: who began it, and whoever was connected since.</summary>
    public IReadOnlyList<Leg> Members => _members;

    /// <summary>The party that waits for those who are rung.</summary>
    public Leg Waiting => _members.FirstOrDefault(leg => !_away.Contains(leg)) ?? _members[0];

    /// <summary>Who is shown to those who are rung: the party that waits for them.</summary>
    public PartyIdentity Shown => Waiting.Identity;

    /// <summary>Whether it is over.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The call it became part of; null where it did not.</summary>
    public Call? Into { get; private set; }

    /// <summary>What it is by now: itself, or the call it became part of.</summary>
    public Call Current => Into?.Current ?? this;

    /// <summary>Whether somebody is being rung.</summary>
    public bool IsRinging => _seeking.IsRinging;

    /// <summary>Whether there is anybody to talk to, or something on the way for the one who is left.</summary>
    public bool IsWorthGoingOn => _members.Count > 1 || (_members.Count == 1 && (_seeking.IsAlive || _host is not null));

    /// <summary>What keeps it alive while only one party is left; null where nothing does.</summary>
    public ICallHost? Host
    {
        get => _host;
        set
        {
            if (_host == value) return;
            Leave(() => _host = value);
        }
    }

    /// <summary>A call from outside is born.</summary>
    public static Call FromOutside(SwitchParts parts, Leg line, CallerId caller, string dialled)
    {
        var call = new Call(parts, line);
        call.Report.Arrived(line, caller, dialled);
        return call;
    }

    /// <summary>A station's call is born.</summary>
    public static Call FromStation(SwitchParts parts, Leg station)
    {
        var call = new Call(parts, station);
        call.Report.Began(station);
        return call;
    }

    /// <summary>Whether a leg is active in it: in it, and not away in another.</summary>
    public bool HasActive(Leg leg) => _members.Contains(leg) && !_away.Contains(leg);

    /// <summary>The members other than one, those away left out.</summary>
    public IEnumerable<Leg> Others(Leg leg) => _members.Where(other => other != leg && !_away.Contains(other));

    /// <summary>Rings for the party that waits.</summary>
    /// <param name="ringing">What rings; its legs end with the call, whatever becomes of it.</param>
    /// <param name="nobody">Told where nobody answered, with the call as it is by then; it may ring others.</param>
    public void Ring(IRinging ringing, Action<Call, Refusal> nobody) => _seeking.Begin(ringing, Waiting, nobody);

    /// <summary>Cancels whoever is rung.</summary>
    public void StopRinging() => _seeking.Stop();

    /// <summary>Answers the party that waits from the switch itself: it is to be played to, or to meet others.</summary>
    /// <param name="answered">Called once it is; never where it can't be, for then the call is over.</param>
    public void Answer(Action answered)
    {
        var waiting = Waiting;
        waiting.Prepare(failure =>
        {
            if (IsOver) return;
            if (failure is not null) Refuse(failure);
            else if (!waiting.Connect([])) Refuse(Refusal.NoCodec);
            else OnAnswered(waiting, answered);
        });
    }

    /// <summary>Tells the party that waits that it can't be connected: by a response, or by the busy tone where it is answered already.</summary>
    public void Refuse(Refusal refusal)
    {
        StopRinging();
        if (IsOver) return;
        if (_host?.OnRefused(this, refusal) == true)
        {
            Wire();
            return;
        }

        var waiting = _members.Where(leg => !_away.Contains(leg)).ToArray();
        if (waiting is not [var alone] || alone.Refuse(refusal))
        {
            // Several go on with one another, and nothing is on the way for them any more: the last of them is not to wait.
            if (waiting.Length > 1 && _host is { IsRoom: false }) Host = null;
            Settle(waiting.FirstOrDefault());
            return;
        }

        EndWith(LoneSound.Busy, _parts.Options.BusyToneTime);
    }

    /// <summary>Tells the party that is alone in it, by a tone, that what it dialled is done; then it is hung up.</summary>
    public void Confirm() => EndWith(LoneSound.Confirmation, _parts.Options.ConfirmationTime);

    /// <summary>Ends it from our side: what is answered is hung up, what is not is refused or cancelled.</summary>
    /// <param name="refusal">How who is not answered yet is refused.</param>
    public void Stop(Refusal refusal)
    {
        if (IsOver) return;
        StopRinging();
        foreach (var leg in _members.Where(leg => leg.Events == this)) leg.Refuse(refusal);
        Finish(_members[0]);
    }

    /// <summary>Its host lets it go, to where something else keeps it alive; where nothing does, it ends.</summary>
    /// <param name="onward">What comes next.</param>
    public void Leave(Action onward)
    {
        var former = _host;
        _host = null;
        former?.OnGone(this);
        onward();
        Settle(null);
    }

    void ILegEvents.OnEnded(Leg leg)
    {
        if (_parts.Homes.Remove(leg, out var home) && !home.IsOver)
        {
            _parts.Features.OnHungUpAway(home, this, leg);
            return;
        }

        Release(leg);
        Report.Left(leg);
        Settle(leg);
    }

    void ILegEvents.OnHold(Leg leg, bool isHeld)
    {
        Report.Hold(leg, isHeld);
        Wire();
        _parts.Features.OnHold(leg);
    }

    void ILegEvents.OnCodec(Leg leg) => Wire();

    void ILegEvents.OnDigit(Leg leg, char digit, bool isInSound)
    {
        if (_host is { } host && _members.Count == 1) host.OnDigit(this, leg, digit);
        else _parts.Features.OnDigit(this, leg, digit, isInSound);
    }

    bool ILegEvents.OnInfo(Leg leg, string contentType, ReadOnlyMemory<byte> body) => Others(leg).FirstOrDefault()?.SendInfo(contentType, body) == true;

    void ILegEvents.OnRefer(SipLeg leg, IncomingRefer refer) => _parts.Features.OnRefer(this, leg, refer);

    /// <summary>Whether a party would hear what is announced to it: it talks, or is alone in silence.</summary>
    public bool CanBeTold(Leg leg) => leg.IsAnswered && !leg.IsOver && HasActive(leg) && _bridge.IsQuiet(leg);

    /// <summary>Plays a short tone to a party, besides what the others say; who is on hold goes on with his music.</summary>
    public void Beep(Leg leg, IAudioSource tone)
    {
        if (CanBeTold(leg)) _bridge.Beep(leg, tone);
    }

    /// <summary>Plays something to a party in place of what the others say; who is on hold goes on with his music.</summary>
    public void Announce(Leg leg, IAudioSource source)
    {
        if (CanBeTold(leg)) _bridge.Announce(leg, source);
    }

    /// <summary>Plays a key to all others; one that was heard in the sound only to those who don't hear that sound, theirs being such as can't be made of it.</summary>
    public void PassOn(Leg from, char digit, bool isInSound)
    {
        foreach (var other in Others(from))
            if (!isInSound || other.Audio.IsPassThrough) other.Audio.Media?.SendDigits(digit.ToString());
    }

    private void OnAnswered(Leg leg, Action answered)
    {
        _parts.Features.OnAnswered(leg);
        answered();
    }

    /// <summary>After a party has gone: goes on with those that are left, or ends.</summary>
    private void Settle(Leg? gone)
    {
        if (IsOver) return;
        if (!IsWorthGoingOn)
        {
            Finish(gone ?? _members.FirstOrDefault());
            return;
        }

        Wire();
        if (gone is { IsOver: true } && _members.Count == 1) _host?.OnAlone(this, gone);
    }

    private void EndWith(LoneSound sound, TimeSpan time)
    {
        _seeking.EndWith(sound, time, EndTone);
        Wire();
    }

    private void EndTone()
    {
        if (_members.Count < 2) Finish(_members.FirstOrDefault());
    }

    /// <summary>Sees to it that everyone hears whom he should.</summary>
    public void Wire()
    {
        if (IsOver) return;
        var active = _members.Where(leg => !_away.Contains(leg)).ToImmutableArray();
        if (_seeking.Early is { } early && active.Length == 1) active = active.Add(early);
        _bridge.Wire(active, AloneSound());
    }

    /// <summary>Whom others have put aside hears music, unless he is told how the search for somebody else gets on.</summary>
    private LoneSound AloneSound() => _away.Count > 0 && !_seeking.IsAlive ? LoneSound.Music : _seeking.Sound != LoneSound.Silence ? _seeking.Sound : _host?.Sound ?? LoneSound.Silence;

    /// <summary>Whoever went first has left first; then the others; then the call is over. Who is only away is not hung up, and who came from another call goes back there.</summary>
    private void Finish(Leg? first)
    {
        if (IsOver) return;
        IsOver = true;
        _bridge.Clear();
        foreach (var leg in _members.OrderByDescending(leg => leg == first).ToArray())
        {
            if (IsElsewhere(leg))
            {
                _parts.Homes.Remove(leg);
                Report.Left(leg);
                continue;
            }

            _parts.Features.OnLeft(this, leg);
            var home = _parts.Homes.Remove(leg, out var found) && !found.IsOver && !leg.IsOver ? found : null;
            if (home is null) leg.End();
            Report.Left(leg);
            home?.TakeBack(leg);
        }

        StopRinging();
        Report.Over();
        Vanish();
    }

    private void Vanish()
    {
        IsOver = true;
        _members.Clear();
        var host = _host;
        _host = null;
        host?.OnGone(this);
        _parts.Calls.Remove(this);
    }
}
