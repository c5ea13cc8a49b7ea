using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Sip.Sdp;
using NetTapi.Switch.Calls;

namespace NetTapi.Switch.Ringing;

/// <summary>What becomes of legs that ring together. On the loop.</summary>
internal interface IRingingEvents
{
    /// <summary>A leg was sent out.</summary>
    void OnSent(CalleeLeg leg);

    /// <summary>The first sign that a leg's INVITE arrived.</summary>
    void OnTrying(CalleeLeg leg)
    {
        // Only a click-to-dial asks.
    }

    /// <summary>A leg gets on; the only one, where its sound is to be heard early.</summary>
    void OnProgress(int status, Leg? early);

    /// <summary>A leg answered; the others are being cancelled. <see cref="Leg.Events"/> must be set before this returns.</summary>
    void OnAnswered(CalleeLeg leg);

    /// <summary>A leg rings no longer: refused, given up, or late.</summary>
    void OnGone(CalleeLeg leg);

    /// <summary>None is left, and none answered.</summary>
    void OnNobody(Refusal refusal);
}

/// <summary>Rings legs at once. The first to answer has the call, the others are cancelled; a decision for all phones (6xx) or the end of patience cancels all.</summary>
internal sealed class ParallelRinging(IControlLoop loop, IRingingEvents events) : ICalleeEvents
{
    private readonly List<CalleeLeg> _legs = [];
    private Refusal? _refusal;
    private LoopTimer? _patience;
    private int _size;

    /// <summary>Takes charge of legs that are to ring: from now on they end with it.</summary>
    public void Add(ImmutableArray<CalleeLeg> legs)
    {
        _legs.AddRange(legs);
        _size = legs.Length;
    }

    /// <summary>Sends all legs out.</summary>
    /// <param name="codecs">What they may choose from.</param>
    /// <param name="patience">How long they may ring.</param>
    public void Begin(ImmutableArray<SdpCodec> codecs, TimeSpan patience)
    {
        _patience = loop.Schedule(patience, static ringing => ringing.GiveUp(Refusal.NotAvailable), this);
        foreach (var leg in _legs.ToArray()) leg.Begin(codecs, this);
    }

    /// <summary>Cancels all legs. Nothing is told after it but that they are gone.</summary>
    public void Stop()
    {
        _patience?.Cancel();
        foreach (var leg in _legs.ToArray())
        {
            _legs.Remove(leg);
            leg.End();
            events.OnGone(leg);
        }
    }

    void ICalleeEvents.OnSent(CalleeLeg leg)
    {
        if (_legs.Contains(leg)) events.OnSent(leg);
    }

    void ICalleeEvents.OnTrying(CalleeLeg leg) => events.OnTrying(leg);

    // With several phones, sound from one of them would fix what is agreed with the caller before it is known who answers.
    void ICalleeEvents.OnProgress(CalleeLeg leg, int status) => events.OnProgress(status, _size == 1 && leg.HasEarlySound ? leg : null);

    void ICalleeEvents.OnAnswered(CalleeLeg leg)
    {
        _legs.Remove(leg);
        events.OnAnswered(leg);
        Stop();
    }

    void ICalleeEvents.OnFailed(CalleeLeg leg, Refusal refusal)
    {
        if (!_legs.Remove(leg)) return;
        events.OnGone(leg);
        _refusal = Refusal.Worse(_refusal, refusal);
        if (_legs.Count == 0 || refusal.Status >= 600) GiveUp(_refusal);
    }

    private void GiveUp(Refusal refusal)
    {
        Stop();
        events.OnNobody(refusal);
    }
}
