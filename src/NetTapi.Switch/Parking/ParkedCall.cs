using NetTapi.Loop;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Transfers;
using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Parking;

/// <summary>A call in a park place. It hears music; after a time its parker is called back, again and again until somebody takes it or it ends.</summary>
internal sealed class ParkedCall : ICallHost
{
    private readonly SwitchParts _parts;
    private readonly Recall _recall;
    private readonly TimeSpan _callBack;
    private readonly Action _over;
    private LoopTimer? _timer;

    /// <summary>Parks a call.</summary>
    /// <param name="parts">What the switch is made of.</param>
    /// <param name="recall">Rings the parker.</param>
    /// <param name="call">The call.</param>
    /// <param name="parker">Whose it stays until somebody else retrieves it.</param>
    /// <param name="callBack">After how long he is called back.</param>
    /// <param name="over">The place is free again.</param>
    public ParkedCall(SwitchParts parts, Recall recall, Call call, StationNumber parker, TimeSpan callBack, Action over)
    {
        _parts = parts;
        _recall = recall;
        Call = call;
        Parker = parker;
        _callBack = callBack;
        _over = over;
        Arm();
    }

    /// <summary>The call.</summary>
    public Call Call { get; }

    /// <summary>Who parked it.</summary>
    public StationNumber Parker { get; }

    /// <inheritdoc />
    public LoneSound Sound => LoneSound.Music;

    /// <inheritdoc />
    public void OnJoining(Call call, Leg leg)
    {
        // The parker's phones stop ringing before somebody else has the call: he leaves it first (N12).
        call.StopRinging();
        call.Report.Retrieved((leg.Endpoint as StationEndpoint)?.Station);
    }

    /// <inheritdoc />
    public void OnJoined(Call call, Leg leg)
    {
        call.StopRinging();
        call.Host = null;
    }

    /// <inheritdoc />
    /// <remarks>The parker does not answer: it stays where it is.</remarks>
    public bool OnRefused(Call call, Refusal refusal)
    {
        Arm();
        return true;
    }

    /// <inheritdoc />
    public void OnGone(Call call)
    {
        _timer?.Cancel();
        _over();
    }

    private void Arm() => _timer = _parts.Loop.Schedule(_callBack, static parked => parked.CallBack(), this);

    private void CallBack() => _recall.Begin(Call, Parker, static (call, refusal) => call.Refuse(refusal));
}
