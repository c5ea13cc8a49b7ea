using System.Buffers;
using System.Text;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Framing;
using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;

namespace NetTapi.Protocol.Tests;

/// <summary>Messages as text, the way the specification prints them: without the terminator.</summary>
internal static class Wire
{
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Terminated(string text) => [.. Bytes(text), MessageFramer.Terminator];

    public static string Written(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        Assert.Equal(MessageFramer.Terminator, output.WrittenSpan[^1]);
        return Encoding.UTF8.GetString(output.WrittenSpan[..^1]);
    }

    public static Request? ParseRequest(string message, out ProtocolFault fault) =>
        RequestParser.Parse(Bytes(message), WireEncoding.Utf8, ProtocolLimits.Default, out fault);

    public static Request Request(string message) =>
        ParseRequest(message, out _) ?? throw new InvalidOperationException($"no request: {message}");

    public static ServerMessage? ServerMessage(string message) =>
        ServerMessageParser.Parse(Bytes(message), WireEncoding.Utf8, ProtocolLimits.Default, out _);

    /// <summary>Every message the framer finds in a buffer.</summary>
    public static List<string> Frames(ReadOnlySequence<byte> buffer, out FrameResult last, out long left)
    {
        var found = new List<string>();
        while ((last = MessageFramer.Read(ref buffer, ProtocolLimits.Default, out var message)) == FrameResult.Message)
        {
            found.Add(Encoding.UTF8.GetString(message.ToArray()));
        }

        left = buffer.Length;
        return found;
    }
}
