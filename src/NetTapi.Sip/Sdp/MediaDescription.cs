using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NetTapi.Sip.Sdp;

/// <summary>One medium of a description: its m-line and the lines below it, those not understood included, in their order. Immutable.</summary>
/// <param name="Media">What it is: audio, video, image.</param>
/// <param name="Port">Its port; 0 means refused or taken out.</param>
/// <param name="Protocol">Its profile, such as RTP/AVP.</param>
/// <param name="Formats">Its formats in order of preference; payload types for RTP.</param>
/// <param name="Lines">The lines below the m-line.</param>
public sealed record MediaDescription(string Media, int Port, string Protocol, ImmutableArray<string> Formats, ImmutableArray<SdpLine> Lines)
{
    private const int MaximumFormats = 128;

    private Reading? _read;

    /// <summary>How many ports are asked for, as in <c>49170/2</c>; 1 where none is written.</summary>
    public int PortCount { get; init; } = 1;

    /// <summary>Whether this is sound over plain RTP.</summary>
    public bool IsAudio => Media == "audio" && Protocol is "RTP/AVP" or "RTP/AVPF";

    /// <summary>The address of its own c-line; null where there is none and the session's holds.</summary>
    public string? Connection => SessionDescription.ConnectionIn(Lines);

    /// <summary>Its own direction; null where it says none and the session's holds.</summary>
    public MediaDirection? Direction => SessionDescription.DirectionIn(Lines);

    /// <summary>The codecs in order of preference. Payload types that nothing explains are left out.</summary>
    public ImmutableArray<SdpCodec> Codecs
    {
        get
        {
            // A copy made by "with" takes the reading along, though its lines may differ.
            if (_read is not { } read || read.Formats != Formats || read.Lines != Lines) _read = read = new Reading(Formats, Lines, ReadCodecs());
            return read.Codecs;
        }
    }

    /// <summary>This medium refused: the same with port 0 and no attributes (RFC 3264 6).</summary>
    public MediaDescription Refused() => this with { Port = 0, PortCount = 1, Lines = [] };

    private ImmutableArray<SdpCodec> ReadCodecs()
    {
        var codecs = ImmutableArray.CreateBuilder<SdpCodec>(Formats.Length);
        foreach (var format in Formats)
        {
            if (!int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var payloadType) || payloadType > 127) continue;
            if (CodecOf(format, payloadType) is { } codec) codecs.Add(codec);
        }

        return codecs.DrainToImmutable();
    }

    private SdpCodec? CodecOf(string format, int payloadType)
    {
        var parameters = ValueFor("fmtp", format);
        if (ValueFor("rtpmap", format) is { } map) return SdpCodec.Parse(payloadType, map, parameters);
        return SdpCodec.Static(payloadType) is { } codec ? codec with { Parameters = parameters } : null;
    }

    private string? ValueFor(string attribute, string format)
    {
        foreach (var line in Lines)
        {
            if (!line.IsAttribute(attribute)) continue;
            var value = line.Value.AsSpan(Math.Min(attribute.Length + 1, line.Value.Length));
            if (value.StartsWith(format) && value.Length > format.Length && value[format.Length] == ' ') return value[(format.Length + 1)..].ToString();
        }

        return null;
    }

    /// <inheritdoc />
    public bool Equals(MediaDescription? other) =>
        other is not null && HeadLine == other.HeadLine && Lines.AsSpan().SequenceEqual(other.Lines.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(HeadLine, Lines.Length);

    /// <summary>The m-line.</summary>
    internal SdpLine HeadLine
    {
        get
        {
            var ports = PortCount == 1 ? $"{Port}" : $"{Port}/{PortCount}";
            return new('m', $"{Media} {ports} {Protocol} {string.Join(' ', Formats)}");
        }
    }

    internal static bool TryParse(string value, ImmutableArray<SdpLine> lines, [NotNullWhen(true)] out MediaDescription? media)
    {
        media = null;
        var parts = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is < 4 or > 3 + MaximumFormats) return false;
        var ports = parts[1].Split('/');
        var count = 1;
        if (!TryPort(ports[0], out var port) || (ports.Length > 1 && !TryPort(ports[1], out count))) return false;
        media = new MediaDescription(parts[0], port, parts[2], [.. parts[3..]], lines) { PortCount = count };
        return true;
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue;

    /// <summary>What formats and lines were found to mean.</summary>
    private sealed record Reading(ImmutableArray<string> Formats, ImmutableArray<SdpLine> Lines, ImmutableArray<SdpCodec> Codecs);
}
