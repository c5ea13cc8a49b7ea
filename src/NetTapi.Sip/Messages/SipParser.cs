using System.Diagnostics.CodeAnalysis;

namespace NetTapi.Sip.Messages;

/// <summary>Reads a message out of bytes (RFC 3261 7). Never throws, whatever the bytes; keeps a reference to the body's bytes.</summary>
public static class SipParser
{
    private static ReadOnlySpan<byte> WhiteSpace => " \t\r"u8;

    /// <summary>Reads one message, with the usual bounds. Bytes after a body of stated length are ignored (RFC 3261 18.3).</summary>
    /// <param name="data">One datagram, or what <see cref="StreamFramer"/> cut from a stream.</param>
    /// <param name="message">The message.</param>
    /// <param name="fault">What is wrong and how to answer it, where there is no message.</param>
    public static bool TryParse(ReadOnlyMemory<byte> data, [NotNullWhen(true)] out SipMessage? message, [NotNullWhen(false)] out SipFault? fault) =>
        TryParse(data, SipLimits.Default, out message, out fault);

    /// <summary>Reads one message within these bounds.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> data,
        SipLimits limits,
        [NotNullWhen(true)] out SipMessage? message,
        [NotNullWhen(false)] out SipFault? fault)
    {
        message = null;
        var head = ReadHead(data.Span, limits);
        ReadOnlyMemory<byte> body = default;
        fault = head.Fault ?? CutBody(head, data, out body);
        if (fault is not null) return false;
        message = head.Start is { Uri: { } uri } request
            ? new SipRequest(request.Method!, uri, head.Headers, body)
            : new SipResponse(head.Start.Status, head.Start.Reason, head.Headers, body);
        fault = MessageChecks.Check(message);
        if (fault is null) return true;
        message = null;
        return false;
    }

    private static Head ReadHead(ReadOnlySpan<byte> data, SipLimits limits)
    {
        var isTooLong = data.Length > limits.MessageBytes;
        var reader = new HeadReader(data[..Math.Min(data.Length, limits.HeadBytes)]);
        reader.SkipLineEnds();
        if (!reader.TryReadLine(out var line))
            return new Head(default, HeaderList.Empty, 0, new SipFault(400, "No Start Line", null, HeaderList.Empty));
        var start = StartLine.Parse(HeadReader.Decode(line));
        var headersFault = ReadHeaders(ref reader, limits, out var headers);
        (int Status, string Reason)? wrong =
            isTooLong ? (513, "Message Too Large")
            : start.FaultStatus != 0 ? (start.FaultStatus, start.Reason)
            : headersFault is null ? null : (400, headersFault);
        var fault = wrong is { } found ? new SipFault(found.Status, found.Reason, start.Method, headers) : null;
        return new Head(start, headers, reader.Position, fault);
    }

    /// <summary>Reads on after a bad header, so that as much as possible is there for an answer.</summary>
    private static string? ReadHeaders(ref HeadReader reader, SipLimits limits, out HeaderList headers)
    {
        using var read = new Scratch<SipHeader>(32);
        string? wrong = null;
        while (true)
        {
            if (!reader.TryReadHeader(out var line))
            {
                wrong ??= "Head Without End";
                break;
            }

            if (line.Length == 0) break;
            if (read.Count == limits.Headers)
            {
                wrong ??= "Too Many Headers";
                break;
            }

            if (TryParseHeader(line, out var header)) read.Add(header);
            else wrong ??= "Malformed Header";
        }

        headers = new HeaderList(read.ToList());
        return wrong;
    }

    private static bool TryParseHeader(ReadOnlySpan<byte> line, out SipHeader header)
    {
        header = default;
        var colon = line.IndexOf((byte)':');
        if (colon < 1) return false;
        var name = line[..colon].TrimEnd(WhiteSpace);
        if (!HeaderText.IsToken(name)) return false;
        header = SipHeader.Read(name, HeadReader.Decode(line[(colon + 1)..].Trim(WhiteSpace)));
        return true;
    }

    private static SipFault? CutBody(Head head, ReadOnlyMemory<byte> data, out ReadOnlyMemory<byte> body)
    {
        body = data[head.Length..];
        var stated = head.Headers.First(HeaderNames.ContentLength);
        if (stated is null) return null;
        var isNumber = HeaderText.TryNumber(stated, int.MaxValue, out var length);
        if (!isNumber || length > body.Length) return new SipFault(400, "Bad Content-Length", head.Start.Method, head.Headers);
        body = body[..(int)length];
        return null;
    }

    private readonly record struct Head(StartLine Start, HeaderList Headers, int Length, SipFault? Fault);
}
