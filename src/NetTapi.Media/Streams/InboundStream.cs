namespace NetTapi.Media;

/// <summary>What is known of the stream a peer sends: its SSRC, how far it is, how much was lost, how unevenly it comes (RFC 3550 A.1, A.3, A.8).</summary>
internal sealed class InboundStream(long ticksPerSecond)
{
    private uint _ssrc;
    private bool _hasStream;
    private uint _first;
    private uint _highest;
    private long _received;
    private long _expectedBefore;
    private long _receivedBefore;
    private long _lastTransit;
    private double _jitter;

    /// <summary>All packets taken, of whatever SSRC.</summary>
    public long Packets { get; private set; }

    /// <summary>The figures for a report.</summary>
    public InboundFigures Figures => new(_hasStream, _ssrc, _highest, _hasStream ? _highest - _first + 1 - _received : 0, (uint)_jitter);

    /// <summary>The figures for the next report, with the share lost since the one before (RFC 3550 A.3).</summary>
    public InboundFigures Report()
    {
        var figures = Figures;
        var expected = figures.Lost + _received;
        var (due, came) = (expected - _expectedBefore, _received - _receivedBefore);
        (_expectedBefore, _receivedBefore) = (expected, _received);
        return figures with { LostShare = due <= came ? (byte)0 : (byte)Math.Min(byte.MaxValue, (due - came) * 256 / due) };
    }

    /// <summary>Counts a packet.</summary>
    public void Take(in RtpHeader header, long ticks)
    {
        Packets++;
        if (!_hasStream || header.Ssrc != _ssrc) Begin(header);
        var distance = SequenceNumber.Distance((ushort)_highest, header.Sequence);
        if (distance > 0) _highest = unchecked(_highest + (uint)distance);
        _received++;
        MeasureJitter(header.Timestamp, ticks);
    }

    private void Begin(in RtpHeader header)
    {
        _hasStream = true;
        _ssrc = header.Ssrc;
        // One cycle up, so that an older packet which comes late does not go below zero.
        _first = _highest = 0x1_0000u + header.Sequence;
        _received = _expectedBefore = _receivedBefore = 0;
        _lastTransit = long.MinValue;
        _jitter = 0;
    }

    private void MeasureJitter(uint timestamp, long ticks)
    {
        var arrival = (long)(ticks * (AudioFrame.SampleRate / (double)ticksPerSecond));
        var transit = arrival - timestamp;
        if (_lastTransit != long.MinValue) _jitter += (Math.Abs((double)(int)(transit - _lastTransit)) - _jitter) / 16;
        _lastTransit = transit;
    }
}
