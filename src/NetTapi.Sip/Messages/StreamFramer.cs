using System.Buffers;

namespace NetTapi.Sip.Messages;

/// <summary>What <see cref="StreamFramer"/> found.</summary>
public enum FrameStatus
{
    /// <summary>More bytes are needed.</summary>
    Incomplete,

    /// <summary>A whole message.</summary>
    Message,

    /// <summary>CR LF CR LF between messages: a keep-alive, to be answered with CR LF (RFC 5626 4.4.1).</summary>
    Ping,

    /// <summary>The stream cannot be cut into messages any more: close it. Content-Length is bad or given twice, or a bound is passed.</summary>
    Broken,
}

/// <summary>
/// Cuts a stream into messages by Content-Length (RFC 3261 18.3); without one a message has no body. One for each connection; holds no bytes, only how
/// far it has looked, so that a message that comes byte by byte is not searched again and again.
/// </summary>
public sealed class StreamFramer(SipLimits? limits = null)
{
    private readonly SipLimits _limits = limits ?? SipLimits.Default;
    private long _looked;
    private long _headLength;
    private long _bodyLength;

    /// <summary>Looks for the next message.</summary>
    /// <param name="buffer">
    /// What was received and not yet consumed, always beginning at the same place until something is found. What was found is cut off its beginning.
    /// </param>
    /// <param name="message">The message, or what there is of a broken one, for an answer before the end.</param>
    public FrameStatus Read(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message)
    {
        message = default;
        if (_headLength == 0)
        {
            if (SkipLineEnds(ref buffer)) return FrameStatus.Ping;
            if (!FindHead(buffer)) return buffer.Length > _limits.HeadBytes ? Broken(buffer, out message) : FrameStatus.Incomplete;
            if (!TryBodyLength(buffer.Slice(0, _headLength), out _bodyLength)) return Broken(buffer.Slice(0, _headLength), out message);
        }

        var length = _headLength + _bodyLength;
        if (_headLength > _limits.HeadBytes || length > _limits.MessageBytes) return Broken(buffer.Slice(0, _headLength), out message);
        if (buffer.Length < length) return FrameStatus.Incomplete;
        message = buffer.Slice(0, length);
        buffer = buffer.Slice(length);
        _looked = _headLength = _bodyLength = 0;
        return FrameStatus.Message;
    }

    private static FrameStatus Broken(ReadOnlySequence<byte> part, out ReadOnlySequence<byte> message)
    {
        message = part;
        return FrameStatus.Broken;
    }

    /// <summary>Takes line ends off the beginning; true where there were two, which is a ping.</summary>
    private bool SkipLineEnds(ref ReadOnlySequence<byte> buffer)
    {
        if (_looked > 0) return false;
        var reader = new SequenceReader<byte>(buffer);
        if (reader.IsNext("\r\n\r\n"u8, advancePast: true))
        {
            buffer = buffer.Slice(reader.Position);
            return true;
        }

        // A lone CR LF may be the first half of a ping: it stays until what follows tells.
        if (reader.IsNext("\r\n"u8, advancePast: true) && reader.TryPeek(out var next) && next != (byte)'\r') buffer = buffer.Slice(reader.Position);
        return false;
    }

    private bool FindHead(ReadOnlySequence<byte> buffer)
    {
        var from = Math.Max(0, _looked - 3);
        var reader = new SequenceReader<byte>(buffer.Slice(from));
        if (!reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n\r\n"u8))
        {
            // Line ends alone are no beginning of a head: SkipLineEnds looks at them again.
            _looked = buffer.Length < 4 ? 0 : buffer.Length;
            return false;
        }

        _headLength = from + reader.Consumed;
        return true;
    }

    private static bool TryBodyLength(ReadOnlySequence<byte> head, out long length)
    {
        length = 0;
        var found = false;
        var reader = new HeadReader(head.IsSingleSegment ? head.FirstSpan : head.ToArray());
        reader.TryReadLine(out _);
        while (reader.TryReadHeader(out var line) && line.Length > 0)
        {
            if (!IsContentLength(HeadReader.Decode(line), out var value)) continue;
            if (found || !HeaderText.TryNumber(value, int.MaxValue, out length)) return false;
            found = true;
        }

        return true;
    }

    private static bool IsContentLength(string header, out ReadOnlySpan<char> value)
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        value = colon < 0 ? default : HeaderText.Trim(header.AsSpan(colon + 1));
        return colon > 0 && HeaderNames.Same(header[..colon].TrimEnd(), HeaderNames.ContentLength);
    }
}
