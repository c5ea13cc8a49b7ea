using System.Collections.Immutable;

namespace NetTapi.Server.Configuration.Sources;

/// <summary>What one source, or all of them together, say: a tree of sections, lists and values.</summary>
internal abstract record SettingNode
{
    /// <summary>Lays a later source over this one: sections are merged key by key; anything else, a list too, is replaced whole.</summary>
    public SettingNode Under(SettingNode later) => (this, later) switch
    {
        (SettingSection mine, SettingSection theirs) => mine.Under(theirs),
        (SettingSection mine, SettingIndexed theirs) => mine.Under(theirs.Items),
        (SettingIndexed mine, SettingSection theirs) => mine.Items.Under(theirs),
        _ => later,
    };
}

/// <summary>A section: nodes by key. Keys are the same in any case.</summary>
internal sealed record SettingSection(ImmutableDictionary<string, SettingNode> Nodes) : SettingNode
{
    /// <summary>A section with nothing in it.</summary>
    public static readonly SettingSection Empty = new(ImmutableDictionary.Create<string, SettingNode>(StringComparer.OrdinalIgnoreCase));

    /// <summary>Lays a later section over this one.</summary>
    public SettingSection Under(SettingSection later)
    {
        var merged = Nodes;
        foreach (var (key, node) in later.Nodes) merged = merged.SetItem(key, merged.TryGetValue(key, out var earlier) ? earlier.Under(node) : node);
        return new SettingSection(merged);
    }
}

/// <summary>
/// What the environment or the command line gives by number: a list, or a section whose keys are digits, as a script's <c>Menu</c>. Whoever asks for it knows which.
/// </summary>
/// <param name="Items">The nodes by their numbers.</param>
internal sealed record SettingIndexed(SettingSection Items) : SettingNode;

/// <summary>A list.</summary>
internal sealed record SettingList(ImmutableArray<SettingNode> Nodes) : SettingNode;

/// <summary>A single value and how it was written.</summary>
internal sealed record SettingValue(string Text, SettingKind Kind) : SettingNode;

/// <summary>How a value was written.</summary>
internal enum SettingKind
{
    /// <summary>In the environment or on the command line, where everything is text.</summary>
    Untyped,

    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>A JSON true or false.</summary>
    Flag,

    /// <summary>A JSON null: as if the key were not there in any source.</summary>
    Null,
}
