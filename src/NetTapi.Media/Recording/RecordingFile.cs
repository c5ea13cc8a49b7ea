namespace NetTapi.Media;

/// <summary>A WAV file that grows, and is whole after each <see cref="Append"/>. Not thread-safe.</summary>
internal sealed class RecordingFile : IDisposable
{
    private readonly Stream _stream;
    private readonly int _channels;
    private uint _length;

    private RecordingFile(Stream stream, int channels)
    {
        _stream = stream;
        _channels = channels;
    }

    /// <summary>Octets of sound a file can have: the head counts them in 32 bits, and itself with them.</summary>
    public static long MaxLength => uint.MaxValue - WavFormat.HeaderLength;

    /// <summary>Whether it still has its place in a folder: on Unix a file that was removed is written to without a fault.</summary>
    public bool IsThere => _stream is not FileStream file || File.Exists(file.Name);

    /// <summary>Begins a file. Where not even its head can be written, the stream is closed again and no file left behind.</summary>
    public static RecordingFile Begin(Stream stream, int channels)
    {
        var file = new RecordingFile(stream, channels);
        try
        {
            file.WriteHead();
            return file;
        }
        catch (IOException)
        {
            file.Dispose();
            if (stream is FileStream made) File.Delete(made.Name);
            throw;
        }
    }

    /// <summary>Adds sound and says so in the head. Where that fails, what was there before is still whole once the head can be written.</summary>
    public void Append(ReadOnlySpan<byte> sound)
    {
        if (_length + sound.Length > MaxLength) throw new InvalidDataException("A WAV file holds no more than 4 GB.");
        _stream.Position = WavFormat.HeaderLength + _length;
        _stream.Write(sound);
        _length += (uint)sound.Length;
        WriteHead();
    }

    /// <summary>Cuts off what was written in part.</summary>
    public void CutToWhole()
    {
        _stream.SetLength(WavFormat.HeaderLength + _length);
        WriteHead();
    }

    public void Dispose() => _stream.Dispose();

    private void WriteHead()
    {
        Span<byte> head = stackalloc byte[WavFormat.HeaderLength];
        WavFormat.WriteHead(head, _channels, _length);
        _stream.Position = 0;
        _stream.Write(head);
        _stream.Flush();
    }
}
