using System.Collections.Immutable;
using NetTapi.Media;
using NetTapi.Sip.Sdp;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Calls;

/// <summary>The codecs of the switch: those it can produce, convert and mix, and those it only passes through.</summary>
internal static class Codecs
{
    /// <summary>What the switch can produce; keys as events among them.</summary>
    public static ImmutableArray<SdpCodec> Produced { get; } = [SdpCodec.Pcmu, SdpCodec.Pcma, SdpCodec.TelephoneEvent];

    /// <summary>All that may be agreed on.</summary>
    public static ImmutableArray<SdpCodec> Known { get; } = [SdpCodec.G722, .. Produced];

    /// <summary>What a far end may be offered for a peer that offered this: the peer's own codecs in its order, then those it can be converted to.</summary>
    /// <returns>Empty where the offer has no sound we know.</returns>
    public static ImmutableArray<SdpCodec> For(SessionDescription offer)
    {
        if (AudioEndpoint.Of(offer) is not { } audio) return [];
        List<SdpCodec> codecs = [];
        foreach (var offered in audio.Codecs)
        {
            if (!offered.IsTelephoneEvent && Known.FirstOrDefault(offered.IsSameEncoding) is { } known && !codecs.Contains(known)) codecs.Add(known);
        }

        if (codecs.Count == 0) return [];
        codecs.AddRange(Produced.Except(codecs));
        return [.. codecs];
    }

    /// <summary>Of the codecs that will do, those a peer may be offered, in its order of preference; keys as events go with any.</summary>
    /// <param name="codecs">Those that will do.</param>
    /// <param name="allowed">Those it may be offered; none: all.</param>
    public static ImmutableArray<SdpCodec> Within(ImmutableArray<SdpCodec> codecs, ImmutableArray<SdpCodec> allowed) =>
        allowed.IsEmpty ? codecs : [.. allowed.Where(codec => codecs.Any(codec.IsSameEncoding)), .. codecs.Where(codec => codec.IsTelephoneEvent)];

    /// <summary>A gateway's codecs as its settings name them.</summary>
    public static ImmutableArray<SdpCodec> Of(Gateway gateway) =>
        [.. gateway.Codecs.Select(codec => codec switch { VoiceCodec.Pcmu => SdpCodec.Pcmu, VoiceCodec.Pcma => SdpCodec.Pcma, _ => SdpCodec.G722 })];

    /// <summary>What media calls a codec; null where media does not know it.</summary>
    public static AudioCodec? MediaCodec(SdpCodec codec) => codec switch
    {
        _ when codec.IsSameEncoding(SdpCodec.Pcmu) => AudioCodec.Pcmu,
        _ when codec.IsSameEncoding(SdpCodec.Pcma) => AudioCodec.Pcma,
        _ when codec.IsSameEncoding(SdpCodec.G722) => AudioCodec.G722,
        _ => null,
    };
}
