using System.Collections.Immutable;
using NetTapi.Switch.Ringing;
using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Calls;

/// <summary>
/// One call: a party that waits, others that are rung for it, and the bridge between the two once one has answered. It tells its facts, and ends as a whole when either party is gone.
/// </summary>
internal sealed class Call : ILegEvents, IRingingEvents
{
    private readonly SwitchParts _parts;
    private readonly CallReport _report;
    private readonly ParallelRinging _ringing;
    private readonly Leg _waiting;
    private RelayBridge? _bridge;
    private Leg? _far;
    private bool _isOver;

    private Call(SwitchParts parts, Leg waiting)
    {
        _parts = parts;
        _waiting = waiting;
        Key = parts.Calls.NextKey();
        _report = new CallReport(parts, Key);
        _ringing = new ParallelRinging(parts.Loop, this);
        waiting.Events = this;
        parts.Calls.Add(this);
    }

    /// <summary>Its key in the facts.</summary>
    public CallKey Key { get; }

    /// <summary>The parties that are connected: who began it, and who answered.</summary>
    public IEnumerable<Leg> Connected => _far is null ? [_waiting] : [_waiting, _far];

    /// <summary>A call from outside is born.</summary>
    public static Call FromOutside(SwitchParts parts, Leg line, CallerId caller, string dialled)
    {
        var call = new Call(parts, line);
        call._report.Arrived(line, caller, dialled);
        return call;
    }

    /// <summary>A station's call is born.</summary>
    public static Call FromStation(SwitchParts parts, Leg station)
    {
        var call = new Call(parts, station);
        call._report.Began(station);
        return call;
    }

    /// <summary>Rings these legs for the party that waits.</summary>
    /// <param name="legs">The legs; they end with the call, whatever becomes of it.</param>
    /// <param name="patience">How long they may ring.</param>
    public void Ring(ImmutableArray<CalleeLeg> legs, TimeSpan patience)
    {
        _ringing.Add(legs);
        _waiting.Prepare(failure =>
        {
            if (failure is null) _ringing.Begin(_waiting.Wanted, patience);
            else Refuse(failure);
        });
    }

    /// <summary>Tells the party that waits that it can't be connected.</summary>
    public void Refuse(Refusal refusal)
    {
        _ringing.Stop();
        if (!_isOver && _waiting.Refuse(refusal)) Finish(_waiting);
    }

    /// <summary>Ends it from our side: what is answered is hung up, what is not is refused or cancelled.</summary>
    public void Stop()
    {
        if (_far is null && _waiting is CallerLeg) Refuse(Refusal.Stopping);
        else Finish(_waiting);
    }

    void ILegEvents.OnEnded(Leg leg) => Finish(leg);

    void ILegEvents.OnHold(Leg leg, bool isHeld) => _report.Hold(leg, isHeld);

    bool ILegEvents.OnInfo(Leg leg, string contentType, ReadOnlyMemory<byte> body) =>
        _far is not null && _bridge is not null && _bridge.Opposite(leg).SendInfo(contentType, body);

    void IRingingEvents.OnSent(CalleeLeg leg) => _report.Sent(leg);

    void IRingingEvents.OnProgress(int status, Leg? early)
    {
        _waiting.ShowProgress(status, early);
        if (early is not null) Bridge(early);
    }

    void IRingingEvents.OnAnswered(CalleeLeg leg)
    {
        leg.Events = this;
        _report.Connected(leg);
        if (_waiting.Connect(leg))
        {
            _far = leg;
            Bridge(leg);
            return;
        }

        leg.End();
        _report.Left(leg);
        Refuse(Refusal.NoCodec);
    }

    void IRingingEvents.OnGone(CalleeLeg leg) => _report.Left(leg);

    void IRingingEvents.OnNobody(Refusal refusal) => Refuse(refusal);

    private void Bridge(Leg far)
    {
        _bridge = new RelayBridge(_waiting, far);
        _bridge.Connect();
    }

    /// <summary>Whoever went first leaves first; then the others; then the call is over.</summary>
    private void Finish(Leg first)
    {
        if (_isOver) return;
        _isOver = true;
        foreach (var leg in Connected.OrderByDescending(leg => leg == first))
        {
            leg.End();
            _report.Left(leg);
        }

        _ringing.Stop();
        _report.Over();
        _parts.Calls.Remove(this);
    }
}
