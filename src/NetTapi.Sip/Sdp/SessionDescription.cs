using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace NetTapi.Sip.Sdp;

/// <summary>A session description (RFC 8866). Every line is kept raw and in its order, those not understood too. Immutable.</summary>
/// <param name="Lines">The lines of the session, before the first medium.</param>
/// <param name="Media">The media, in their order.</param>
public sealed record SessionDescription(ImmutableArray<SdpLine> Lines, ImmutableArray<MediaDescription> Media)
{
    /// <summary>The media type of a description.</summary>
    public const string ContentType = "application/sdp";

    /// <summary>Who made it and which version it is; null where the o-line is missing or malformed.</summary>
    public SdpOrigin? Origin => SdpOrigin.TryParse(First(Lines, 'o'), out var origin) ? origin : null;

    /// <summary>The address of the session's c-line; null where there is none.</summary>
    public string? Connection => ConnectionIn(Lines);

    /// <summary>The first medium that is sound over RTP and not refused; null where there is none.</summary>
    public MediaDescription? Audio => Media.FirstOrDefault(media => media.IsAudio && media.Port != 0);

    /// <summary>Where a medium is to be sent: its own c-line's address, or the session's; null where neither is there.</summary>
    public string? ConnectionOf(MediaDescription media) => media.Connection ?? Connection;

    /// <summary>
    /// Which way a medium flows, from the writer's side: its own attribute, or the session's, or both ways. The old way to hold, the address 0.0.0.0,
    /// takes the receiving away (RFC 3264 8.4).
    /// </summary>
    public MediaDirection DirectionOf(MediaDescription media)
    {
        var direction = media.Direction ?? DirectionIn(Lines) ?? MediaDirection.SendReceive;
        return ConnectionOf(media) is "0.0.0.0" or "::" ? direction & ~MediaDirection.ReceiveOnly : direction;
    }

    /// <summary>This description with another origin.</summary>
    public SessionDescription With(SdpOrigin origin) => this with { Lines = Replace(Lines, 'o', origin.ToString()) };

    /// <summary>Reads a description. Never throws.</summary>
    /// <returns>False where it does not begin with v=0, or a line is malformed.</returns>
    public static bool TryParse(ReadOnlySpan<byte> data, [NotNullWhen(true)] out SessionDescription? description) =>
        SdpText.TryParse(data, out description);

    /// <summary>As in a body.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>As in a body.</summary>
    public override string ToString() => SdpText.Write(this);

    /// <inheritdoc />
    public bool Equals(SessionDescription? other) =>
        other is not null && Lines.AsSpan().SequenceEqual(other.Lines.AsSpan()) && Media.AsSpan().SequenceEqual(other.Media.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(First(Lines, 'o'), Media.Length);

    internal static string? First(ImmutableArray<SdpLine> lines, char type)
    {
        foreach (var line in lines)
            if (line.Type == type) return line.Value;
        return null;
    }

    /// <summary>The address of a c-line such as <c>IN IP4 192.0.2.1</c>, without time to live and count.</summary>
    internal static string? ConnectionIn(ImmutableArray<SdpLine> lines)
    {
        var parts = First(lines, 'c')?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is ["IN", "IP4" or "IP6", var address] ? address.Split('/')[0] : null;
    }

    internal static MediaDirection? DirectionIn(ImmutableArray<SdpLine> lines)
    {
        foreach (var line in lines)
            if (line.Type == 'a' && MediaDirections.Read(line.Value) is { } direction) return direction;
        return null;
    }

    private static ImmutableArray<SdpLine> Replace(ImmutableArray<SdpLine> lines, char type, string value) =>
        [.. lines.Select(line => line.Type == type ? new SdpLine(type, value) : line)];
}
