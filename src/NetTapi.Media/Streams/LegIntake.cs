namespace NetTapi.Media;

/// <summary>Which packets a leg takes: its peer's, of what was negotiated; and when the peer was heard last. Guarded by its leg's lock.</summary>
internal sealed class LegIntake(TimeProvider time)
{
    /// <summary>Its payload type where no other was agreed on (RFC 3389 4, RFC 3551 6).</summary>
    private const byte ComfortNoise = 13;

    private readonly InboundStream _stream = new(time.TimestampFrequency);
    private PeerLatch _latch;
    private MediaPeer? _peer;
    private SilenceWatch? _silence;

    /// <summary>Packets taken.</summary>
    public long Packets => _stream.Packets;

    /// <summary>Packets from anyone else, or that are not RTP or RTCP.</summary>
    public long Refused { get; private set; }

    /// <summary>The figures for the next report.</summary>
    public InboundFigures Report() => _stream.Report();

    public void Negotiate(MediaPeer peer)
    {
        _peer = peer;
        _latch.Reopen(peer.Rtp);

        // One that we held has the whole time from now on to speak again.
        _silence?.Heard(time.GetTimestamp());
    }

    public void Watch(SilenceWatch? silence)
    {
        _silence?.CallOff();
        _silence = silence;
    }

    public void LookForSilence() => _silence?.Look();

    /// <summary>Whether a packet is to be heard. True in <paramref name="moved"/> where the peer sends from another port than before.</summary>
    public bool Takes(ReadOnlySpan<byte> packet, in PeerAddress from, long ticks, out RtpHeader header, out bool moved)
    {
        header = default;
        moved = false;
        if (_peer is not { } peer || !RtpHeader.TryRead(packet, out header) || !IsExpected(peer, header.PayloadType) || !_latch.Accepts(from, out moved))
        {
            Refused++;
            return false;
        }

        if (!peer.Receives) return false;
        _stream.Take(header, ticks);
        _silence?.Heard(ticks);
        return IsNegotiated(peer, header.PayloadType);
    }

    /// <summary>Reports of the peer are a sign of its life while it must not send sound; what they say is not used.</summary>
    public void TakeControl(ReadOnlySpan<byte> packet, in PeerAddress from)
    {
        if (!_latch.IsPeer(from) || !RtcpReport.IsReport(packet)) Refused++;
        else if (_peer is { Receives: false }) _silence?.Heard(time.GetTimestamp());
    }

    /// <summary>Comfort noise is no sound to be sent on, but a sign of life; phones send it in their pauses, asked or not.</summary>
    private static bool IsExpected(MediaPeer peer, byte payloadType) => payloadType == ComfortNoise || IsNegotiated(peer, payloadType);

    private static bool IsNegotiated(MediaPeer peer, byte payloadType) => payloadType == peer.PayloadType || peer.IsEvent(payloadType);
}
