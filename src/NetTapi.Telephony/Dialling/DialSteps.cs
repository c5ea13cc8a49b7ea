using System.Globalization;
using NetTapi.Telephony.Directory;

namespace NetTapi.Telephony.Dialling;

/// <summary>The dial plan's steps in words, for an administrator.</summary>
internal static class DialSteps
{
    /// <summary>What rules made of a number.</summary>
    public static string Of(Rewritten rewritten, Gateway gateway, string rules) => rewritten.Rule is { } rule
        ? $"{rules}:{rule} of gateway {gateway.Name} makes it {rewritten.Number}"
        : $"no rule of gateway {gateway.Name} changes it: {rewritten.Number}";

    /// <summary>A route.</summary>
    public static string OfRoute(DirectoryIndex directory, string number, RouteTarget target)
    {
        var isOwn = directory.Data.Routes.Any(route => route.Number != "*" && DirectoryIndex.WithoutPlus(route.Number) == DirectoryIndex.WithoutPlus(number));
        return isOwn ? $"route {number} to {target}" : $"route * to {target}: {number} has none of its own";
    }

    /// <summary>An access code.</summary>
    public static string OfAccessCode(DialString dial, TrunkGroup? group)
    {
        var code = dial.TrunkGroup is { } number ? $"8{number}" : "9";
        return group is null
            ? $"access code {code}, but there is no {(dial.TrunkGroup is null ? "default trunk group" : $"trunk group {dial.TrunkGroup}")}"
            : $"access code {code}: {dial.Number} by trunk group {group.Number}";
    }

    /// <summary>A way to the outside.</summary>
    public static IEnumerable<string> Of(OutsideWay way)
    {
        var pick = way.Group.Pick switch { LinePick.Descending => "the last free", LinePick.LeastRecentlyUsed => "the one free for longest", _ => "the first free" };
        var lines = way.Lines is [var only] ? $"line {only}" : $"{pick} of lines {string.Join(", ", way.Lines)}";
        yield return $"trunk group {way.Group.Number}: {lines} of gateway {way.Gateway.Name}";
        yield return $"{Of(way.Sent, way.Gateway, "NumbersOut")}, sent to {way.Gateway.Address}";
    }

    /// <summary>A target, and where it goes on to.</summary>
    public static IEnumerable<string> Of(DirectoryIndex directory, RouteTarget target) => target.Kind switch
    {
        RouteKind.User when directory.User(target.Name) is { } user => Of(user),
        RouteKind.Group when directory.Group(target.Name) is { } group => Of(group),
        RouteKind.Ivr when directory.Script(target.Name) is { } script => Of(script),
        RouteKind.Room when directory.Room(target.Name) is { } room => Of(room),
        RouteKind.Number => DialPlan.FromInside(directory, null, target.Name).Steps,
        _ => ["the call is ended"],
    };

    /// <summary>An extension.</summary>
    public static IEnumerable<string> Of(Extension extension) => extension switch
    {
        UserExtension user => Of(user.User),
        GroupExtension group => Of(group.Group),
        ScriptExtension script => Of(script.Script),
        RoomExtension room => Of(room.Room),
        ParkExtension park => [$"park place {park.Place}: the call parked there is retrieved"],
        _ => [],
    };

    /// <summary>What stands behind a feature code.</summary>
    public static string OfRest(DirectoryIndex directory, User? from, string feature, string rest) => feature == nameof(FeatureCodes.Status) && from is not null
        ? $" {rest}, {directory.StatusAt(from, int.Parse(rest, CultureInfo.InvariantCulture))?.Name}"
        : rest.Length == 0 ? "" : $" {rest}";

    private static IEnumerable<string> Of(User user)
    {
        var where = user.Stations.IsEmpty ? "who has no station" : $"at {(user.Stations.Length == 1 ? "station" : "stations")} {string.Join(", ", user.Stations)}";
        yield return $"user {user.Uid}, {user.FullName}, {where}, unless his status says otherwise";
        if (user.NoAnswer is { } next) yield return $"unanswered: {next}";
    }

    private static IEnumerable<string> Of(RingGroup group)
    {
        yield return $"group {group.Name}, {(group.Order == RingOrder.Serial ? "one after the other" : "all at once")}: {string.Join(", ", group.Members)}";
        if (group.Overflow is { } next) yield return group.OverflowAfter is { } after ? $"unanswered for {after:c}: {next}" : $"unanswered: {next}";
    }

    private static IEnumerable<string> Of(Script script)
    {
        yield return $"auto-attendant {script.Name}";
        if (script.Closed is { } closed) yield return $"closed: {closed}";
        foreach (var choice in script.Menu) yield return $"{choice.Digit}: {choice.Target?.ToString() ?? "repeat"}";
        if (script.OnTimeout is { } next) yield return $"nothing chosen: {next}";
    }

    private static IEnumerable<string> Of(ConferenceRoom room) => [$"conference room {room.Number}, {room.Name}{(room.Pin is null ? "" : ", behind a PIN")}"];
}
