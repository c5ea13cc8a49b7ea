using System.Text;

namespace NetTapi.Protocol.Framing;

/// <summary>One unit as it stands in a message (W2).</summary>
public readonly ref struct Unit
{
    internal Unit(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value, bool hasValue)
    {
        Keyword = keyword;
        Value = value;
        HasValue = hasValue;
    }

    /// <summary>The keyword, in the case it was sent in.</summary>
    public ReadOnlySpan<byte> Keyword { get; }

    /// <summary>The value's bytes; empty for a unit without one, or with an empty one.</summary>
    public ReadOnlySpan<byte> Value { get; }

    /// <summary>Whether there is a value, if only an empty one.</summary>
    public bool HasValue { get; }

    /// <summary>Whether the keyword is a given one, in lower case; the unit's own case does not matter (W4).</summary>
    public bool Is(ReadOnlySpan<byte> keyword) => Ascii.EqualsIgnoreCase(Keyword, keyword);
}
