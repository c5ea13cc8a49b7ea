using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Switch.Calls;

namespace NetTapi.Switch.Ringing;

/// <summary>Rings legs at once. The first to answer has the call, the others are cancelled; a decision for all phones (6xx) or the end of patience cancels all.</summary>
/// <param name="loop">The loop.</param>
/// <param name="legs">The legs, not sent yet.</param>
/// <param name="patience">How long they may ring.</param>
internal sealed class ParallelRinging(IControlLoop loop, ImmutableArray<CalleeLeg> legs, TimeSpan patience) : IRinging, ICalleeEvents
{
    private readonly List<CalleeLeg> _legs = [.. legs];
    private Refusal? _refusal;
    private LoopTimer? _patience;

    /// <inheritdoc />
    public IRingingEvents? Events { get; set; }

    /// <inheritdoc />
    public void Begin(CallOffer offer)
    {
        _patience = loop.Schedule(patience, static ringing => ringing.GiveUp(Refusal.NotAvailable), this);
        foreach (var leg in _legs.ToArray()) leg.Begin(offer, this);
    }

    /// <inheritdoc />
    public void Stop()
    {
        _patience?.Cancel();
        foreach (var leg in _legs.ToArray())
        {
            _legs.Remove(leg);
            leg.End();
            Events?.OnGone(leg);
        }
    }

    void ICalleeEvents.OnSent(CalleeLeg leg)
    {
        if (_legs.Contains(leg)) Events?.OnSent(leg);
    }

    void ICalleeEvents.OnTrying(CalleeLeg leg) => Events?.OnTrying(leg);

    // With several phones, sound from one of them would fix what is agreed with the caller before it is known who answers.
    void ICalleeEvents.OnProgress(CalleeLeg leg, int status) => Events?.OnProgress(status, legs.Length == 1 && leg.HasEarlySound ? leg : null);

    void ICalleeEvents.OnAnswered(CalleeLeg leg)
    {
        _patience?.Cancel();
        _legs.Remove(leg);
        Events?.OnAnswered(leg);
        Stop();
    }

    void ICalleeEvents.OnFailed(CalleeLeg leg, Refusal refusal)
    {
        if (!_legs.Remove(leg)) return;
        Events?.OnGone(leg);
        _refusal = Refusal.Worse(_refusal, refusal);
        if (_legs.Count == 0 || refusal.Status >= 600) GiveUp(_refusal);
    }

    private void GiveUp(Refusal refusal)
    {
        Stop();
        Events?.OnNobody(refusal);
    }
}
