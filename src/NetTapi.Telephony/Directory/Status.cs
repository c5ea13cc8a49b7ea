namespace NetTapi.Telephony.Directory;

/// <summary>A status a user can choose (C6), and where it sends his calls.</summary>
/// <param name="Name">Its name, matched without regard to case.</param>
/// <param name="Rings">Whether calls ring the user while he has it.</param>
/// <param name="Forward">Where his calls go: at once where they do not ring him, else when they have rung for <paramref name="RingTime"/>. Null: nowhere else.</param>
/// <param name="RingTime">How long calls ring him; null: as long as the user's own setting or the switch says.</param>
public sealed record Status(string Name, bool Rings = true, RouteTarget? Forward = null, TimeSpan? RingTime = null);
