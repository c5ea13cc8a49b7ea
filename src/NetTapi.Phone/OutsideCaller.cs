namespace NetTapi.Phone;

/// <summary>Who calls from outside, as a carrier shows it.</summary>
/// <param name="Number">The number in From; <c>anonymous</c> is what carriers write there for a caller who hides it.</param>
/// <param name="Name">The name in From.</param>
public sealed record OutsideCaller(string Number, string? Name = null)
{
    /// <summary>The number in P-Asserted-Identity (RFC 3325); null for no such header.</summary>
    public string? AssertedNumber { get; init; }

    /// <summary>The name in P-Asserted-Identity.</summary>
    public string? AssertedName { get; init; }

    /// <summary>The value of Privacy (RFC 3323), such as <c>id</c>; null for no such header.</summary>
    public string? Privacy { get; init; }
}
