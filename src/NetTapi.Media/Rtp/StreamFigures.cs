namespace NetTapi.Media;

/// <summary>What a report says of the stream we send.</summary>
internal readonly record struct OutboundFigures(uint Ssrc, long Packets, long Octets, uint TimestampNow);

/// <summary>What a report says of the stream we receive.</summary>
internal readonly record struct InboundFigures(bool HasStream, uint Ssrc, uint HighestSequence, long Lost, uint Jitter, byte LostShare = 0);
