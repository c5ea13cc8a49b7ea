using System.Text;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Sdp;

/// <summary>
/// Finds the description in a message's body: the body itself, or a part of a multipart body as carriers send it beside their own (RFC
/// 5621).
/// </summary>
public static class SdpBody
{
    /// <summary>A body of several parts.</summary>
    public const string MultipartType = "multipart/mixed";

    /// <summary>Reads the description of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="description">The description; null where the message has none.</param>
    /// <returns>False where there is one that cannot be read: 400.</returns>
    public static bool TryRead(SipMessage message, out SessionDescription? description)
    {
        description = null;
        if (message.Body.IsEmpty) return true;
        if (message.ContentType == SessionDescription.ContentType) return SessionDescription.TryParse(message.Body.Span, out description);
        if (message.ContentType != MultipartType || Boundary(message) is not { } boundary) return true;
        foreach (var part in Parts(message.Body, Encoding.UTF8.GetBytes($"--{boundary}")))
            if (ContentOf(part.Span, out var content)) return SessionDescription.TryParse(content, out description);
        return true;
    }

    private static string? Boundary(SipMessage message)
    {
        var value = message.Headers.First(HeaderNames.ContentType)!;
        var semicolon = value.IndexOf(';', StringComparison.Ordinal);
        return semicolon >= 0 && SipParameters.TryParse(value.AsSpan(semicolon), out var parameters) ? parameters["boundary"] : null;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> body, byte[] delimiter)
    {
        var at = body.Span.IndexOf(delimiter);
        while (at >= 0)
        {
            body = body[(at + delimiter.Length)..];
            at = body.Span.IndexOf(delimiter);
            if (at >= 0) yield return body[..at];
        }
    }

    /// <summary>The content of a part that is a description.</summary>
    private static bool ContentOf(ReadOnlySpan<byte> part, out ReadOnlySpan<byte> content)
    {
        var reader = new HeadReader(part);
        var isDescription = false;
        reader.TryReadLine(out _);
        while (reader.TryReadHeader(out var line) && line.Length > 0)
        {
            var header = HeadReader.Decode(line);
            isDescription |= header.StartsWith(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase)
                && header.Contains(SessionDescription.ContentType, StringComparison.OrdinalIgnoreCase);
        }

        content = part[reader.Position..];
        return isDescription;
    }
}
