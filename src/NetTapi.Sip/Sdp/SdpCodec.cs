using System.Collections.Immutable;
using System.Globalization;

namespace NetTapi.Sip.Sdp;

/// <summary>One format of an RTP medium: what a payload type means.</summary>
/// <param name="PayloadType">0 to 127.</param>
/// <param name="Name">The encoding's name; compared without case.</param>
/// <param name="ClockRate">Ticks a second.</param>
/// <param name="Channels">Channels; 1 where none is written.</param>
/// <param name="Parameters">The fmtp parameters; null where there are none.</param>
public sealed record SdpCodec(int PayloadType, string Name, int ClockRate, int Channels = 1, string? Parameters = null)
{
    /// <summary>G.711 µ-law (RFC 3551).</summary>
    public static SdpCodec Pcmu { get; } = new(0, "PCMU", 8000);

    /// <summary>G.711 A-law (RFC 3551).</summary>
    public static SdpCodec Pcma { get; } = new(8, "PCMA", 8000);

    /// <summary>G.722, whose clock rate is written 8000 though it is 16000 (RFC 3551 4.5.2).</summary>
    public static SdpCodec G722 { get; } = new(9, "G722", 8000);

    /// <summary>Keys as named events (RFC 4733), at the payload type we offer.</summary>
    public static SdpCodec TelephoneEvent { get; } = new(101, "telephone-event", 8000, 1, "0-15");

    /// <summary>Whether this carries keys and no sound.</summary>
    public bool IsTelephoneEvent => Name.Equals("telephone-event", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether both mean the same encoding, whatever their payload types.</summary>
    public bool IsSameEncoding(SdpCodec other) =>
        Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase) && ClockRate == other.ClockRate && Channels == other.Channels;

    /// <summary>What a static payload type means without an rtpmap (RFC 3551 6); null for others.</summary>
    internal static SdpCodec? Static(int payloadType) => payloadType switch
    {
        0 => Pcmu,
        3 => new(3, "GSM", 8000),
        4 => new(4, "G723", 8000),
        8 => Pcma,
        9 => G722,
        13 => new(13, "CN", 8000),
        15 => new(15, "G728", 8000),
        18 => new(18, "G729", 8000),
        _ => null,
    };

    /// <summary>Reads the value of an rtpmap without its payload type, such as <c>opus/48000/2</c>.</summary>
    internal static SdpCodec? Parse(int payloadType, string map, string? parameters)
    {
        var parts = map.Trim().Split('/');
        if (parts.Length < 2 || parts[0].Length == 0) return null;
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var clockRate)) return null;
        var channels = 1;
        if (parts.Length > 2 && !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out channels)) return null;
        return new SdpCodec(payloadType, parts[0], clockRate, channels, parameters);
    }

    /// <summary>Adds the lines that say what its payload type means.</summary>
    internal void AddLines(ImmutableArray<SdpLine>.Builder lines)
    {
        var channels = Channels == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"/{Channels}");
        lines.Add(new('a', string.Create(CultureInfo.InvariantCulture, $"rtpmap:{PayloadType} {Name}/{ClockRate}{channels}")));
        if (Parameters is not null) lines.Add(new('a', string.Create(CultureInfo.InvariantCulture, $"fmtp:{PayloadType} {Parameters}")));
    }
}
