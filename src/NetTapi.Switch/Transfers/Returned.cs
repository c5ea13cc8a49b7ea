using NetTapi.Loop;
using NetTapi.Switch.Calls;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Transfers;

/// <summary>
/// A party that is back at the phone that sent it away. There are phones that hang up as soon as they hear that their transfer has failed (baresip is one): then the user is rung, and the party is not lost.
/// </summary>
internal sealed class Returned : ICallHost
{
    private readonly Recall _recall;
    private readonly Leg _transferor;
    private readonly LoopTimer _patience;

    /// <summary>Stands by for a moment.</summary>
    public Returned(SwitchParts parts, Recall recall, Call call, Leg transferor)
    {
        (_recall, _transferor) = (recall, transferor);
        _patience = parts.Loop.Schedule(parts.Options.ConfirmationTime, () => LetGo(call));
    }

    /// <inheritdoc />
    public LoneSound Sound => LoneSound.Ringback;

    /// <inheritdoc />
    public void OnJoined(Call call, Leg leg) => LetGo(call);

    /// <inheritdoc />
    public void OnAlone(Call call, Leg gone)
    {
        if (gone != _transferor)
        {
            LetGo(call);
            return;
        }

        call.Host = new RecallHost(_recall, ((StationEndpoint)_transferor.Endpoint).Station);
        call.Refuse(Refusal.NotAvailable);
    }

    /// <inheritdoc />
    public void OnGone(Call call) => _patience.Cancel();

    private void LetGo(Call call)
    {
        if (call.Host == this) call.Host = null;
    }
}
