namespace NetTapi.Storage.Schema;

/// <summary>A user's chosen status (C6).</summary>
internal sealed class StatusRow
{
    public required string Uid { get; init; }

    public required string Status { get; init; }
}

/// <summary>The directory in place: one row, one document.</summary>
internal sealed class DirectoryRow
{
    /// <summary>The only row's key.</summary>
    public const int OnlyId = 1;

    public int Id { get; init; }

    public required string Document { get; init; }
}

/// <summary>The last serial that has been reserved (N8): one row.</summary>
internal sealed class SerialRow
{
    /// <summary>The only row's key.</summary>
    public const int OnlyId = 1;

    public int Id { get; init; }

    public int LastReserved { get; init; }
}
