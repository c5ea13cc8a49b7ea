using NetTapi.Switch.Calls;
using NetTapi.Switch.Ringing;
using NetTapi.Switch.Stations;
using NetTapi.Telephony;

namespace NetTapi.Switch.Transfers;

/// <summary>Brings a call back to the station that sent it away: its phones ring for the party that waits.</summary>
internal sealed class Recall(SwitchParts parts, StationTable stations)
{
    /// <summary>Rings a station's user for a call.</summary>
    /// <param name="call">The call; a party waits in it.</param>
    /// <param name="station">The station.</param>
    /// <param name="nobody">What to do where it does not answer either.</param>
    public void Begin(Call call, StationNumber station, Action<Call, Refusal> nobody)
    {
        var owner = parts.Directory.Current.OwnerOf(station);
        var targets = stations.TargetsOf(owner?.Stations ?? [station]);
        if (targets.IsEmpty)
        {
            nobody(call, Refusal.NotAvailable);
            return;
        }

        var shown = call.Shown;
        var legs = targets.Select(target => new CalleeLeg(parts, target with { CallerName = shown.Name, CallerUser = shown.User }, null));
        call.Ring(new ParallelRinging(parts.Loop, [.. legs], parts.Options.RingTimeout), nobody);
    }
}
