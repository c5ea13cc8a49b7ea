using System.Buffers.Binary;

namespace NetTapi.Media;

/// <summary>
/// Both sides of a recording, brought into step: packets go in as they came, interleaved samples come out in order, a while later, so that packets in the wrong
/// order find their place. Not thread-safe.
/// </summary>
internal sealed class RecordingTrack(bool mono)
{
    /// <summary>How late a packet may be and still be used: 200 ms.</summary>
    public const int Patience = AudioFrame.SampleRate / 5;

    private const int Capacity = 2 * AudioFrame.SampleRate;
    private const int PacketsToJudge = 250;

    private readonly Side _received = new();
    private readonly Side _sent = new();
    private readonly short[] _left = new short[AudioFrame.Samples];
    private readonly short[] _right = new short[AudioFrame.Samples];

    /// <summary>Octets of one sample of both sides.</summary>
    public int BlockLength => mono ? sizeof(short) : 2 * sizeof(short);

    /// <summary>How many samples of each side came out.</summary>
    public long Position => _received.Window.Start;

    /// <summary>Puts a packet in its place.</summary>
    /// <param name="packet">What is known of it.</param>
    /// <param name="payload">At most 160 octets.</param>
    /// <param name="arrival">When it came, in samples from the beginning.</param>
    public void Put(in RecordedPacket packet, ReadOnlySpan<byte> payload, long arrival)
    {
        var side = packet.IsSent ? _sent : _received;
        Span<short> samples = stackalloc short[payload.Length];
        G711.Decode(packet.Codec, payload, samples);
        var position = side.Placer.Place(packet.Ssrc, packet.Timestamp, arrival);
        side.Window.Put(position, samples, side.Placer.Stretch);
    }

    /// <summary>Takes a frame at most; gives the octets written.</summary>
    public int Take(Span<byte> octets, int count)
    {
        var left = _left.AsSpan(0, count);
        var right = _right.AsSpan(0, count);
        _received.Window.Take(left);
        _sent.Window.Take(right);
        for (var i = 0; i < count; i++)
        {
            var block = octets[(i * BlockLength)..];
            if (mono)
            {
                BinaryPrimitives.WriteInt16LittleEndian(block, (short)Math.Clamp(left[i] + right[i], short.MinValue, short.MaxValue));
                continue;
            }

            BinaryPrimitives.WriteInt16LittleEndian(block, left[i]);
            BinaryPrimitives.WriteInt16LittleEndian(block[sizeof(short)..], right[i]);
        }

        return count * BlockLength;
    }

    private sealed class Side
    {
        public SampleWindow Window { get; } = new(Capacity);

        public StreamPlacer Placer { get; } = new(PacketsToJudge);
    }
}
