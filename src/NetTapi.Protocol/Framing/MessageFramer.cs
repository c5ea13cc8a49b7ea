using System.Buffers;

namespace NetTapi.Protocol.Framing;

/// <summary>Finds the next message in what has arrived (W1, W4, W7). Allocates nothing.</summary>
public static class MessageFramer
{
    /// <summary>The byte that ends every message.</summary>
    public const byte Terminator = 0x04;

    private static ReadOnlySpan<byte> Padding => " \t\r\n\0"u8;

    /// <summary>
    /// Takes the next message off the front of a buffer, with whatever means nothing before it: white space, NUL, and messages with nothing in them (W4).
    /// Where no whole message is there yet, only that is taken off.
    /// </summary>
    /// <param name="buffer">What has arrived; afterwards, what is left of it.</param>
    /// <param name="limits">A message that grows over <see cref="ProtocolLimits.MaxMessageBytes"/> is a fault before its terminator is seen.</param>
    /// <param name="message">The message from its type byte up to, and without, the terminator.</param>
    /// <returns>What was found.</returns>
    public static FrameResult Read(ref ReadOnlySequence<byte> buffer, ProtocolLimits limits, out ReadOnlySequence<byte> message)
    {
        message = default;
        while (SkipPadding(ref buffer))
        {
            var reader = new SequenceReader<byte>(buffer);
            var found = reader.TryReadTo(out ReadOnlySequence<byte> read, Terminator);
            if ((found ? read.Length : buffer.Length) > limits.MaxMessageBytes) return FrameResult.TooLong;
            if (!found) return FrameResult.Incomplete;
            buffer = buffer.Slice(reader.Position);
            if (read.IsEmpty) continue;
            message = read;
            return FrameResult.Message;
        }

        return FrameResult.Incomplete;
    }

    /// <summary>Drops padding from the front.</summary>
    /// <returns>Whether anything is left.</returns>
    private static bool SkipPadding(ref ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.AdvancePastAny(Padding);
        buffer = buffer.Slice(reader.Position);
        return !buffer.IsEmpty;
    }
}

/// <summary>What <see cref="MessageFramer"/> found.</summary>
public enum FrameResult
{
    /// <summary>No whole message yet.</summary>
    Incomplete,

    /// <summary>A message.</summary>
    Message,

    /// <summary>A message over the limit, whether or not its terminator has come (W7).</summary>
    TooLong,
}
