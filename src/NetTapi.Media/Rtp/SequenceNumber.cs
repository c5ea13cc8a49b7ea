namespace NetTapi.Media;

/// <summary>Arithmetic of numbers that wrap around: what matters is the shorter way between two of them (RFC 1982).</summary>
internal static class SequenceNumber
{
    /// <summary>How far <paramref name="to"/> is ahead of <paramref name="from"/>; negative when behind. From -32768 to 32767.</summary>
    public static int Distance(ushort from, ushort to) => unchecked((short)(to - from));

    /// <summary>How far one timestamp is ahead of another; negative when behind.</summary>
    public static int Distance(uint from, uint to) => unchecked((int)(to - from));
}
