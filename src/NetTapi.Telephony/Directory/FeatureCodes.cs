namespace NetTapi.Telephony.Directory;

/// <summary>The codes dialled to use a feature: <c>*</c> and <c>#</c> and digits, none the beginning of another. An empty one turns its feature off.</summary>
public sealed record FeatureCodes
{
    /// <summary>Parks the call the phone is in, at the first free place or at the place dialled behind it. In a call, or as the target of a transfer.</summary>
    public string Park { get; init; } = "*70";

    /// <summary>Retrieves the call in the place dialled behind it; dialling the place alone does the same.</summary>
    public string Retrieve { get; init; } = "*71";

    /// <summary>In a call: transfers it to the number dialled behind it, without waiting.</summary>
    public string BlindTransfer { get; init; } = "*72";

    /// <summary>In a call: holds it and calls the number dialled behind it; hanging up then transfers.</summary>
    public string AttendedTransfer { get; init; } = "*73";

    /// <summary>In a call with another on hold: makes one of the two.</summary>
    public string Conference { get; init; } = "*74";

    /// <summary>Chooses a status: behind it, its place among the system's statuses and then the user's own, from 1.</summary>
    public string Status { get; init; } = "*75";

    /// <summary>Each code with the key it stands under.</summary>
    public IEnumerable<(string Key, string Code)> All() =>
    [
        (nameof(Park), Park), (nameof(Retrieve), Retrieve), (nameof(BlindTransfer), BlindTransfer),
        (nameof(AttendedTransfer), AttendedTransfer), (nameof(Conference), Conference), (nameof(Status), Status),
    ];
}
