using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NetTapi.Media;

/// <summary>Writes a WAV file of 16-bit samples, one channel, 8 kHz. The lengths in its head are true once it is disposed. Not thread-safe.</summary>
public sealed class WavWriter : IDisposable
{
    private readonly Stream _stream;
    private long _samples;
    private bool _ended;

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Where to; must be able to seek. Disposed with the writer.</param>
    public WavWriter(Stream stream)
    {
        _stream = stream;
        WriteHead();
    }

    /// <summary>Adds samples.</summary>
    public void Write(ReadOnlySpan<short> samples)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        if (BitConverter.IsLittleEndian)
        {
            _stream.Write(MemoryMarshal.AsBytes(samples));
        }
        else
        {
            Span<byte> pair = stackalloc byte[2];
            foreach (var sample in samples)
            {
                BinaryPrimitives.WriteInt16LittleEndian(pair, sample);
                _stream.Write(pair);
            }
        }

        _samples += samples.Length;
    }

    /// <summary>Completes the head and closes the stream.</summary>
    public void Dispose()
    {
        if (_ended) return;
        _ended = true;
        _stream.Position = 0;
        WriteHead();
        _stream.Dispose();
    }

    private void WriteHead()
    {
        Span<byte> head = stackalloc byte[WavFormat.HeaderLength];
        WavFormat.WriteHead(head, channels: 1, checked((uint)(_samples * 2)));
        _stream.Write(head);
    }
}
