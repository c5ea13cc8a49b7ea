using System.Collections.Immutable;
using System.Globalization;
using NetTapi.Server.Configuration.Sources;

namespace NetTapi.Server.Configuration.Reading;

/// <summary>
/// Reads one section strictly. What is asked for and wrong becomes a fault, and a default takes its place so that the reading goes on; what is there and
/// was never asked for is a fault too, when the reader is closed.
/// </summary>
internal sealed class SectionReader(string path, SettingSection section, FaultList faults) : IDisposable
{
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The section's key path.</summary>
    public string Path => path;

    /// <summary>The keys that are there.</summary>
    public IEnumerable<string> Keys => section.Nodes.Keys;

    /// <summary>The key path of one of its keys.</summary>
    public string PathOf(string key) => SettingPath.Under(path, key);

    /// <summary>Adds a fault about one of its keys.</summary>
    public void Fault(string key, string message) => faults.Add(PathOf(key), message);

    /// <summary>Whether a key is there and not null.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>A text, or null where there is none.</summary>
    public string? Text(string key) => Value(key)?.AsText();

    /// <summary>A text that must be there.</summary>
    public string Required(string key)
    {
        if (Value(key) is { } value) return value.AsText() ?? "";
        Fault(key, "is missing");
        return "";
    }

    /// <summary>A whole number within bounds.</summary>
    public long Whole(string key, long otherwise, long least, long most) => Value(key)?.AsWhole(least, most) ?? otherwise;

    /// <summary>A whole number within bounds.</summary>
    public int Whole(string key, int otherwise, int least, int most) => (int)Whole(key, (long)otherwise, least, most);

    /// <summary>True or false.</summary>
    public bool Flag(string key, bool otherwise) => Value(key)?.AsFlag() ?? otherwise;

    /// <summary>A text turned into something else.</summary>
    public T Parsed<T>(string key, T otherwise, Func<string, T> parse) => Value(key) is { } value ? value.Parsed(otherwise, parse) : otherwise;

    /// <summary>A time within bounds.</summary>
    public TimeSpan Time(string key, TimeSpan otherwise, TimeSpan least, TimeSpan most) => Parsed(key, otherwise, text =>
    {
        var time = SettingText.Time(text);
        return time >= least && time <= most ? time : throw new FormatException($"must be from {least:c} to {most:c}");
    });

    /// <summary>A list, each item read by a function; null items are ones with a fault.</summary>
    public ImmutableArray<T> List<T>(string key, ImmutableArray<T> otherwise, Func<ValueReader, T?> read)
        where T : class => Find(key) is { } node ? [.. Items(key, node).Select(read).OfType<T>()] : otherwise;

    /// <summary>Whether a list is there with nothing in it.</summary>
    public bool IsEmptyList(string key) => Find(key) is SettingList { Nodes.IsEmpty: true } or SettingValue { Kind: SettingKind.Untyped, Text: "" };

    /// <summary>A section below; one that is not there reads as empty.</summary>
    public SectionReader Section(string key) => Value(key)?.AsSection() ?? new SectionReader(PathOf(key), SettingSection.Empty, faults);

    /// <summary>Names the keys nobody asked for.</summary>
    public void Dispose()
    {
        foreach (var key in section.Nodes.Keys.Where(key => !_asked.Contains(key)).Order(StringComparer.Ordinal)) Fault(key, "is not a key");
    }

    private IEnumerable<ValueReader> Items(string key, SettingNode node)
    {
        switch (node)
        {
            case SettingList list:
                return list.Nodes.Select((item, index) => new ValueReader(SettingPath.Under(PathOf(key), index), item, faults));
            case SettingIndexed indexed:
                return IndexedItems(key, indexed.Items);
            case SettingValue { Kind: SettingKind.Untyped, Text: "" }:
                return [];
            case SettingValue { Kind: SettingKind.Untyped }:
                return [new ValueReader(PathOf(key), node, faults)];
            default:
                Fault(key, "must be a list");
                return [];
        }
    }

    private List<ValueReader> IndexedItems(string key, SettingSection items)
    {
        var found = new List<ValueReader>();
        for (var index = 0; index < items.Nodes.Count; index++)
        {
            var here = SettingPath.Under(PathOf(key), index);
            if (items.Nodes.TryGetValue(index.ToString(CultureInfo.InvariantCulture), out var item)) found.Add(new ValueReader(here, item, faults));
            else faults.Add(here, "is missing: a list is given whole, from index 0");
        }

        return found;
    }

    private ValueReader? Value(string key) => Find(key) is { } node ? new ValueReader(PathOf(key), node, faults) : null;

    private SettingNode? Find(string key)
    {
        _asked.Add(key);
        return section.Nodes.GetValueOrDefault(key) is { } node and not SettingValue { Kind: SettingKind.Null } ? node : null;
    }
}
