using System.Buffers;
using System.Globalization;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Framing;

namespace NetTapi.Protocol.Messages;

/// <summary>Writes one message unit by unit. Allocates nothing. Every value of text passes the barrier (W5).</summary>
internal ref struct UnitWriter
{
    private const int LongestNumber = 20;

    private readonly IBufferWriter<byte> _output;
    private readonly WireEncoding _encoding;

    public UnitWriter(IBufferWriter<byte> output, WireEncoding encoding, char type)
    {
        _output = output;
        _encoding = encoding;
        Byte((byte)type);
    }

    public readonly void Keyword(ReadOnlySpan<byte> keyword)
    {
        Byte((byte)'<');
        _output.Write(keyword);
        Byte((byte)'>');
    }

    public readonly void Keyword(string keyword)
    {
        Byte((byte)'<');
        _encoding.WriteValue(_output, keyword);
        Byte((byte)'>');
    }

    public readonly void Text(ReadOnlySpan<byte> keyword, ReadOnlySpan<char> value)
    {
        Begin(keyword);
        _encoding.WriteValue(_output, value);
        Byte((byte)'>');
    }

    public readonly void Text(string keyword, ReadOnlySpan<char> value)
    {
        Byte((byte)'<');
        _encoding.WriteValue(_output, keyword);
        Byte((byte)'=');
        _encoding.WriteValue(_output, value);
        Byte((byte)'>');
    }

    public readonly void OptionalText(ReadOnlySpan<byte> keyword, string? value)
    {
        if (value is not null) Text(keyword, value);
    }

    public readonly void Number(ReadOnlySpan<byte> keyword, int value)
    {
        Begin(keyword);
        value.TryFormat(_output.GetSpan(LongestNumber), out var written, provider: CultureInfo.InvariantCulture);
        _output.Advance(written);
        Byte((byte)'>');
    }

    public readonly void Bytes(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value)
    {
        Begin(keyword);
        _output.Write(value);
        Byte((byte)'>');
    }

    public readonly void Head(ResponseHead head)
    {
        if (head.Value is not null) Text(head.Keyword, head.Value);
        else if (head.Keyword.Length > 0) Keyword(head.Keyword);
    }

    public readonly void End() => Byte(MessageFramer.Terminator);

    private readonly void Begin(ReadOnlySpan<byte> keyword)
    {
        Byte((byte)'<');
        _output.Write(keyword);
        Byte((byte)'=');
    }

    private readonly void Byte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }
}
