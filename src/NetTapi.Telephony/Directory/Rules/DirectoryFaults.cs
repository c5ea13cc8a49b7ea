using System.Collections.Immutable;

namespace NetTapi.Telephony.Directory.Rules;

/// <summary>Collects what is wrong in a directory.</summary>
internal sealed class DirectoryFaults
{
    private readonly ImmutableArray<DirectoryFault>.Builder _faults = ImmutableArray.CreateBuilder<DirectoryFault>();

    /// <summary>Something is wrong at a key path.</summary>
    public void Add(string path, string message) => _faults.Add(new DirectoryFault(path, message));

    /// <summary>Something is wrong unless a condition holds.</summary>
    public void Require(bool holds, string path, string message)
    {
        if (!holds) Add(path, message);
    }

    /// <summary>No two items may have the same key.</summary>
    public void Unique<T, TKey>(string path, string key, ImmutableArray<T> items, Func<T, TKey> keyOf, Func<T, string> nameOf)
        where TKey : notnull
    {
        var seen = new HashSet<TKey>();
        for (var i = 0; i < items.Length; i++)
        {
            if (!seen.Add(keyOf(items[i]))) Add(key.Length == 0 ? $"{path}:{i}" : $"{path}:{i}:{key}", $"{nameOf(items[i])} stands twice");
        }
    }

    /// <summary>All that was found.</summary>
    public ImmutableArray<DirectoryFault> ToImmutable() => _faults.ToImmutable();
}
