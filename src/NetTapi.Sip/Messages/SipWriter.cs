using System.Buffers;
using System.Globalization;
using System.Text;

namespace NetTapi.Sip.Messages;

/// <summary>Writes messages as bytes. Headers are written as they are and in their order; Content-Length is always that of the body.</summary>
public static class SipWriter
{
    /// <summary>Where a thread writes each of its messages, before their size is known.</summary>
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    /// <summary>Writes a message.</summary>
    public static void Write(SipMessage message, IBufferWriter<byte> output)
    {
        Line(output, message.StartLine, string.Empty, string.Empty);
        var hasLength = false;
        foreach (var header in message.Headers)
        {
            var isLength = header.IsCanonical(HeaderNames.ContentLength);
            if (isLength && hasLength) continue;
            hasLength |= isLength;
            Header(output, header.Name, isLength ? LengthOf(message) : header.Value);
        }

        if (!hasLength) Header(output, HeaderNames.ContentLength, LengthOf(message));
        output.Write("\r\n"u8);
        output.Write(message.Body.Span);
    }

    /// <summary>A message as one array of its exact size, as a transport keeps it until it is sent.</summary>
    public static byte[] ToArray(SipMessage message)
    {
        var scratch = _scratch ??= new ArrayBufferWriter<byte>(4096);
        scratch.ResetWrittenCount();
        Write(message, scratch);
        return scratch.WrittenSpan.ToArray();
    }

    private static string LengthOf(SipMessage message) => message.Body.Length.ToString(CultureInfo.InvariantCulture);

    private static void Header(IBufferWriter<byte> output, string name, string value) => Line(output, name, ": ", value);

    private static void Line(IBufferWriter<byte> output, string name, string separator, string value)
    {
        var room = output.GetSpan(Encoding.UTF8.GetMaxByteCount(name.Length + separator.Length + value.Length + 2));
        var length = Encoding.UTF8.GetBytes(name, room);
        length += Encoding.UTF8.GetBytes(separator, room[length..]);
        length += Encoding.UTF8.GetBytes(value, room[length..]);
        length += Encoding.UTF8.GetBytes("\r\n", room[length..]);
        output.Advance(length);
    }
}
