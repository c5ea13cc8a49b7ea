using System.Collections.Immutable;

namespace NetTapi.Telephony.Directory;

/// <summary>Lines that are dialled together.</summary>
public sealed record TrunkGroup
{
    /// <summary>Its number, 0 to 9.</summary>
    public required TrunkGroupNumber Number { get; init; }

    /// <summary>Whether access code 9 means this group.</summary>
    public bool Default { get; init; }

    /// <summary>Its lines, in ascending order of picking.</summary>
    public ImmutableArray<LineNumber> Lines { get; init; } = [];

    /// <summary>Which free line is taken.</summary>
    public LinePick Pick { get; init; }

    /// <summary>The group whose lines are tried where none of these can be had; null: none.</summary>
    public TrunkGroupNumber? Overflow { get; init; }
}

/// <summary>Which of a trunk group's free lines is taken.</summary>
public enum LinePick
{
    /// <summary>The first, in the order the group names them.</summary>
    Ascending,

    /// <summary>The last.</summary>
    Descending,

    /// <summary>The one that has been free for longest.</summary>
    LeastRecentlyUsed,
}
