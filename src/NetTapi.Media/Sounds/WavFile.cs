using System.Buffers.Binary;

namespace NetTapi.Media;

/// <summary>What a WAV file says: its rate and the samples of each channel.</summary>
internal sealed class WavFile
{
    private const int MaxChannels = 8;

    private WavFile(int rate, short[][] channels)
    {
        Rate = rate;
        Channels = channels;
    }

    public int Rate { get; }

    /// <summary>One array of 16-bit samples for each channel, all of one length.</summary>
    public short[][] Channels { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no WAV file, is cut short, or is of a format not known here.</exception>
    public static WavFile Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file.StartsWith(WavFormat.Riff) || !file[8..].StartsWith(WavFormat.Wave)) throw new InvalidDataException("Not a WAV file.");
        Encoding? encoding = null;
        for (var rest = file[12..]; rest.Length >= 8;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            if (length > rest.Length - 8) throw new InvalidDataException("The WAV file is cut short.");
            var body = rest.Slice(8, (int)length);
            if (rest.StartsWith(WavFormat.Format)) encoding = Encoding.Read(body);
            else if (rest.StartsWith(WavFormat.Data)) return Decode(encoding ?? throw new InvalidDataException("The WAV file has sound before its format."), body);

            // Chunks begin at even places.
            rest = rest[Math.Min(rest.Length, 8 + body.Length + (body.Length & 1))..];
        }

        throw new InvalidDataException("The WAV file has no sound.");
    }

    private static WavFile Decode(Encoding encoding, ReadOnlySpan<byte> body)
    {
        var width = encoding.Bits / 8;
        var count = body.Length / (width * encoding.Channels);
        var channels = new short[encoding.Channels][];
        for (var channel = 0; channel < channels.Length; channel++)
        {
            var samples = channels[channel] = new short[count];
            for (var i = 0; i < count; i++) samples[i] = encoding.Decode(body[(((i * channels.Length) + channel) * width)..]);
        }

        return new WavFile(encoding.Rate, channels);
    }

    private sealed record Encoding(ushort Format, int Channels, int Rate, int Bits)
    {
        public static Encoding Read(ReadOnlySpan<byte> body)
        {
            if (body.Length < 16) throw new InvalidDataException("The WAV file's format is cut short.");
            var format = BinaryPrimitives.ReadUInt16LittleEndian(body);

            // An extensible format says in the first two octets of a GUID what it really is.
            if (format == WavFormat.Extensible && body.Length >= 26) format = BinaryPrimitives.ReadUInt16LittleEndian(body[24..]);
            var channels = BinaryPrimitives.ReadUInt16LittleEndian(body[2..]);
            var rate = BinaryPrimitives.ReadUInt32LittleEndian(body[4..]);
            var bits = BinaryPrimitives.ReadUInt16LittleEndian(body[14..]);
            var isKnown = (format, bits) is (WavFormat.Pcm, 8 or 16 or 24 or 32) or (WavFormat.Float, 32) or (WavFormat.Alaw or WavFormat.Ulaw, 8);
            if (!isKnown || channels is 0 or > MaxChannels || rate is < 4000 or > 192_000)
                throw new InvalidDataException($"A WAV file with format {format}, {bits} bits, {channels} channels and {rate} Hz can't be played.");
            return new Encoding(format, channels, (int)rate, bits);
        }

        public short Decode(ReadOnlySpan<byte> octets) => (Format, Bits) switch
        {
            (WavFormat.Ulaw, _) => DecodeG711(AudioCodec.Pcmu, octets),
            (WavFormat.Alaw, _) => DecodeG711(AudioCodec.Pcma, octets),
            (WavFormat.Float, _) => FromFloat(BinaryPrimitives.ReadSingleLittleEndian(octets)),
            (_, 8) => (short)((octets[0] - 128) << 8),
            (_, 16) => BinaryPrimitives.ReadInt16LittleEndian(octets),
            (_, 24) => BinaryPrimitives.ReadInt16LittleEndian(octets[1..]),
            _ => BinaryPrimitives.ReadInt16LittleEndian(octets[2..]),
        };

        private static short FromFloat(float value) =>
            float.IsNaN(value) ? (short)0 : (short)Math.Clamp(value * short.MaxValue, short.MinValue, short.MaxValue);

        private static short DecodeG711(AudioCodec codec, ReadOnlySpan<byte> octets)
        {
            Span<short> sample = stackalloc short[1];
            G711.Decode(codec, octets[..1], sample);
            return sample[0];
        }
    }
}
