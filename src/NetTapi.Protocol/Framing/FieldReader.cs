using System.Globalization;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Messages;

namespace NetTapi.Protocol.Framing;

/// <summary>Finds units behind a message's first by their keyword; of a repeated one the first counts (W3).</summary>
internal readonly ref struct FieldReader(UnitReader units, WireEncoding encoding)
{
    private readonly UnitReader _units = units;

    /// <summary>Whether there is such a unit, with or without a value.</summary>
    public bool Has(ReadOnlySpan<byte> keyword) => TryFind(keyword, out _);

    /// <summary>The unit's value; null where there is no such unit.</summary>
    public string? Text(ReadOnlySpan<byte> keyword) => TryFind(keyword, out var unit) ? encoding.Decode(unit.Value) : null;

    /// <summary>The unit's value as a number that is not negative.</summary>
    public bool TryNumber(ReadOnlySpan<byte> keyword, out int number)
    {
        number = 0;
        return TryFind(keyword, out var unit) && int.TryParse(unit.Value, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The unit's value as a span of time.</summary>
    public bool TrySpan(ReadOnlySpan<byte> keyword, out TimeSpan span)
    {
        span = default;
        return Text(keyword) is { } text && WireTime.TryParseSpan(text, out span);
    }

    private bool TryFind(ReadOnlySpan<byte> keyword, out Unit found)
    {
        var units = _units;
        while (units.TryRead(out found))
        {
            if (found.Is(keyword)) return true;
        }

        return false;
    }
}
