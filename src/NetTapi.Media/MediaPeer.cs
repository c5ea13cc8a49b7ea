using System.Net;

namespace NetTapi.Media;

/// <summary>What an offer and its answer settled about one stream.</summary>
/// <param name="Rtp">Where the peer receives.</param>
/// <param name="Codec">The codec agreed on.</param>
/// <param name="PayloadType">Its payload type.</param>
/// <param name="TelephoneEvent">Payload type of telephone events, or null.</param>
/// <param name="Sends">Whether we send to the peer.</param>
/// <param name="Receives">Whether we take what the peer sends.</param>
/// <param name="OfferedEvent">Payload type of telephone events in our offer, or null: who answers may name another for us to send with, and still sends with this one (RFC 3264 6.1).</param>
public sealed record MediaPeer(IPEndPoint Rtp, AudioCodec Codec, byte PayloadType, byte? TelephoneEvent, bool Sends = true, bool Receives = true, byte? OfferedEvent = null)
{
    /// <summary>Whether the peer's packets of a payload type are telephone events.</summary>
    public bool IsEvent(byte payloadType) => payloadType == TelephoneEvent || payloadType == OfferedEvent;
}

/// <summary>The codecs known here; all 8 kHz in RTP time.</summary>
public enum AudioCodec
{
    /// <summary>G.711 µ-law.</summary>
    Pcmu,

    /// <summary>G.711 A-law.</summary>
    Pcma,

    /// <summary>G.722: passed through between two legs that both have it, never decoded. Such a leg is not mixed, recorded or played to.</summary>
    G722,
}

/// <summary>Counters of one leg.</summary>
/// <param name="PacketsReceived">RTP packets taken from the negotiated peer.</param>
/// <param name="PacketsSent">RTP packets sent.</param>
/// <param name="PacketsRefused">Packets from anyone else, or that are not RTP, dropped.</param>
public readonly record struct MediaFigures(long PacketsReceived, long PacketsSent, long PacketsRefused);
