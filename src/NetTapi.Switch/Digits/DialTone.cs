using NetTapi.Sip.Invites;
using NetTapi.Switch.Calls;

namespace NetTapi.Switch.Digits;

/// <summary>A leg that dials the number of a feature: away from its call, and in no other yet.</summary>
internal sealed class DialTone(LegKeys keys, Call home, Leg leg) : ILegEvents
{
    /// <inheritdoc />
    /// <remarks>Who hangs up now has hung up on his call.</remarks>
    public void OnEnded(Leg ended)
    {
        leg.Events = home.Current;
        if (!home.Current.IsOver) leg.Events.OnEnded(leg);
    }

    /// <inheritdoc />
    public void OnHold(Leg held, bool isHeld)
    {
        // He is away already.
    }

    /// <inheritdoc />
    public void OnDigit(Leg pressed, char digit, bool isInSound) => keys.Take(home.Current, digit, isInSound);

    /// <inheritdoc />
    public bool OnInfo(Leg from, string contentType, ReadOnlyMemory<byte> body) => false;

    /// <inheritdoc />
    public void OnRefer(SipLeg from, IncomingRefer refer) => refer.Reject(603);
}
