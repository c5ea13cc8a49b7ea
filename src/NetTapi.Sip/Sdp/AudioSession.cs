using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace NetTapi.Sip.Sdp;

/// <summary>Builds the descriptions of telephone calls: one audio medium over RTP (RFC 3264 5 and 6).</summary>
public static class AudioSession
{
    /// <summary>What we offer: PCMU, PCMA and telephone-event.</summary>
    public static ImmutableArray<SdpCodec> DefaultCodecs { get; } = [SdpCodec.Pcmu, SdpCodec.Pcma, SdpCodec.TelephoneEvent];

    /// <summary>An offer.</summary>
    /// <param name="origin">Who we are, and the version.</param>
    /// <param name="media">Where we receive.</param>
    /// <param name="codecs">What we take, best first.</param>
    /// <param name="direction">Which way, from our side.</param>
    public static SessionDescription Offer(
        SdpOrigin origin,
        IPEndPoint media,
        ImmutableArray<SdpCodec> codecs,
        MediaDirection direction = MediaDirection.SendReceive) =>
        new(Session(origin, media.Address, new SdpLine('t', "0 0")), [Audio(media.Port, "RTP/AVP", codecs, direction)]);

    /// <summary>
    /// The answer to an offer. The first audio medium with a codec of ours is taken, with the offerer's payload types and in its order; all others are
    /// refused. The direction is the offer's reversed, less what we do not want.
    /// </summary>
    /// <param name="offer">The offer.</param>
    /// <param name="origin">Who we are, and the version.</param>
    /// <param name="media">Where we receive.</param>
    /// <param name="codecs">What we take.</param>
    /// <param name="wanted">Which way we would have it, from our side.</param>
    /// <returns>Null where nothing can be taken: 488.</returns>
    public static SessionDescription? Answer(
        SessionDescription offer,
        SdpOrigin origin,
        IPEndPoint media,
        ImmutableArray<SdpCodec> codecs,
        MediaDirection wanted = MediaDirection.SendReceive)
    {
        if (Taken(offer, codecs) is not { } taken) return null;
        var direction = offer.DirectionOf(taken).Reverse() & wanted;
        var answered = Audio(media.Port, taken.Protocol, Common(taken, codecs), direction);
        var time = new SdpLine('t', SessionDescription.First(offer.Lines, 't') ?? "0 0");
        return new(
            Session(origin, media.Address, time),
            [.. offer.Media.Select(candidate => ReferenceEquals(candidate, taken) ? answered : candidate.Refused())]);
    }

    /// <summary>The codec for sound that an answer would have first; null where nothing can be taken.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="codecs">What we take.</param>
    public static SdpCodec? SoundOf(SessionDescription offer, ImmutableArray<SdpCodec> codecs) =>
        Taken(offer, codecs) is { } taken ? Sound(Common(taken, codecs)) : null;

    /// <summary>The first audio medium with a codec for sound of ours.</summary>
    private static MediaDescription? Taken(SessionDescription offer, ImmutableArray<SdpCodec> codecs)
    {
        foreach (var medium in offer.Media)
            if (medium.IsAudio && medium.Port != 0 && Sound(Common(medium, codecs)) is not null) return medium;
        return null;
    }

    private static ImmutableArray<SdpLine> Session(SdpOrigin origin, IPAddress address, SdpLine time) =>
    [
        new('v', "0"),
        new('o', origin.ToString()),
        new('s', "-"),
        new('c', $"IN {SdpOrigin.AddressType(SdpOrigin.Literal(address))} {SdpOrigin.Literal(address)}"),
        time,
    ];

    private static MediaDescription Audio(int port, string protocol, ImmutableArray<SdpCodec> codecs, MediaDirection direction)
    {
        var formats = ImmutableArray.CreateBuilder<string>(codecs.Length);
        var lines = ImmutableArray.CreateBuilder<SdpLine>((2 * codecs.Length) + 2);
        foreach (var codec in codecs)
        {
            formats.Add(codec.PayloadType.ToString(CultureInfo.InvariantCulture));
            codec.AddLines(lines);
        }

        lines.Add(SdpLine.Attribute("ptime", "20"));
        lines.Add(SdpLine.Attribute(direction.Attribute()));
        return new("audio", port, protocol, formats.MoveToImmutable(), lines.DrainToImmutable());
    }

    private static ImmutableArray<SdpCodec> Common(MediaDescription offered, ImmutableArray<SdpCodec> ours)
    {
        var common = ImmutableArray.CreateBuilder<SdpCodec>(offered.Codecs.Length);
        foreach (var codec in offered.Codecs)
            if (IsAmong(ours, codec)) common.Add(codec);
        return common.DrainToImmutable();
    }

    private static bool IsAmong(ImmutableArray<SdpCodec> codecs, SdpCodec sought)
    {
        foreach (var codec in codecs)
            if (codec.IsSameEncoding(sought)) return true;
        return false;
    }

    private static SdpCodec? Sound(ImmutableArray<SdpCodec> codecs)
    {
        foreach (var codec in codecs)
            if (!codec.IsTelephoneEvent) return codec;
        return null;
    }
}
