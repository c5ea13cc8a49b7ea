using System.Buffers.Binary;

namespace NetTapi.Media;

/// <summary>
/// Tells one key from the many packets that carry it: all packets of an event have one timestamp, whatever is lost, doubled or late. A key that is held so long
/// that its event had to begin anew (RFC 4733 2.5.1.3) is still one.
/// </summary>
internal struct DigitReceiver
{
    private const ushort LongestSegment = ushort.MaxValue;

    /// <summary>How late a packet of an event before can be: 5 s. What is older is of a stream that began its timestamps anew.</summary>
    private const int LatestOfBefore = 5 * AudioFrame.SampleRate;

    private bool _hasEvent;
    private bool _hasEnded;
    private char _digit;
    private uint _timestamp;
    private uint _ssrc;
    private ushort _length;
    private uint _before;

    /// <summary>Takes a packet; the key, on the first packet of an event that arrives, and null on all others. The tap is told of its end too.</summary>
    public char? Take(in RtpHeader header, ReadOnlySpan<byte> payload, IAudioTap? tap)
    {
        if (payload.Length < TelephoneEvents.PayloadLength || TelephoneEvents.DigitOf(payload[0]) is not { } digit) return null;
        var distance = _hasEvent && header.Ssrc == _ssrc ? SequenceNumber.Distance(_timestamp, header.Timestamp) : int.MaxValue;
        if (distance is < 0 and > -LatestOfBefore) return null;
        var begins = distance != 0 && !Continues(digit, distance);
        if (begins)
        {
            // The ends of the last one are all lost: what is known of it by now is all there will be.
            TellEnd(tap);
            (_hasEvent, _hasEnded, _digit, _length, _before) = (true, false, digit, 0, 0);
            tap?.OnDigit(digit);
        }

        (_timestamp, _ssrc) = (header.Timestamp, header.Ssrc);
        _length = Math.Max(_length, BinaryPrimitives.ReadUInt16BigEndian(payload[2..]));
        if ((payload[1] & TelephoneEvents.EndBit) != 0) TellEnd(tap);
        return begins ? digit : null;
    }

    /// <summary>Sound has come: an event whose ends are all lost is over, once the stream is well past it. Some phones send sound beside their events.</summary>
    public void Pass(in RtpHeader sound, IAudioTap? tap)
    {
        if (_hasEvent && !_hasEnded && SequenceNumber.Distance(_timestamp, sound.Timestamp) > _length + (2 * AudioFrame.Samples)) TellEnd(tap);
    }

    private bool Continues(char digit, int distance)
    {
        if (_hasEnded || digit != _digit || distance != LongestSegment) return false;
        _before += LongestSegment;
        _length = 0;
        return true;
    }

    private void TellEnd(IAudioTap? tap)
    {
        if (!_hasEvent || _hasEnded) return;
        _hasEnded = true;
        tap?.OnDigitEnded(_digit, TimeSpan.FromSeconds((_before + _length) / (double)AudioFrame.SampleRate));
    }
}
