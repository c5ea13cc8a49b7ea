using System.Collections.Immutable;
using NetTapi.Sip.Sdp;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Calls;

/// <summary>What a leg tells the call it is in. On the loop.</summary>
internal interface ILegEvents
{
    /// <summary>The leg is over, exactly once, for any reason but our own <see cref="Leg.End"/>.</summary>
    void OnEnded(Leg leg);

    /// <summary>Its party put the call on hold, or took it back.</summary>
    void OnHold(Leg leg, bool isHeld);

    /// <summary>Its party sent keys, or the like, in signalling.</summary>
    /// <returns>Whether anybody took it.</returns>
    bool OnInfo(Leg leg, string contentType, ReadOnlyMemory<byte> body);
}

/// <summary>One party's connection to the switch. It holds its media and perhaps a line, and gives both back at its end, in one place.</summary>
internal abstract class Leg(SwitchParts parts, Endpoint endpoint)
{
    /// <summary>Whom it is a connection to.</summary>
    public Endpoint Endpoint { get; } = endpoint;

    /// <summary>The call it is in; null while it has none.</summary>
    public ILegEvents? Events { get; set; }

    /// <summary>Its sound.</summary>
    public LegAudio Audio { get; } = new(parts.Loop.Entropy, parts.Media, parts.Options.AdvertisedAddress);

    /// <summary>Whether it is over for its call.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What the switch is made of.</summary>
    protected SwitchParts Parts { get; } = parts;

    /// <summary>The codecs a far end may choose from for this party.</summary>
    public abstract ImmutableArray<SdpCodec> Wanted { get; }

    /// <summary>Makes this party, which waits, ready for a far end: opens its media.</summary>
    /// <param name="ready">Called once, later or now, with null where all is well; never once the leg is over.</param>
    public abstract void Prepare(Action<Refusal?> ready);

    /// <summary>Shows this party, which waits, how the far end gets on.</summary>
    /// <param name="status">The far end's provisional status, 101 to 199.</param>
    /// <param name="early">The far end's leg where it sends sound already; null where there is none.</param>
    public abstract void ShowProgress(int status, Leg? early);

    /// <summary>The far end has answered: connects this party, which waited.</summary>
    /// <param name="far">The far end, with what was agreed there.</param>
    /// <returns>False where the two have no codec in common.</returns>
    public abstract bool Connect(Leg far);

    /// <summary>The far end can't be had: tells this party, which waited.</summary>
    /// <returns>Whether the leg is over with that; else it hears a tone, and ends by itself.</returns>
    public abstract bool Refuse(Refusal refusal);

    /// <summary>Passes on keys, or the like, in signalling.</summary>
    public abstract bool SendInfo(string contentType, ReadOnlyMemory<byte> body);

    /// <summary>Ends it, in whatever way its state asks for. Ending twice does nothing.</summary>
    public void End()
    {
        if (IsOver) return;
        Close();
        HangUp();
    }

    /// <summary>Tells the peer that it is over.</summary>
    protected abstract void HangUp();

    /// <summary>It has come to an end that was not ours.</summary>
    protected void Ended()
    {
        if (IsOver) return;
        Close();
        Events?.OnEnded(this);
    }

    /// <summary>No more sound, no more timers.</summary>
    protected virtual void Close()
    {
        IsOver = true;
        Audio.Close();
    }
}
