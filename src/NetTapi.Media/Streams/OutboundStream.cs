namespace NetTapi.Media;

/// <summary>
/// The stream towards one peer, sole owner of its SSRC, sequence and timestamp. What is sent may come from a relay, a generator or keys, one after another:
/// the peer sees one stream without a break. Not thread-safe: its leg's lock guards it.
/// </summary>
/// <remarks>
/// Relayed packets keep the gaps and the order they came with: their numbers are moved by a distance fixed when the relay begins, so that the peer can tell
/// loss from silence. A packet older than that beginning is dropped, for its number may be taken.
/// </remarks>
internal sealed class OutboundStream
{
    /// <summary>A jump of more than a second's packets is another stream, whatever its SSRC says (RFC 3550 A.1 draws the line at 3000, and waits).</summary>
    private const int MaxJump = 500;

    private readonly TimeProvider _time;
    private readonly uint _ssrc;
    private ushort _sequence;
    private uint _timestamp;
    private long _timestampAt;
    private bool _isContinued;
    private uint _relayedSsrc;
    private ushort _relayedFirst;
    private ushort _relayedHighest;
    private int _sequenceShift;
    private uint _timestampShift;

    public OutboundStream(TimeProvider time, uint ssrc, ushort firstSequence, uint firstTimestamp)
    {
        _time = time;
        _ssrc = ssrc;
        _sequence = unchecked((ushort)(firstSequence - 1));
        _timestamp = firstTimestamp;
    }

    public long Packets { get; private set; }

    public long Octets { get; private set; }

    /// <summary>The figures for a report.</summary>
    public OutboundFigures Figures => new(_ssrc, Packets, Octets, TimestampNow());

    /// <summary>The next packet comes from another source than the last.</summary>
    public void ChangeSource() => _isContinued = false;

    /// <summary>Gives a relayed packet our numbers in place; false where it must not be sent.</summary>
    public bool Relay(Span<byte> packet, in RtpHeader header, byte payloadType)
    {
        var begins = !_isContinued || header.Ssrc != _relayedSsrc || Math.Abs(SequenceNumber.Distance(_relayedHighest, header.Sequence)) > MaxJump;
        if (begins) BeginRelay(header);
        else if (SequenceNumber.Distance(_relayedFirst, header.Sequence) < 0) return false;

        var sequence = unchecked((ushort)(header.Sequence + _sequenceShift));
        var timestamp = unchecked(header.Timestamp + _timestampShift);
        RtpHeader.Rewrite(packet, payloadType, header.Marker || begins, sequence, timestamp, _ssrc);
        if (SequenceNumber.Distance(_relayedHighest, header.Sequence) > 0) _relayedHighest = header.Sequence;

        // The first sequence number may fall behind by half its range; keep it within reach of the highest.
        if (SequenceNumber.Distance(_relayedFirst, _relayedHighest) > 2 * MaxJump) _relayedFirst = unchecked((ushort)(_relayedHighest - MaxJump));
        Count(sequence, timestamp, header.PayloadLength);
        return true;
    }

    /// <summary>Writes the head of a packet made here, its payload in place behind it.</summary>
    /// <param name="packet">Where to.</param>
    /// <param name="payloadType">The payload type.</param>
    /// <param name="payloadLength">Octets of payload.</param>
    /// <param name="advance">Whether it is new in time; false for a further packet of one event (RFC 4733 2.5.1.2).</param>
    public void Generate(Span<byte> packet, byte payloadType, int payloadLength, bool advance = true)
    {
        var begins = !_isContinued;
        var timestamp = begins ? TimestampNow() : advance ? unchecked(_timestamp + AudioFrame.Samples) : _timestamp;
        _isContinued = true;
        var sequence = unchecked((ushort)(_sequence + 1));
        RtpHeader.Write(packet, payloadType, begins, sequence, timestamp, _ssrc);
        Count(sequence, timestamp, payloadLength);
    }

    private void BeginRelay(in RtpHeader header)
    {
        _isContinued = true;
        _relayedSsrc = header.Ssrc;
        _relayedFirst = _relayedHighest = header.Sequence;
        _sequenceShift = unchecked(_sequence + 1 - header.Sequence);
        _timestampShift = unchecked(TimestampNow() - header.Timestamp);
    }

    private void Count(ushort sequence, uint timestamp, int octets)
    {
        if (SequenceNumber.Distance(_sequence, sequence) > 0) _sequence = sequence;
        if (Packets == 0 || SequenceNumber.Distance(_timestamp, timestamp) > 0)
        {
            // The two are one reading of our clock: the further packets of an event, all of one timestamp, must not move it.
            _timestamp = timestamp;
            _timestampAt = _time.GetTimestamp();
        }

        Packets++;
        Octets += octets;
    }

    /// <summary>Where our timestamp stands by the clock: at least one frame behind what was sent last, so that two sources never share an instant.</summary>
    private uint TimestampNow()
    {
        if (Packets == 0) return _timestamp;
        var samples = (long)(_time.GetElapsedTime(_timestampAt).TotalSeconds * AudioFrame.SampleRate);
        return unchecked(_timestamp + (uint)Math.Max(AudioFrame.Samples, samples));
    }
}
