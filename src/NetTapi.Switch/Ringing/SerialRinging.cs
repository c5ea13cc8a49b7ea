using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Switch.Calls;

namespace NetTapi.Switch.Ringing;

/// <summary>Rings one set of legs after the other, each for a time of its own; the first to answer has the call. The sets still to come are made when their turn comes.</summary>
/// <param name="loop">The loop.</param>
/// <param name="rounds">Makes each round's legs; a round without any is passed over.</param>
/// <param name="each">How long a round rings.</param>
/// <param name="patience">How long all of them may ring.</param>
internal sealed class SerialRinging(IControlLoop loop, ImmutableArray<Func<ImmutableArray<CalleeLeg>>> rounds, TimeSpan each, TimeSpan patience) : IRinging, IRingingEvents
{
    private ParallelRinging? _round;
    private LoopTimer? _patience;
    private CallOffer _offer;
    private Refusal? _refusal;
    private int _next;

    /// <inheritdoc />
    public IRingingEvents? Events { get; set; }

    /// <inheritdoc />
    public void Begin(CallOffer offer)
    {
        _offer = offer;
        _patience = loop.Schedule(patience, static ringing => ringing.GiveUp(Refusal.NotAvailable), this);
        BeginRound();
    }

    /// <inheritdoc />
    public void Stop()
    {
        _patience?.Cancel();
        _next = rounds.Length;
        _round?.Stop();
    }

    void IRingingEvents.OnSent(CalleeLeg leg) => Events?.OnSent(leg);

    void IRingingEvents.OnTrying(CalleeLeg leg) => Events?.OnTrying(leg);

    void IRingingEvents.OnProgress(int status, Leg? early) => Events?.OnProgress(status, early);

    void IRingingEvents.OnAnswered(CalleeLeg leg)
    {
        _patience?.Cancel();
        Events?.OnAnswered(leg);
    }

    void IRingingEvents.OnGone(CalleeLeg leg) => Events?.OnGone(leg);

    void IRingingEvents.OnNobody(Refusal refusal)
    {
        _refusal = Refusal.Worse(_refusal, refusal);
        BeginRound();
    }

    private void BeginRound()
    {
        while (_next < rounds.Length)
        {
            if (rounds[_next++]() is not { IsEmpty: false } legs) continue;
            _round = new ParallelRinging(loop, legs, each) { Events = this };
            _round.Begin(_offer);
            return;
        }

        GiveUp(_refusal ?? Refusal.NotAvailable);
    }

    private void GiveUp(Refusal refusal)
    {
        Stop();
        Events?.OnNobody(refusal);
    }
}
