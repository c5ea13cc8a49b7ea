namespace NetTapi.Media;

/// <summary>Tells one key from the many packets that carry it: all packets of an event have one timestamp, whatever is lost, doubled or late.</summary>
internal struct DigitReceiver
{
    private bool _hasEvent;
    private uint _timestamp;
    private uint _ssrc;

    /// <summary>The key, on the first packet of an event that arrives; null on all others.</summary>
    public char? Take(in RtpHeader header, ReadOnlySpan<byte> payload)
    {
        if (payload.Length < TelephoneEvents.PayloadLength || TelephoneEvents.DigitOf(payload[0]) is not { } digit) return null;
        var isOld = _hasEvent && header.Ssrc == _ssrc && SequenceNumber.Distance(_timestamp, header.Timestamp) <= 0;
        if (isOld) return null;
        _hasEvent = true;
        _ssrc = header.Ssrc;
        _timestamp = header.Timestamp;
        return digit;
    }
}
