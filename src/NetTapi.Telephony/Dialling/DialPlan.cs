using System.Collections.Immutable;
using NetTapi.Telephony.Directory;

namespace NetTapi.Telephony.Dialling;

/// <summary>
/// Where numbers lead: a pure function of the directory. An extension comes first, so that one may begin like an access code; then emergency numbers, which need no access code and are known behind
/// one too; then feature codes; then access codes.
/// </summary>
public static class DialPlan
{
    /// <summary>Where a number dialled inside the house leads; null: nowhere. What takes each call that a phone dials there, and explains nothing.</summary>
    /// <param name="directory">The directory in force.</param>
    /// <param name="from">Who dials; null for a station of nobody.</param>
    /// <param name="dialled">What he dialled.</param>
    public static DialDestination? Find(DirectoryIndex directory, User? from, string dialled) => Inside(directory, from, dialled, null);

    /// <summary>A number dialled inside the house, explained.</summary>
    /// <param name="directory">The directory in force.</param>
    /// <param name="from">Who dials; null for a station of nobody.</param>
    /// <param name="dialled">What he dialled.</param>
    public static DialPlanResult FromInside(DirectoryIndex directory, User? from, string dialled)
    {
        var steps = new List<string>();
        var destination = Inside(directory, from, dialled, steps);
        return new DialPlanResult([.. steps], destination);
    }

    /// <summary>A number dialled by a caller from outside.</summary>
    /// <param name="directory">The directory in force.</param>
    /// <param name="gateway">The gateway the call came from.</param>
    /// <param name="dialled">The number as the gateway gave it.</param>
    public static DialPlanResult FromOutside(DirectoryIndex directory, Gateway gateway, string dialled)
    {
        var steps = new List<string>();
        var number = OutsideNumber.Normalise(dialled);
        if (number != dialled) steps.Add(number.Length == 0 ? $"\"{dialled}\" is not a number" : $"without punctuation it is {number}");
        var rewritten = NumberRules.Apply(gateway.NumbersIn, number);
        steps.Add(DialSteps.Of(rewritten, gateway, "NumbersIn"));
        var target = directory.RouteOf(rewritten.Number);
        steps.Add(target is null ? $"no route for {rewritten.Number}" : DialSteps.OfRoute(directory, rewritten.Number, target));
        if (target is not null) steps.AddRange(DialSteps.Of(directory, target));
        return new DialPlanResult([.. steps], target is null ? null : new RouteDestination(target));
    }

    /// <summary>A trunk group and those it overflows to, in turn; each once.</summary>
    public static ImmutableArray<TrunkGroup> GroupsFrom(DirectoryIndex directory, TrunkGroup first)
    {
        var groups = ImmutableArray.CreateBuilder<TrunkGroup>();
        for (var group = first; group is not null && !groups.Contains(group); group = group.Overflow is { } next ? directory.TrunkGroup(next) : null) groups.Add(group);
        return groups.DrainToImmutable();
    }

    /// <summary>The ways to an outside number: by a trunk group and those it overflows to; to an emergency number by all others too, and as it was dialled, whatever the gateways' rules say.</summary>
    public static ImmutableArray<OutsideWay> WaysTo(DirectoryIndex directory, TrunkGroup? first, string number)
    {
        var isEmergency = directory.IsEmergency(number);
        IEnumerable<TrunkGroup> groups = first is null ? [] : GroupsFrom(directory, first);
        if (isEmergency) groups = groups.Union(directory.Data.TrunkGroups);
        return
        [
            .. from trunkGroup in groups
               from lines in trunkGroup.Lines.GroupBy(line => directory.GatewayOf(line)!)
               let sent = isEmergency ? new Rewritten(number, null) : NumberRules.Apply(lines.Key.NumbersOut, number)
               select new OutsideWay(trunkGroup, lines.Key, [.. lines], sent),
        ];
    }

    private static DialDestination? Inside(DirectoryIndex directory, User? from, string dialled, List<string>? steps)
    {
        if (directory.Extension(dialled) is { } extension)
        {
            steps?.AddRange(DialSteps.Of(extension));
            return new ExtensionDestination(extension);
        }

        if (directory.IsEmergency(dialled)) return Outside(directory, directory.DefaultTrunkGroup, dialled, steps);
        var feature = directory.Data.FeatureCodes.All().FirstOrDefault(feature => feature.Code.Length > 0 && dialled.StartsWith(feature.Code, StringComparison.Ordinal));
        if (feature.Key is not null) return Feature(directory, from, feature, dialled[feature.Code.Length..], steps);
        if (DialString.Parse(dialled) is not { } dial)
        {
            steps?.Add($"{dialled} is no extension, no emergency number, no feature code, and no access code with a number");
            return null;
        }

        var group = dial.TrunkGroup is { } number ? directory.TrunkGroup(number) : directory.DefaultTrunkGroup;
        steps?.Add(DialSteps.OfAccessCode(dial, group));
        return group is null && !directory.IsEmergency(dial.Number) ? null : Outside(directory, group, dial.Number, steps);
    }

    private static OutsideDestination? Outside(DirectoryIndex directory, TrunkGroup? first, string number, List<string>? steps)
    {
        var isEmergency = directory.IsEmergency(number);
        if (isEmergency) steps?.Add($"{number} is an emergency number: it goes out by any line as it is, and takes one from a running call where none is free");
        var destination = HasLine(directory, first, isEmergency) ? new OutsideDestination(number, isEmergency, first) : null;
        if (steps is null) return destination;
        foreach (var way in WaysTo(directory, first, number)) steps.AddRange(DialSteps.Of(way));
        if (destination is null) steps.Add("there is no line");
        return destination;
    }

    private static bool HasLine(DirectoryIndex directory, TrunkGroup? first, bool isEmergency) =>
        first is { Lines.IsEmpty: false }
        || (isEmergency && directory.Data.TrunkGroups.Any(group => !group.Lines.IsEmpty))
        || (first is not null && GroupsFrom(directory, first).Any(group => !group.Lines.IsEmpty));

    private static FeatureDestination? Feature(DirectoryIndex directory, User? from, (string Key, string Code) feature, string rest, List<string>? steps)
    {
        var fault = FeatureFault(directory, from, feature.Key, rest);
        steps?.Add(fault is null ? $"feature code {feature.Code}: {feature.Key}{DialSteps.OfRest(directory, from, feature.Key, rest)}" : $"feature code {feature.Code}: {feature.Key}, {fault}");
        return fault is null ? new FeatureDestination(feature.Key, rest) : null;
    }

    private static string? FeatureFault(DirectoryIndex directory, User? from, string feature, string rest) => feature switch
    {
        nameof(FeatureCodes.Park) => rest.Length == 0 || directory.Extension(rest) is ParkExtension ? null : $"but \"{rest}\" is no park place",
        nameof(FeatureCodes.Retrieve) => directory.Extension(rest) is ParkExtension ? null : $"but \"{rest}\" is no park place",
        nameof(FeatureCodes.Status) => from is not null && int.TryParse(rest, out var place) && directory.StatusAt(from, place) is not null ? null : $"but \"{rest}\" is no place among the statuses",
        _ => "which works only in a call",
    };
}
