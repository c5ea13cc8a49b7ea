using NetTapi.Sip.Invites;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Digits;
using NetTapi.Switch.Recording;
using NetTapi.Switch.Transfers;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Features;

/// <summary>Hands what happens in calls to the features that want to know.</summary>
internal sealed class CallFeatures(SwitchParts parts, CodeActions codes, CallTransfers transfers, CallRecordings recordings, MediaWatch watch) : IFeatures
{
    private readonly Dictionary<Leg, LegKeys> _keys = [];

    /// <inheritdoc />
    public void OnAnswered(Leg leg) => watch.Watch(leg);

    /// <inheritdoc />
    public void OnConnected(Call call, Leg leg)
    {
        if (leg.Endpoint is StationEndpoint)
        {
            if (!_keys.ContainsKey(leg)) _keys.Add(leg, new LegKeys(parts, codes, leg));
            leg.ListenForDigits();
        }

        recordings.OnConnected(call, leg);
        watch.Watch(leg);
    }

    /// <inheritdoc />
    public void OnLeft(Call call, Leg leg)
    {
        if (_keys.Remove(leg, out var keys)) keys.Close();
        recordings.OnLeft(leg);
        watch.Forget(leg);
    }

    /// <inheritdoc />
    public void OnAway(Call call, Leg leg) => recordings.OnAway(call, leg);

    /// <inheritdoc />
    public void OnHold(Leg leg) => watch.Watch(leg);

    /// <inheritdoc />
    public void OnDigit(Call call, Leg leg, char digit, bool isInSound)
    {
        if (_keys.TryGetValue(leg, out var keys)) keys.Take(call, digit, isInSound);
        else call.PassOn(leg, digit, isInSound);
    }

    /// <inheritdoc />
    public void OnRefer(Call call, SipLeg leg, IncomingRefer refer) => transfers.OnRefer(call, leg, refer);

    /// <inheritdoc />
    public void OnHungUpAway(Call home, Call away, Leg leg) => transfers.OnHungUpAway(home, away, leg);
}
