using System.Buffers;

namespace NetTapi.Protocol.Framing;

/// <summary>
/// Walks through the units of one message (W2, W4, W7). The constructor has looked at all of them: where <see cref="Fault"/> is none, reading can't fail. Allocates nothing.
/// </summary>
public ref struct UnitReader
{
    private static readonly SearchValues<byte> KeywordBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-"u8);

    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\r\n"u8);

    private ReadOnlySpan<byte> _rest;

    /// <summary>Looks at a whole message.</summary>
    /// <param name="message">From the type byte up to, and without, the terminator.</param>
    /// <param name="limits">Limits of units and values.</param>
    public UnitReader(ReadOnlySpan<byte> message, ProtocolLimits limits)
    {
        Type = message.IsEmpty ? (byte)0 : message[0];
        _rest = message.IsEmpty ? default : message[1..];
        Fault = Type is (byte)'!' or (byte)'?' or (byte)'#' ? Check(_rest, limits) : ProtocolFault.Malformed;
        if (Fault != ProtocolFault.None) _rest = default;
    }

    /// <summary>The type byte: <c>!</c>, <c>?</c> or <c>#</c>.</summary>
    public byte Type { get; }

    /// <summary>What is wrong with the message as a whole.</summary>
    public ProtocolFault Fault { get; }

    /// <summary>Takes the next unit.</summary>
    /// <returns>False after the last.</returns>
    public bool TryRead(out Unit unit)
    {
        unit = Take(_rest, out var used);
        _rest = _rest[used..];
        return !unit.Keyword.IsEmpty;
    }

    private static ProtocolFault Check(ReadOnlySpan<byte> rest, ProtocolLimits limits)
    {
        var units = 0;
        while (true)
        {
            var unit = Take(rest, out var used);
            rest = rest[used..];
            if (unit.Keyword.IsEmpty) break;
            if (++units > limits.MaxUnits) return ProtocolFault.TooManyUnits;
            if (unit.Value.Length > limits.MaxValueBytes) return ProtocolFault.MessageTooLong;
        }

        return units == 0 || !rest.IsEmpty ? ProtocolFault.Malformed : ProtocolFault.None;
    }

    /// <summary>The unit at the front, with the white space around it; nothing but the white space where there is no unit.</summary>
    private static Unit Take(ReadOnlySpan<byte> rest, out int used)
    {
        used = WhiteSpaceAt(rest);
        var inside = rest[used..];
        if (inside.IsEmpty || inside[0] != '<') return default;
        var end = inside.IndexOf((byte)'>');
        if (end < 0) return default;
        inside = inside[1..end];
        var equals = inside.IndexOf((byte)'=');
        var keyword = equals < 0 ? inside : inside[..equals];
        var value = equals < 0 ? default : inside[(equals + 1)..];
        if (keyword.IsEmpty || keyword.ContainsAnyExcept(KeywordBytes) || value.Contains((byte)'<')) return default;
        used += end + 1;
        used += WhiteSpaceAt(rest[used..]);
        return new Unit(keyword, value, equals >= 0);
    }

    private static int WhiteSpaceAt(ReadOnlySpan<byte> rest)
    {
        var first = rest.IndexOfAnyExcept(WhiteSpace);
        return first < 0 ? rest.Length : first;
    }
}
