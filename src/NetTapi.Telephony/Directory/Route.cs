namespace NetTapi.Telephony.Directory;

/// <summary>Where an outside call to a number goes.</summary>
/// <param name="Number">The number dialled, or <c>*</c> for all the rest.</param>
/// <param name="To">The target.</param>
public sealed record Route(string Number, RouteTarget To);
