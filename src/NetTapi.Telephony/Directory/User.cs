using System.Collections.Immutable;

namespace NetTapi.Telephony.Directory;

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

    /// <summary>Whether every call he is connected in is recorded, from its first moment with him.</summary>
    public bool RecordAllCalls { get; init; }

    /// <summary>How long calls ring him where his status does not say; null: as long as the switch does (<c>Switch:RingTimeout</c>).</summary>
    public TimeSpan? RingTime { get; init; }

    /// <summary>Where his calls go when nobody answers and his status says nothing; null: the caller is told so.</summary>
    public RouteTarget? NoAnswer { get; init; }

    /// <summary>First and last name with a space between; the login name where both are empty.</summary>
    public string FullName => $"{FirstName} {LastName}".Trim() is { Length: > 0 } full ? full : Name;
}
