using NetTapi.Switch.Calls;

namespace NetTapi.Switch.Ringing;

/// <summary>A way to ring legs until one answers. It owns them: they end with it. On the loop.</summary>
internal interface IRinging
{
    /// <summary>Who is told; another call, where the one they ring for became part of that.</summary>
    IRingingEvents? Events { get; set; }

    /// <summary>Begins.</summary>
    /// <param name="offer">What the legs are called with.</param>
    void Begin(CallOffer offer);

    /// <summary>Cancels all legs. Nothing is told after it but that they are gone.</summary>
    void Stop();
}

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
