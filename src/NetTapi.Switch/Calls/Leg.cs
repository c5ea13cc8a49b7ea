using System.Collections.Immutable;
using NetTapi.Sip.Sdp;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Calls;

/// <summary>One party's connection to the switch. It holds its media and perhaps a line, and gives both back at its end, in one place.</summary>
internal abstract class Leg(SwitchParts parts, Endpoint endpoint, PartyIdentity identity)
{
    private bool _isListening;

    /// <summary>Whom it is a connection to.</summary>
    public Endpoint Endpoint { get; } = endpoint;

    /// <summary>How its party is shown to others.</summary>
    public PartyIdentity Identity { get; } = identity;

    /// <summary>The call it is active in; null while it has none.</summary>
    public ILegEvents? Events { get; set; }

    /// <summary>Its sound.</summary>
    public LegAudio Audio { get; } = new(parts.Loop.Entropy, parts.Media, parts.Options.AdvertisedAddress);

    /// <summary>Whether it is over for its call.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether it is being recorded: then its sound, and that of whoever it talks to, has to be such as can be decoded.</summary>
    public bool IsRecorded { get; set; }

    /// <summary>Whether its party is connected, and not only waiting to be or rung.</summary>
    public abstract bool IsAnswered { get; }

    /// <summary>What the switch is made of.</summary>
    protected SwitchParts Parts { get; } = parts;

    /// <summary>The codecs a far end may choose from for this party.</summary>
    public abstract ImmutableArray<SdpCodec> Wanted { get; }

    /// <summary>How many more hops its INVITE could have taken to us.</summary>
    public virtual int Hops => CallOffer.AllHops;

    /// <summary>Makes this party, which waits, ready for a far end: opens its media.</summary>
    /// <param name="ready">Called once, later or now, with null where all is well; never once the leg is over.</param>
    public abstract void Prepare(Action<Refusal?> ready);

    /// <summary>Shows this party, which waits unanswered, how the far end gets on.</summary>
    /// <param name="status">The far end's provisional status, 101 to 199.</param>
    /// <param name="early">The far end's leg where it sends sound already; null where there is none.</param>
    public abstract void ShowProgress(int status, Leg? early);

    /// <summary>The far end has answered: connects this party, which waited.</summary>
    /// <param name="far">What was agreed with the far end; empty where it is the switch itself.</param>
    /// <returns>False where the two have no codec in common.</returns>
    public abstract bool Connect(ImmutableArray<SdpCodec> far);

    /// <summary>The far end can't be had: tells this party, where it is not answered yet.</summary>
    /// <returns>Whether the leg is over with that; false: it is answered, and can only be told by a tone.</returns>
    public abstract bool Refuse(Refusal refusal);

    /// <summary>Passes on what is no key, but came in signalling.</summary>
    public abstract bool SendInfo(string contentType, ReadOnlyMemory<byte> body);

    /// <summary>Agrees anew on a codec the switch can itself produce, where that in use is only passed through.</summary>
    /// <param name="completed">Called once, with whether it is so; never once the leg is over.</param>
    public abstract void Narrow(Action<bool> completed);

    /// <summary>Agrees anew on another's codec, who can't leave it.</summary>
    public abstract void Widen(ImmutableArray<SdpCodec> codecs);

    /// <summary>Has its party's keys told to its call, if they are not yet; those that come as events go no further by themselves.</summary>
    public void ListenForDigits()
    {
        if (_isListening || Audio.Media is not { } media) return;
        _isListening = true;
        media.ListenForDigits(digit => Events?.OnDigit(this, digit, isInSound: false), consume: true, digit => Events?.OnDigit(this, digit, isInSound: true));
    }

    /// <summary>Listens no longer.</summary>
    public void StopListening()
    {
        _isListening = false;
        Audio.Media?.ListenForDigits(null);
    }

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
