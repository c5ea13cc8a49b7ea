using System.Buffers;
using System.Globalization;
using System.Text;

namespace NetTapi.Sip.Messages;

/// <summary>Writes messages as bytes. Headers are written as they are and in their order; Content-Length is always that of the body.</summary>
public static class SipWriter
{
    /// <summary>Writes a message.</summary>
    public static void Write(SipMessage message, IBufferWriter<byte> output)
    {
        Text(output, message.StartLine);
        Text(output, "\r\n");
        var hasLength = false;
        foreach (var header in message.Headers)
        {
            var isLength = header.Is(HeaderNames.ContentLength);
            if (isLength && hasLength) continue;
            hasLength |= isLength;
            Header(output, header.Name, isLength ? LengthOf(message) : header.Value);
        }

        if (!hasLength) Header(output, HeaderNames.ContentLength, LengthOf(message));
        Text(output, "\r\n");
        output.Write(message.Body.Span);
    }

    /// <summary>A message as one array of its exact size, as a transport keeps it until it is sent.</summary>
    public static byte[] ToArray(SipMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        Write(message, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    private static string LengthOf(SipMessage message) => message.Body.Length.ToString(CultureInfo.InvariantCulture);

    private static void Header(IBufferWriter<byte> output, string name, string value)
    {
        Text(output, name);
        Text(output, ": ");
        Text(output, value);
        Text(output, "\r\n");
    }

    private static void Text(IBufferWriter<byte> output, string text) => Encoding.UTF8.GetBytes(text, output);
}
