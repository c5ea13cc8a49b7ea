namespace NetTapi.Telephony.Directory;

/// <summary>The kinds of target a call can be sent to.</summary>
public enum RouteKind
{
    /// <summary>A user, by uid.</summary>
    User,

    /// <summary>A group, by name.</summary>
    Group,

    /// <summary>A script of the auto-attendant, by name.</summary>
    Ivr,

    /// <summary>A conference room, by number.</summary>
    Room,

    /// <summary>An outside number, as dialled: with access code (C1), or an emergency number.</summary>
    Number,

    /// <summary>Nowhere: the call is ended. It has no name.</summary>
    Hangup,
}

/// <summary>Where a call is sent; written <c>user:128</c>, <c>group:sales</c>, <c>ivr:day</c>, <c>room:600</c>, <c>number:9,2148441111</c>, <c>hangup</c>.</summary>
public sealed record RouteTarget(RouteKind Kind, string Name)
{
    /// <summary>The call is ended.</summary>
    public static readonly RouteTarget Hangup = new(RouteKind.Hangup, "");

    /// <inheritdoc />
    public override string ToString() => Kind == RouteKind.Hangup ? "hangup" : $"{Kind.ToString().ToLowerInvariant()}:{Name}";
}
