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

    /// <summary>The groups of users who are rung together.</summary>
    public ImmutableArray<RingGroup> Groups { get; init; } = [];

    /// <summary>The scripts of the auto-attendant.</summary>
    public ImmutableArray<Script> Scripts { get; init; } = [];

    /// <summary>The conference rooms.</summary>
    public ImmutableArray<ConferenceRoom> Rooms { get; init; } = [];

    /// <summary>The park places; null: <see cref="DirectoryIndex.DefaultParkPlaces"/>, but those that are somebody's number.</summary>
    public ParkPlaces? ParkPlaces { get; init; }

    /// <summary>The codes that are dialled to use a feature.</summary>
    public FeatureCodes FeatureCodes { get; init; } = new();

    /// <summary>The numbers that pass without access code and whatever else stands in the way; null: 112 and 911, but those that are somebody's number.</summary>
    public ImmutableArray<string>? EmergencyNumbers { get; init; }

    /// <summary>The gateways to the outside.</summary>
    public ImmutableArray<Gateway> Gateways { get; init; } = [];

    /// <summary>The trunk groups.</summary>
    public ImmutableArray<TrunkGroup> TrunkGroups { get; init; } = [];

    /// <summary>Where outside calls go, by the number dialled.</summary>
    public ImmutableArray<Route> Routes { get; init; } = [];
}
