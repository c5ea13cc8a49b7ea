using NetTapi.Switch.Calls;
using NetTapi.Telephony;

namespace NetTapi.Switch.Transfers;

/// <summary>Keeps a party that waits for somebody else from being told that he can't be had: it goes back, once, to the station that left it.</summary>
internal sealed class RecallHost(Recall recall, StationNumber station) : ICallHost
{
    private bool _isRecalling;

    /// <inheritdoc />
    public LoneSound Sound => LoneSound.Ringback;

    /// <inheritdoc />
    public void OnJoined(Call call, Leg leg) => call.Host = null;

    /// <inheritdoc />
    public bool OnRefused(Call call, Refusal refusal)
    {
        if (_isRecalling) return false;
        _isRecalling = true;
        recall.Begin(call, station, static (waiting, refusal) => waiting.Refuse(refusal));
        return true;
    }

    /// <inheritdoc />
    public void OnGone(Call call)
    {
        // Nothing is left to be brought back.
    }
}
