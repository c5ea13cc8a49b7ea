using System.Collections.Immutable;

namespace NetTapi.Telephony.Directory;

/// <summary>Users who take calls together: the operators, the sales department.</summary>
public sealed record RingGroup
{
    /// <summary>Its name, matched without regard to case; what targets call it by.</summary>
    public required string Name { get; init; }

    /// <summary>The extension by which it is dialled; null where it is no number of its own.</summary>
    public string? Number { get; init; }

    /// <summary>Its members, in the order they are rung.</summary>
    public ImmutableArray<UserId> Members { get; init; } = [];

    /// <summary>How they are rung.</summary>
    public RingOrder Order { get; init; } = RingOrder.All;

    /// <summary>In serial order, how long one member rings before the next; default 15 s.</summary>
    public TimeSpan RingTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Where a call goes that none of them took; null: the caller is told that nobody answers.</summary>
    public RouteTarget? Overflow { get; init; }

    /// <summary>When it goes there, counted from the first ring; null: when all were tried in vain, or the switch's ringing time is over.</summary>
    public TimeSpan? OverflowAfter { get; init; }
}

/// <summary>How a group's members are rung.</summary>
public enum RingOrder
{
    /// <summary>All at once.</summary>
    All,

    /// <summary>One after the other.</summary>
    Serial,
}
