using NetTapi.Switch.Calls;
using NetTapi.Switch.Ringing;
using NetTapi.Switch.Routing;
using NetTapi.Telephony.Dialling;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Gateways;

/// <summary>Legs to the outside: finds the trunk group a number is dialled through, takes a line and makes the leg.</summary>
internal sealed class OutsideLegs(SwitchParts parts, GatewayTable gateways)
{
    /// <summary>Takes a line of a trunk group for a number.</summary>
    /// <returns>The leg, not sent yet; null where no line is free.</returns>
    public CalleeLeg? TryTake(TrunkGroup group, string number, User? caller) =>
        parts.Lines.TryReserve(group.Lines) is { } line ? new CalleeLeg(parts, gateways.TargetOf(line.Line, number, caller), line) : null;

    /// <summary>Sends a call that waits outside.</summary>
    /// <param name="call">The call.</param>
    /// <param name="dialled">Access code and number (C1).</param>
    /// <param name="journey">How it came here.</param>
    public void Send(Call call, string dialled, Journey journey)
    {
        if (DialString.Parse(dialled) is not { } dial || GroupOf(dial) is not { } group) call.Refuse(Refusal.NoSuchNumber);
        else if (TryTake(group, dial.Number, journey.Payer) is not { } leg) call.Refuse(Refusal.AllLinesBusy);
        else call.Ring(new ParallelRinging(parts.Loop, [leg], parts.Options.OutsideRingTimeout), static (waiting, refusal) => waiting.Refuse(refusal));
    }

    /// <summary>The trunk group of an access code; null where there is none.</summary>
    public TrunkGroup? GroupOf(DialString dial)
    {
        var directory = parts.Directory.Current;
        return dial.TrunkGroup is { } number ? directory.TrunkGroup(number) : directory.DefaultTrunkGroup;
    }
}
