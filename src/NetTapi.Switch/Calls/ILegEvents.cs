using NetTapi.Sip.Invites;

namespace NetTapi.Switch.Calls;

/// <summary>What a leg tells the call it is in. On the loop.</summary>
internal interface ILegEvents
{
    /// <summary>The leg is over, exactly once, for any reason but our own <see cref="Leg.End"/>.</summary>
    void OnEnded(Leg leg);

    /// <summary>Its party put the call on hold, or took it back.</summary>
    void OnHold(Leg leg, bool isHeld);

    /// <summary>It has agreed on another codec in the middle of its call.</summary>
    void OnCodec(Leg leg)
    {
        // It is wired when it comes to somebody.
    }

    /// <summary>Its party pressed a key.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="digit">The key.</param>
    /// <param name="isInSound">Whether it was heard in the sound, and so by the others.</param>
    void OnDigit(Leg leg, char digit, bool isInSound);

    /// <summary>Its party sent something else in signalling.</summary>
    /// <returns>Whether anybody took it.</returns>
    bool OnInfo(Leg leg, string contentType, ReadOnlyMemory<byte> body);

    /// <summary>Its party wants the others connected to somebody else (RFC 3515).</summary>
    void OnRefer(SipLeg leg, IncomingRefer refer);
}
