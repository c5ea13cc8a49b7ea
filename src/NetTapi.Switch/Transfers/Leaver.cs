using NetTapi.Loop;
using NetTapi.Sip.Invites;
using NetTapi.Switch.Calls;

namespace NetTapi.Switch.Transfers;

/// <summary>A leg that has left its call and will be hung up: by its own phone, else by us after a moment, in which it may still hear a tone or be told the outcome of what it asked for.</summary>
internal sealed class Leaver : ILegEvents
{
    private readonly LoopTimer _patience;

    /// <summary>Takes the leg.</summary>
    public Leaver(SwitchParts parts, Leg leg)
    {
        leg.Events = this;
        _patience = parts.Loop.Schedule(parts.Options.ConfirmationTime, static leg => leg.End(), leg);
    }

    /// <inheritdoc />
    public void OnEnded(Leg leg) => _patience.Cancel();

    /// <inheritdoc />
    public void OnHold(Leg leg, bool isHeld)
    {
        // Nobody is left to be held.
    }

    /// <inheritdoc />
    public void OnDigit(Leg leg, char digit, bool isInSound)
    {
        // Nobody listens.
    }

    /// <inheritdoc />
    public bool OnInfo(Leg leg, string contentType, ReadOnlyMemory<byte> body) => false;

    /// <inheritdoc />
    public void OnRefer(SipLeg leg, IncomingRefer refer) => refer.Reject(603);
}
