namespace NetTapi.Sip.Invites;

/// <summary>How long calls may go on without a sign of life (RFC 4028).</summary>
/// <param name="Wanted">What we ask for; null: nothing, and the extension is absent.</param>
/// <param name="Minimum">The least we agree to.</param>
internal readonly record struct SessionIntervals(TimeSpan? Wanted, TimeSpan Minimum);
