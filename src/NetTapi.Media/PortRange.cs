using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NetTapi.Media;

/// <summary>The UDP ports RTP and RTCP may use, in pairs of an even port and the next.</summary>
/// <param name="First">The first port; 0 for any free ones.</param>
/// <param name="Last">The last port, itself included; 0 with <paramref name="First"/> 0.</param>
public readonly record struct PortRange(int First, int Last)
{
    /// <summary>Any free ports.</summary>
    public static PortRange Any => default;

    /// <summary>Whether any free ports will do.</summary>
    public bool IsAny => First == 0;

    /// <summary>The first even port of the range.</summary>
    internal int FirstPair => First + (First & 1);

    /// <summary>How many pairs fit.</summary>
    internal int Pairs => IsAny ? 0 : (Last - FirstPair + 1) / 2;

    /// <summary>Reads <c>20000-29999</c>, or <c>0</c> for any free ports. At least one pair must fit.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PortRange range)
    {
        range = default;
        if (text is null) return false;
        if (text == "0") return true;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || !IsPort(text.AsSpan(0, dash), out var first) || !IsPort(text.AsSpan(dash + 1), out var last)) return false;
        range = new PortRange(first, last);
        return range.Pairs > 0;
    }

    /// <inheritdoc />
    public override string ToString() => IsAny ? "0" : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    private static bool IsPort(ReadOnlySpan<char> text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;
}
