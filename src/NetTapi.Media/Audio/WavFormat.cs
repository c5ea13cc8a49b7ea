using System.Buffers.Binary;

namespace NetTapi.Media;

/// <summary>The few numbers of a RIFF/WAVE file used here.</summary>
internal static class WavFormat
{
    public const int HeaderLength = 44;
    public const ushort Pcm = 1;
    public const ushort Float = 3;
    public const ushort Alaw = 6;
    public const ushort Ulaw = 7;
    public const ushort Extensible = 0xFFFE;

    public static ReadOnlySpan<byte> Riff => "RIFF"u8;

    public static ReadOnlySpan<byte> Wave => "WAVE"u8;

    public static ReadOnlySpan<byte> Format => "fmt "u8;

    public static ReadOnlySpan<byte> Data => "data"u8;

    /// <summary>The head of a file of 16-bit samples at 8 kHz.</summary>
    /// <param name="head">Where to; <see cref="HeaderLength"/> octets.</param>
    /// <param name="channels">One or two.</param>
    /// <param name="dataLength">Octets of sound that follow.</param>
    public static void WriteHead(Span<byte> head, int channels, uint dataLength)
    {
        var block = sizeof(short) * channels;
        Riff.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], dataLength + HeaderLength - 8);
        Wave.CopyTo(head[8..]);
        Format.CopyTo(head[12..]);
        BinaryPrimitives.WriteUInt32LittleEndian(head[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(head[20..], Pcm);
        BinaryPrimitives.WriteUInt16LittleEndian(head[22..], (ushort)channels);
        BinaryPrimitives.WriteUInt32LittleEndian(head[24..], AudioFrame.SampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(head[28..], (uint)(AudioFrame.SampleRate * block));
        BinaryPrimitives.WriteUInt16LittleEndian(head[32..], (ushort)block);
        BinaryPrimitives.WriteUInt16LittleEndian(head[34..], 16);
        Data.CopyTo(head[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(head[40..], dataLength);
    }
}
