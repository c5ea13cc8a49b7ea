using System.Net;

namespace NetTapi.Media;

/// <summary>Opens media legs. The real one binds sockets; a simulated one moves frames in virtual time.</summary>
public interface IMediaPlane
{
    /// <summary>Opens a leg. Never blocks.</summary>
    /// <param name="local">The local address to receive on.</param>
    /// <param name="opened">Called once, on the control loop; null where no port is free.</param>
    void OpenLeg(IPAddress local, Action<IMediaLeg?> opened);
}

/// <summary>
/// One RTP stream pair towards one peer. Called from the control loop; what it does with packets happens elsewhere. After <see cref="Close"/>
/// nothing is sent or heard.
/// </summary>
public interface IMediaLeg
{
    /// <summary>Where it receives RTP; RTCP is the next port.</summary>
    IPEndPoint Local { get; }

    /// <summary>Sets what was negotiated. Media is accepted from the negotiated peer only, latched once and reopened by each call (NAT).</summary>
    void Negotiate(MediaPeer peer);

    /// <summary>Relays both ways between this leg and another, which it replaces on both; null ends the relay.</summary>
    void Connect(IMediaLeg? other);

    /// <summary>Sends generated audio to the peer in place of relayed audio; null goes back to the relay, or to silence.</summary>
    void Play(IAudioSource? source);

    /// <summary>Sends digits as RFC 4733 events where negotiated; false where they can't be sent.</summary>
    bool SendDigits(string digits);

    /// <summary>Hears what the peer sends, decoded; null takes the tap away.</summary>
    void Listen(IAudioTap? tap);

    /// <summary>Counters so far.</summary>
    MediaFigures Figures { get; }

    /// <summary>Closes the sockets and ends the relay. Closing twice does nothing.</summary>
    void Close();
}

/// <summary>What an offer and its answer settled about one stream.</summary>
/// <param name="Rtp">Where the peer receives.</param>
/// <param name="Codec">The codec agreed on.</param>
/// <param name="PayloadType">Its payload type.</param>
/// <param name="TelephoneEvent">Payload type of telephone events, or null.</param>
/// <param name="Sends">Whether we send to the peer.</param>
/// <param name="Receives">Whether we take what the peer sends.</param>
public sealed record MediaPeer(IPEndPoint Rtp, AudioCodec Codec, byte PayloadType, byte? TelephoneEvent, bool Sends = true, bool Receives = true);

/// <summary>The codecs known here; all 8 kHz in RTP time, 20 ms a packet.</summary>
public enum AudioCodec
{
    /// <summary>G.711 µ-law.</summary>
    Pcmu,

    /// <summary>G.711 A-law.</summary>
    Pcma,
}

/// <summary>Generated audio.</summary>
public interface IAudioSource
{
    /// <summary>Fills one frame of 160 samples (20 ms, 16-bit, 8 kHz); false when there is no more.</summary>
    bool Read(Span<short> frame);
}

/// <summary>Hears a peer's audio.</summary>
public interface IAudioTap
{
    /// <summary>One packet's samples, decoded. On a media thread; must return at once.</summary>
    void OnAudio(ReadOnlySpan<short> samples);

    /// <summary>A telephone event began.</summary>
    void OnDigit(char digit);
}

/// <summary>Counters of one leg.</summary>
/// <param name="PacketsReceived">RTP packets taken from the negotiated peer.</param>
/// <param name="PacketsSent">RTP packets sent.</param>
/// <param name="PacketsRefused">Packets from anyone else, or that are not RTP, dropped.</param>
public readonly record struct MediaFigures(long PacketsReceived, long PacketsSent, long PacketsRefused);
