using System.Collections.Immutable;

namespace NetTapi.Phone;

/// <summary>What a phone says and listens for, in Hz: each phone of a test has a voice of its own.</summary>
/// <param name="Voice">The tone it sends while it talks; null for none.</param>
/// <param name="ListensFor">The tone it tells of; null for none.</param>
public sealed record PhoneSound(double? Voice = null, double? ListensFor = null)
{
    /// <summary>Further tones it tells apart, at least 100 Hz from each other, also where several are mixed.</summary>
    public ImmutableArray<double> Tones { get; init; } = [];
}
