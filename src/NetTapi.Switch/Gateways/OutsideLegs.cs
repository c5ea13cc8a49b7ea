using NetTapi.Switch.Calls;
using NetTapi.Switch.Routing;
using NetTapi.Telephony.Dialling;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Gateways;

/// <summary>Ways to the outside: finds the trunk group a number is dialled through, and rings by it.</summary>
internal sealed class OutsideLegs(SwitchParts parts, GatewayHealth health)
{
    private DirectoryIndex Directory => parts.Directory.Current;

    /// <summary>Whether a number can be dialled at all: behind an access code that there is, or an emergency number.</summary>
    public bool CanDial(string dialled) => Parse(dialled) is not null;

    /// <summary>Reserves a line.</summary>
    /// <returns>What rings by it, not begun yet; null where none can be had. A call for help always finds one when it begins, if there are any.</returns>
    public OutsideRinging? TryTake(OutsideRequest request)
    {
        var search = new OutsideSearch(parts, health, request);
        if (search.IsEmergency) return new OutsideRinging(parts, search, null);
        return search.Next() is { } leg ? new OutsideRinging(parts, search, leg) : null;
    }

    /// <summary>Sends a call that waits outside.</summary>
    /// <param name="call">The call.</param>
    /// <param name="dialled">Access code and number (C1), or an emergency number alone.</param>
    /// <param name="journey">How it came here.</param>
    public void Send(Call call, string dialled, Journey journey)
    {
        if (Parse(dialled) is { } request) Send(call, request, journey);
        else call.Refuse(Refusal.NoSuchNumber);
    }

    /// <summary>Sends a call that waits outside.</summary>
    /// <param name="call">The call.</param>
    /// <param name="request">Where to.</param>
    /// <param name="journey">How it came here.</param>
    public void Send(Call call, OutsideRequest request, Journey journey)
    {
        var sentOn = call.Waiting.Endpoint is LineEndpoint ? call.Shown : null;
        var search = new OutsideSearch(parts, health, request with { User = journey.Payer, Station = journey.Caller, SentOn = sentOn });
        call.Ring(new OutsideRinging(parts, search, null), static (waiting, refusal) => waiting.Refuse(refusal));
    }

    private OutsideRequest? Parse(string dialled)
    {
        if (Directory.IsEmergency(dialled)) return new OutsideRequest(Directory.DefaultTrunkGroup, dialled);
        if (DialString.Parse(dialled) is not { } dial) return null;
        var group = dial.TrunkGroup is { } number ? Directory.TrunkGroup(number) : Directory.DefaultTrunkGroup;
        return group is null && !Directory.IsEmergency(dial.Number) ? null : new OutsideRequest(group, dial.Number);
    }
}
