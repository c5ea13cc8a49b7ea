using System.Buffers.Binary;

namespace NetTapi.Media;

/// <summary>Plays a WAV file of one channel at 8 kHz: 16-bit samples or either law of G.711. The last frame is filled up with silence. Not thread-safe.</summary>
/// <remarks>The whole sound is read at once: a media thread must never wait for a disk.</remarks>
public sealed class WavReader : IAudioSource
{
    private readonly short[] _samples;
    private int _position;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no WAV file, is cut short, or is of another format than the ones said above.</exception>
    public WavReader(Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        _samples = Parse(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }

    /// <summary>All samples.</summary>
    public ReadOnlySpan<short> Samples => _samples;

    /// <inheritdoc />
    public bool Read(Span<short> frame)
    {
        if (_position >= _samples.Length) return false;
        var count = Math.Min(frame.Length, _samples.Length - _position);
        _samples.AsSpan(_position, count).CopyTo(frame);
        frame[count..].Clear();
        _position += count;
        return true;
    }

    private static short[] Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || !file.StartsWith(WavFormat.Riff) || !file[8..].StartsWith(WavFormat.Wave)) throw new InvalidDataException("Not a WAV file.");
        ushort format = 0;
        for (var rest = file[12..]; rest.Length >= 8;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            if (length > rest.Length - 8) throw new InvalidDataException("The WAV file is cut short.");
            var body = rest.Slice(8, (int)length);
            if (rest.StartsWith(WavFormat.Format)) format = FormatOf(body);
            else if (rest.StartsWith(WavFormat.Data)) return Decode(format, body);

            // Chunks begin at even places.
            rest = rest[Math.Min(rest.Length, 8 + body.Length + (body.Length & 1))..];
        }

        throw new InvalidDataException("The WAV file has no sound.");
    }

    private static ushort FormatOf(ReadOnlySpan<byte> body)
    {
        if (body.Length < 16) throw new InvalidDataException("The WAV file's format is cut short.");
        var format = BinaryPrimitives.ReadUInt16LittleEndian(body);
        var channels = BinaryPrimitives.ReadUInt16LittleEndian(body[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(body[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(body[14..]);
        var isKnown = (format, bits) is (WavFormat.Pcm, 16) or (WavFormat.Alaw, 8) or (WavFormat.Ulaw, 8);
        if (!isKnown || channels != 1 || rate != AudioFrame.SampleRate)
            throw new InvalidDataException($"A WAV file of one channel at 8 kHz is needed; this one has format {format}, {bits} bits, {channels} channels, {rate} Hz.");
        return format;
    }

    private static short[] Decode(ushort format, ReadOnlySpan<byte> body)
    {
        if (format == 0) throw new InvalidDataException("The WAV file has sound before its format.");
        var samples = new short[format == WavFormat.Pcm ? body.Length / 2 : body.Length];
        if (format != WavFormat.Pcm) G711.Decode(format == WavFormat.Ulaw ? AudioCodec.Pcmu : AudioCodec.Pcma, body, samples);
        else for (var i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(body[(2 * i)..]);
        return samples;
    }
}
