using System.Collections.Immutable;

namespace NetTapi.Server.Configuration.Reading;

/// <summary>One thing that is wrong in the configuration.</summary>
/// <param name="Path">Key path, or the file or argument that is wrong as a whole.</param>
/// <param name="Message">What is wrong, as the rest of a sentence.</param>
internal sealed record ConfigurationFault(string Path, string Message)
{
    /// <summary>The line an administrator sees.</summary>
    public override string ToString() => $"{Path}: {Message}";
}

/// <summary>Collects everything that is wrong, so that one run names it all.</summary>
internal sealed class FaultList
{
    private readonly List<ConfigurationFault> _faults = [];

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _faults.Count == 0;

    /// <summary>How many there are so far.</summary>
    public int Count => _faults.Count;

    /// <summary>Adds one.</summary>
    public void Add(string path, string message) => _faults.Add(new ConfigurationFault(path, message));

    /// <summary>All, in the order found.</summary>
    public ImmutableArray<ConfigurationFault> ToImmutableArray() => [.. _faults];
}
