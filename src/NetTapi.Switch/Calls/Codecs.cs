using System.Collections.Immutable;
using NetTapi.Media;
using NetTapi.Sip.Sdp;

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
        var common = AudioEndpoint.Of(offer)?.Codecs.Where(codec => !codec.IsTelephoneEvent && Known.Any(codec.IsSameEncoding)).Select(codec => Known.First(codec.IsSameEncoding)).Distinct().ToArray() ?? [];
        return common.Length == 0 ? [] : [.. common, .. Produced.Where(codec => !common.Contains(codec))];
    }

    /// <summary>What media calls a codec; null where media does not know it.</summary>
    public static AudioCodec? MediaCodec(SdpCodec codec) => codec switch
    {
        _ when codec.IsSameEncoding(SdpCodec.Pcmu) => AudioCodec.Pcmu,
        _ when codec.IsSameEncoding(SdpCodec.Pcma) => AudioCodec.Pcma,
        _ when codec.IsSameEncoding(SdpCodec.G722) => AudioCodec.G722,
        _ => null,
    };
}
