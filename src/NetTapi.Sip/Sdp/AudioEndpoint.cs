using System.Collections.Immutable;
using System.Net;

namespace NetTapi.Sip.Sdp;

/// <summary>What one side's description says of its sound: where to send it, how, and whether. The one audio medium of a telephone call.</summary>
/// <param name="Address">The address to send to; null where it is no literal, or 0.0.0.0.</param>
/// <param name="Port">The port to send to.</param>
/// <param name="Codecs">The codecs, telephone-event among them, in the writer's order.</param>
/// <param name="Direction">Which way, from the writer's side.</param>
public sealed record AudioEndpoint(IPAddress? Address, int Port, ImmutableArray<SdpCodec> Codecs, MediaDirection Direction)
{
    /// <summary>The codec for sound the writer likes best; null where there is none.</summary>
    public SdpCodec? Preferred => Codecs.FirstOrDefault(codec => !codec.IsTelephoneEvent);

    /// <summary>
    /// Keys as named events, at the clock of our codecs; null where the writer takes none. Who offers wideband sound as well lists one for each clock, and
    /// sends those of the sound's (RFC 4733 2.1).
    /// </summary>
    public SdpCodec? TelephoneEvent => Codecs.FirstOrDefault(SdpCodec.TelephoneEvent.IsSameEncoding);

    /// <summary>Where to send; null where the writer wants nothing sent.</summary>
    public IPEndPoint? Target => Address is null ? null : new IPEndPoint(Address, Port);

    /// <summary>Whether the writer has put us on hold: it takes no sound from us.</summary>
    public bool IsHold => !Direction.HasFlag(MediaDirection.ReceiveOnly);

    /// <summary>Reads the first audio medium of a description; null where there is none or it is refused.</summary>
    public static AudioEndpoint? Of(SessionDescription description)
    {
        if (description.Audio is not { } audio) return null;
        var isLiteral = IPAddress.TryParse(description.ConnectionOf(audio), out var address);
        var isPlace = isLiteral && !address!.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);
        return new AudioEndpoint(isPlace ? address : null, audio.Port, audio.Codecs, description.DirectionOf(audio));
    }
}
