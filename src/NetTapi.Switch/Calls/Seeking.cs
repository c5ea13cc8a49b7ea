using NetTapi.Loop;
using NetTapi.Switch.Ringing;

namespace NetTapi.Switch.Calls;

/// <summary>A call's search for somebody to connect its party with: who is rung, what the party hears meanwhile, and what comes where nobody answers.</summary>
internal sealed class Seeking(SwitchParts parts, Call call) : IRingingEvents
{
    private IRinging? _ringing;
    private Action<Call, Refusal>? _onNobody;
    private LoopTimer? _endTone;

    /// <summary>Whether somebody is being rung.</summary>
    public bool IsRinging => _ringing is not null;

    /// <summary>Whether it is what keeps its call alive: somebody is rung, or the party hears that nobody can be had.</summary>
    public bool IsAlive => _ringing is not null || _endTone is not null;

    /// <summary>The leg that is rung and sends sound before it answers; null where there is none.</summary>
    public CalleeLeg? Early { get; private set; }

    /// <summary>What the party hears by it.</summary>
    public LoneSound Sound { get; private set; }

    /// <summary>Rings.</summary>
    /// <param name="ringing">What rings.</param>
    /// <param name="waiting">For whom.</param>
    /// <param name="nobody">Told where nobody answered, with the call as it is by then.</param>
    public void Begin(IRinging ringing, Leg waiting, Action<Call, Refusal> nobody)
    {
        Stop();
        _ringing = ringing;
        _onNobody = nobody;
        ringing.Events = this;
        waiting.Prepare(failure =>
        {
            if (_ringing != ringing) return;
            var offer = new CallOffer(waiting.Wanted, waiting.Hops - 1);
            if (failure is not null) call.Refuse(failure);
            else if (offer.MayGoOn) ringing.Begin(offer);
            else call.Refuse(Refusal.TooManyHops);
        });
    }

    /// <summary>Cancels whoever is rung, and stops its sound.</summary>
    public void Stop()
    {
        _endTone?.Cancel();
        _endTone = null;
        var ringing = _ringing;
        (_ringing, _onNobody, Early, Sound) = (null, null, null, LoneSound.Silence);
        ringing?.Stop();
    }

    /// <summary>Has the party hear a sound, after which it is told.</summary>
    public void EndWith(LoneSound sound, TimeSpan time, Action over)
    {
        Sound = sound;
        _endTone = parts.Loop.Schedule(time, () =>
        {
            _endTone = null;
            over();
        });
    }

    /// <summary>Goes on with what another call has begun.</summary>
    public void TakeOver(Seeking other)
    {
        other._endTone?.Cancel();
        other._endTone = null;
        if (other._ringing is not { } ringing) return;
        Stop();
        (_ringing, _onNobody, Early, Sound) = (ringing, other._onNobody, other.Early, other.Sound);
        other._ringing = null;
        ringing.Events = this;
    }

    void IRingingEvents.OnSent(CalleeLeg leg) => call.Report.Sent(leg);

    void IRingingEvents.OnProgress(int status, Leg? early)
    {
        foreach (var leg in call.Members) leg.ShowProgress(status, early);
        Early = (CalleeLeg?)early;
        if (early is null) Sound = LoneSound.Ringback;
        call.Wire();
    }

    void IRingingEvents.OnAnswered(CalleeLeg leg)
    {
        (_ringing, Early, Sound) = (null, null, LoneSound.Silence);
        call.Connect(leg);
    }

    void IRingingEvents.OnGone(CalleeLeg leg)
    {
        if (Early == leg) Early = null;
        call.Report.Left(leg);
    }

    void IRingingEvents.OnNobody(Refusal refusal)
    {
        var next = _onNobody!;
        (_ringing, _onNobody, Sound) = (null, null, LoneSound.Silence);
        next(call, refusal);
    }
}
