using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Switch.Calls;

namespace NetTapi.Switch.Ringing;

/// <summary>
/// Rings legs at once. The first to answer has the call, the others are cancelled; the end of patience cancels all, and a decision for all phones (RFC 3261 21.6: 6xx) those of who decided.
/// </summary>
/// <param name="loop">The loop.</param>
/// <param name="parties">The legs of each party that is rung, not sent yet.</param>
/// <param name="patience">How long they may ring.</param>
internal sealed class ParallelRinging(IControlLoop loop, ImmutableArray<ImmutableArray<CalleeLeg>> parties, TimeSpan patience) : IRinging, ICalleeEvents
{
    private readonly List<CalleeLeg> _legs = [.. parties.SelectMany(legs => legs)];
    private readonly bool _isAlone = parties is [[_]];
    private Refusal? _refusal;
    private LoopTimer? _patience;

    /// <summary>Rings the legs of one party.</summary>
    public ParallelRinging(IControlLoop loop, ImmutableArray<CalleeLeg> legs, TimeSpan patience)
        : this(loop, ImmutableArray.Create(legs), patience)
    {
    }

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
        End([.. _legs]);
    }

    void ICalleeEvents.OnSent(CalleeLeg leg)
    {
        if (_legs.Contains(leg)) Events?.OnSent(leg);
    }

    void ICalleeEvents.OnTrying(CalleeLeg leg) => Events?.OnTrying(leg);

    // With several phones, sound from one of them would fix what is agreed with the caller before it is known who answers.
    void ICalleeEvents.OnProgress(CalleeLeg leg, int status) => Events?.OnProgress(status, _isAlone && leg.HasEarlySound ? leg : null);

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
        if (refusal.Status >= 600) End([.. _legs.Intersect(parties.First(legs => legs.Contains(leg)))]);
        if (_legs.Count == 0) GiveUp(_refusal);
    }

    private void End(ImmutableArray<CalleeLeg> legs)
    {
        foreach (var leg in legs)
        {
            _legs.Remove(leg);
            leg.End();
            Events?.OnGone(leg);
        }
    }

    private void GiveUp(Refusal refusal)
    {
        Stop();
        Events?.OnNobody(refusal);
    }
}
