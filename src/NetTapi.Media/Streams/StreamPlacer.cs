namespace NetTapi.Media;

/// <summary>
/// Says where a packet's sound belongs on a line of samples that goes by our own clock. Within a stream the packets' timestamps decide, so that jitter, loss
/// and wrong order change nothing; where the stream as a whole stands is decided by when packets arrive.
/// </summary>
/// <remarks>
/// A stream is placed anew where its SSRC changes or its timestamps jump away from the clock. Where the two clocks drift apart, it is moved as soon as not even
/// the quickest packet of a while has come within <c>Near</c> of its place: a few samples a packet, by which its sound is stretched, and at once only where it is further away than
/// <c>Tolerance</c>. Two streams placed against one clock so stay together within a packet for days.
/// </remarks>
internal sealed class StreamPlacer(int packetsToJudge)
{
    private const int Tolerance = AudioFrame.SampleRate * 40 / 1000;
    private const int Near = AudioFrame.SampleRate * 5 / 1000;

    /// <summary>Samples that one packet is stretched by at most: a little more than 1 % of 20 ms, which nobody hears.</summary>
    private const int MaxStretch = 2;
    private const int MaxAhead = AudioFrame.SampleRate / 2;
    private const int MaxBehind = AudioFrame.SampleRate * 2;

    private bool _hasStream;
    private uint _ssrc;
    private uint _timestamp;
    private long _position;
    private long _quickest;
    private int _judged;
    private int _owed;

    /// <summary>By how many samples the sound of the packet placed last is to be longer, or shorter, so that the next one follows without a gap.</summary>
    public int Stretch { get; private set; }

    /// <summary>The place of a packet's first sample.</summary>
    /// <param name="ssrc">Its stream.</param>
    /// <param name="timestamp">Its timestamp, counting 8000 a second.</param>
    /// <param name="arrival">The place it would have if it had not been delayed.</param>
    public long Place(uint ssrc, uint timestamp, long arrival)
    {
        Stretch = 0;
        if (!_hasStream || ssrc != _ssrc) return Begin(ssrc, timestamp, arrival);
        var distance = SequenceNumber.Distance(_timestamp, timestamp);
        var position = _position + distance;
        var ahead = position - arrival;
        if (ahead is > MaxAhead or < -MaxBehind) return Begin(ssrc, timestamp, arrival);
        position += Judge(ahead);
        if (distance > 0) Stretch = Math.Clamp(_owed, -MaxStretch, MaxStretch);
        _owed -= Stretch;
        (_timestamp, _position) = (timestamp, position + Stretch);
        return position;
    }

    private long Begin(uint ssrc, uint timestamp, long arrival)
    {
        _hasStream = true;
        (_ssrc, _timestamp, _position) = (ssrc, timestamp, arrival);
        (_quickest, _judged, _owed) = (long.MinValue, 0, 0);
        return arrival;
    }

    /// <summary>How far the stream is to be moved at once: not by one late packet, but when all of them are late, or the quickest is early.</summary>
    private long Judge(long ahead)
    {
        // On its way to another place: what is seen meanwhile would move it twice.
        if (_owed != 0) return 0;
        _quickest = Math.Max(_quickest, ahead);
        if (++_judged < packetsToJudge) return 0;
        var move = -_quickest;
        (_quickest, _judged) = (long.MinValue, 0);
        if (Math.Abs(move) > Tolerance) return move;
        if (Math.Abs(move) > Near) _owed = (int)move;
        return 0;
    }
}
