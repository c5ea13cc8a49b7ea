using NetTapi.Sip.Invites;
using NetTapi.Switch.Calls;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Transfers;

/// <summary>
/// A party that was sent to somebody else without waiting for him. Until he answers, the one who sent it is told how it goes, where he asked by REFER and holds on; where nobody answers, the party
/// comes back to him: on his leg, if he still has it, else by ringing him.
/// </summary>
internal sealed class BlindTransfer : ICallHost, ILegEvents
{
    private readonly SwitchParts _parts;
    private readonly Recall _recall;
    private readonly Leg _transferor;
    private readonly IncomingRefer? _refer;
    private bool _isSettled;

    /// <summary>Takes the transferor out of the call, which waits for whoever is rung next.</summary>
    public BlindTransfer(SwitchParts parts, Recall recall, Call call, Leg transferor, IncomingRefer? refer)
    {
        _parts = parts;
        _recall = recall;
        _transferor = transferor;
        _refer = refer;
        call.Detach(transferor);
        transferor.Events = this;
        call.Host = this;
        if (refer is null) transferor.End();
    }

    /// <inheritdoc />
    public LoneSound Sound => LoneSound.Ringback;

    /// <inheritdoc />
    public void OnJoined(Call call, Leg leg)
    {
        Settle(200, null);
        call.Host = null;
    }

    /// <inheritdoc />
    public bool OnRefused(Call call, Refusal refusal)
    {
        if (_isSettled) return false;
        _isSettled = true;
        _refer?.Notify(refusal.Status, refusal.Reason);
        if (_transferor.IsOver)
        {
            _recall.Begin(call, ((StationEndpoint)_transferor.Endpoint).Station, static (waiting, refusal) => waiting.Refuse(refusal));
            return true;
        }

        call.Join(_transferor);
        call.Host = new Returned(_parts, _recall, call, _transferor);
        return true;
    }

    /// <inheritdoc />
    /// <remarks>Sent to where the switch itself answers, or given up by the party.</remarks>
    public void OnGone(Call call) => Settle(call.IsOver && call.Into is null ? 487 : 200, null);

    /// <inheritdoc />
    public void OnEnded(Leg leg)
    {
        // It comes back to him all the same, where nobody answers.
    }

    /// <inheritdoc />
    public void OnHold(Leg leg, bool isHeld)
    {
        // Nobody is there to be held.
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

    private void Settle(int status, string? reason)
    {
        if (_isSettled) return;
        _isSettled = true;
        _refer?.Notify(status, reason);
        if (!_transferor.IsOver) _ = new Leaver(_parts, _transferor);
    }
}
