using System.Collections.Immutable;

namespace NetTapi.Telephony.Directory;

/// <summary>The whole directory as data: what is imported, exported and stored. Immutable; a change makes a new one.</summary>
public sealed record DirectoryData
{
    /// <summary>A directory with nothing in it.</summary>
    public static readonly DirectoryData Empty = new();

    /// <summary>The statuses every user can choose. The first is the one a user has before he chooses.</summary>
    public ImmutableArray<Status> Statuses { get; init; } = [];

    /// <summary>The users.</summary>
    public ImmutableArray<User> Users { get; init; } = [];

    /// <summary>The stations.</summary>
    public ImmutableArray<Station> Stations { get; init; } = [];

    /// <summary>The gateways to the outside.</summary>
    public ImmutableArray<Gateway> Gateways { get; init; } = [];

    /// <summary>The trunk groups.</summary>
    public ImmutableArray<TrunkGroup> TrunkGroups { get; init; } = [];

    /// <summary>Where outside calls go, by the number dialled.</summary>
    public ImmutableArray<Route> Routes { get; init; } = [];
}

/// <summary>A status a user can choose (C6).</summary>
/// <param name="Name">Its name, matched without regard to case.</param>
/// <param name="Rings">Whether calls ring the user while he has it.</param>
public sealed record Status(string Name, bool Rings = true);

/// <summary>What a user may do beyond his own affairs, in the order of the wire (S3, N3).</summary>
[Flags]
public enum Privileges
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Operator.</summary>
    Oper = 1,

    /// <summary>Manager.</summary>
    Mgr = 2,

    /// <summary>Administrator.</summary>
    Admin = 4,
}

/// <summary>A user of the system, with or without a phone.</summary>
public sealed record User
{
    /// <summary>Extension number.</summary>
    public required UserId Uid { get; init; }

    /// <summary>Login name, matched without regard to case (S3).</summary>
    public required string Name { get; init; }

    /// <summary>First name; may be empty.</summary>
    public string FirstName { get; init; } = "";

    /// <summary>Last name; may be empty.</summary>
    public string LastName { get; init; } = "";

    /// <summary>What he may do beyond his own affairs.</summary>
    public Privileges Privileges { get; init; }

    /// <summary>The secret of NetTAPI logins; null or empty: a blank pass logs in (S4).</summary>
    public string? NetTapiPin { get; init; }

    /// <summary>His stations, in ringing order; a station belongs to one user at most.</summary>
    public ImmutableArray<StationNumber> Stations { get; init; } = [];

    /// <summary>Statuses of his own, beside the system's.</summary>
    public ImmutableArray<Status> Statuses { get; init; } = [];

    /// <summary>First and last name with a space between; the login name where both are empty.</summary>
    public string FullName => $"{FirstName} {LastName}".Trim() is { Length: > 0 } full ? full : Name;
}

/// <summary>A station and the SIP credentials with which its phone registers.</summary>
public sealed record Station(StationNumber Number, string SipUser, string SipPassword);

/// <summary>A gateway: the way to the outside over SIP.</summary>
public sealed record Gateway
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>SIP URI to which calls are sent.</summary>
    public required string Address { get; init; }

    /// <summary>Who may send calls as this gateway: addresses or networks, each with an optional port.</summary>
    public ImmutableArray<string> AcceptFrom { get; init; } = [];

    /// <summary>Digest user name, or null.</summary>
    public string? Username { get; init; }

    /// <summary>Digest password, or null.</summary>
    public string? Password { get; init; }

    /// <summary>Whether the gateway wants us registered.</summary>
    public bool Register { get; init; }

    /// <summary>Whether <c>play_dtmf</c> works on its lines (C5).</summary>
    public bool GenerateIncallDtmf { get; init; }

    /// <summary>Its lines.</summary>
    public ImmutableArray<LineNumber> Lines { get; init; } = [];
}

/// <summary>Lines that are dialled together.</summary>
public sealed record TrunkGroup
{
    /// <summary>Its number, 0 to 9.</summary>
    public required TrunkGroupNumber Number { get; init; }

    /// <summary>Whether access code 9 means this group.</summary>
    public bool Default { get; init; }

    /// <summary>Its lines, in the order they are tried.</summary>
    public ImmutableArray<LineNumber> Lines { get; init; } = [];
}

/// <summary>Where an outside call to a number goes.</summary>
/// <param name="Number">The number dialled, or <c>*</c> for all the rest.</param>
/// <param name="To">The target.</param>
public sealed record Route(string Number, RouteTarget To);

/// <summary>The kinds of target a route can have.</summary>
public enum RouteKind
{
    /// <summary>A user, by uid.</summary>
    User,

    /// <summary>A group, by name.</summary>
    Group,

    /// <summary>A script of the auto-attendant, by name.</summary>
    Ivr,
}

/// <summary>A route's target; written <c>user:128</c>, <c>group:sales</c>, <c>ivr:day</c>.</summary>
public sealed record RouteTarget(RouteKind Kind, string Name)
{
    /// <inheritdoc />
    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}:{Name}";
}
