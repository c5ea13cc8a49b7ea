using System.Buffers;
using System.Text;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Requests;

namespace NetTapi.Protocol.Messages;

/// <summary>Messages as a person reads them: in wire terms, without the terminator.</summary>
internal static class WireText
{
    public static string Of(Request request)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageWriter.Write(output, request, WireEncoding.Utf8);
        return Encoding.UTF8.GetString(output.WrittenSpan[..^1]);
    }

    public static string Of(ServerMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        MessageWriter.Write(output, message, WireEncoding.Utf8);
        return Encoding.UTF8.GetString(output.WrittenSpan[..^1]);
    }
}
