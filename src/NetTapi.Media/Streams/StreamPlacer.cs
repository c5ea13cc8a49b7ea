namespace NetTapi.Media;

/// <summary>
/// Says where a packet's sound belongs on a line of samples that goes by our own clock. Within a stream the packets' timestamps decide, so that jitter, loss
/// and wrong order change nothing; where the stream as a whole stands is decided by when packets arrive.
/// </summary>
/// <remarks>
/// A stream is placed anew where its SSRC changes or its timestamps jump away from the clock. Where the two clocks drift apart, it is moved as soon as not even
/// the quickest packet of a while has come within <c>Tolerance</c> of its place. Two streams placed against one clock so stay together for days.
/// </remarks>
internal sealed class StreamPlacer(int packetsToJudge)
{
    private const int Tolerance = AudioFrame.SampleRate * 40 / 1000;
    private const int MaxAhead = AudioFrame.SampleRate / 2;
    private const int MaxBehind = AudioFrame.SampleRate * 2;

    private bool _hasStream;
    private uint _ssrc;
    private uint _timestamp;
    private long _position;
    private long _quickest;
    private int _judged;

    /// <summary>The place of a packet's first sample.</summary>
    /// <param name="ssrc">Its stream.</param>
    /// <param name="timestamp">Its timestamp, counting 8000 a second.</param>
    /// <param name="arrival">The place it would have if it had not been delayed.</param>
    public long Place(uint ssrc, uint timestamp, long arrival)
    {
        if (!_hasStream || ssrc != _ssrc) return Begin(ssrc, timestamp, arrival);
        var position = _position + SequenceNumber.Distance(_timestamp, timestamp);
        var ahead = position - arrival;
        if (ahead is > MaxAhead or < -MaxBehind) return Begin(ssrc, timestamp, arrival);
        position += Judge(ahead);
        (_timestamp, _position) = (timestamp, position);
        return position;
    }

    private long Begin(uint ssrc, uint timestamp, long arrival)
    {
        _hasStream = true;
        (_ssrc, _timestamp, _position) = (ssrc, timestamp, arrival);
        (_quickest, _judged) = (long.MinValue, 0);
        return arrival;
    }

    /// <summary>How far the stream is to be moved: not by one late packet, but when all of them are late, or the quickest is early.</summary>
    private long Judge(long ahead)
    {
        _quickest = Math.Max(_quickest, ahead);
        if (++_judged < packetsToJudge) return 0;
        var move = Math.Abs(_quickest) > Tolerance ? -_quickest : 0;
        (_quickest, _judged) = (long.MinValue, 0);
        return move;
    }
}
