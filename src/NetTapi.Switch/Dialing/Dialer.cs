using NetTapi.Sip.Messages;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Gateways;
using NetTapi.Switch.Stations;
using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Dialing;

/// <summary>Takes click-to-dials: one at a time for a user, refused in the order of C3.</summary>
internal sealed class Dialer(SwitchParts parts, StationTable stations, OutsideLegs outsideLegs)
{
    // Two spellings, for two families of phones (RFC 5373 came late, and few follow it).
    private static readonly SipHeader[] AutoAnswer =
    [
        new("Call-Info", "<sip:nettapi.invalid>;answer-after=0"),
        new("Alert-Info", "<http://nettapi.invalid>;info=alert-autoanswer;delay=0"),
    ];

    private readonly Dictionary<UserId, ClickToDial> _dials = [];

    /// <summary>Dials whose phone is not answered yet.</summary>
    public int Count => _dials.Count;

    /// <summary>Dials, or refuses.</summary>
    /// <param name="request">Who dials what.</param>
    /// <param name="completed">Called once.</param>
    public void Dial(DialRequest request, Action<DialOutcome> completed)
    {
        var directory = parts.Directory.Current;
        var wanted = directory.TrunkGroup(request.TrunkGroup) is { } group ? new OutsideRequest(group, request.Number) { User = directory.User(request.User) } : null;
        if (wanted is null || outsideLegs.TryTake(wanted) is not { } outside)
        {
            completed(DialOutcome.AllLinesBusy);
            return;
        }

        if (Check(request) is { } refusal)
        {
            outside.Stop();
            completed(refusal);
            return;
        }

        var dial = new ClickToDial(parts, outside, completed, () => _dials.Remove(request.User));
        _dials.Add(request.User, dial);
        var headers = parts.Calls.IsInCall(request.Stations) ? [] : AutoAnswer;
        dial.Begin(
        [
            .. stations.TargetsOf(request.Stations)
                .Select(phone => new CalleeLeg(parts, phone with { CallerUser = request.Number, Headers = [.. headers] }, null)),
        ]);
    }

    /// <summary>Gives up every dial.</summary>
    public void Stop()
    {
        foreach (var dial in _dials.Values.ToArray()) dial.Stop();
    }

    private DialOutcome? Check(DialRequest request)
    {
        if (!stations.AnyRegistered(request.Stations)) return DialOutcome.NoPhoneRegistered;
        return _dials.ContainsKey(request.User) ? DialOutcome.DialInProgress : null;
    }
}
