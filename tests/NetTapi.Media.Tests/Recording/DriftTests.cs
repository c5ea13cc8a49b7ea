using NetTapi.Loop;

namespace NetTapi.Media.Tests.Recording;

/// <summary>Two sides whose clocks are neither ours nor each other's.</summary>
public class DriftTests
{
    private const int Packet = AudioFrame.Samples;
    private const double Samples = 2.0 * 3600 * AudioFrame.SampleRate;

    /// <summary>
    /// Two hours; one phone's clock is 50 parts in a million fast and the other's as much slow, the network delays each packet by up to 15 ms and loses one in a hundred: what both say at one
    /// instant is in the recording at most a packet apart, and nothing is left out or cut.
    /// </summary>
    [Fact]
    public void Both_sides_of_a_long_call_stay_within_a_packet_of_each_other()
    {
        var track = new RecordingTrack(mono: false);
        var (left, right) = (new Side(false, -50e-6, 1), new Side(true, 50e-6, 2));
        var octets = new byte[Packet * track.BlockLength];
        for (long clock = 0; clock < Samples; clock += Packet)
        {
            left.SendUntil(clock + Packet, track);
            right.SendUntil(clock + Packet, track);
            if (clock < RecordingTrack.Patience) continue;
            var position = track.Position;
            track.Take(octets, Packet);
            left.Look(octets, position);
            right.Look(octets.AsSpan(sizeof(short)), position);
        }

        Assert.InRange(left.Furthest, 0, Packet / 2);
        Assert.InRange(right.Furthest, 0, Packet / 2);
        Assert.InRange(left.Holes + right.Holes, 0, 2 * Samples / Packet * 0.0105);
    }

    /// <summary>Where a side stands was decided by its first packet, however late that one was.</summary>
    [Fact]
    public void A_side_whose_first_packet_was_late_finds_its_place()
    {
        var placer = new StreamPlacer(250);
        var position = 0L;
        for (var i = 0; i < 1000; i++) position = placer.Place(1, (uint)(i * Packet), (i * Packet) + (i == 0 ? 240 : 0));
        Assert.InRange(position - (999 * Packet), -40, 40);
    }

    [Fact]
    public void Sound_that_is_stretched_has_no_step_in_it()
    {
        var window = new SampleWindow(1000);
        var ramp = Enumerable.Range(0, Packet).Select(i => (short)(i * 100)).ToArray();
        window.Put(0, ramp, 2);
        window.Put(Packet + 2, ramp, -2);
        var taken = new short[2 * Packet];
        window.Take(taken);
        foreach (var (at, length) in new[] { (0, Packet + 2), (Packet + 2, Packet - 2) })
        {
            Assert.Equal(0, taken[at]);
            Assert.InRange(taken[at + length - 1], 15_890, 15_900);
            for (var i = at + 1; i < at + length; i++) Assert.InRange(taken[i] - taken[i - 1], 90, 110);
        }
    }

    /// <summary>One phone: each packet says in its sound which it is. Its time is what our clock says when it speaks.</summary>
    private sealed class Side(bool isSent, double drift, ulong seed)
    {
        private const int Numbers = 100;
        private readonly SeededEntropy _chance = new(seed);
        private readonly PriorityQueue<long, double> _onTheWay = new();
        private long _spoken;
        private short _last;

        /// <summary>How far the beginning of a packet ever was from its right place.</summary>
        public double Furthest { get; private set; }

        /// <summary>Silences in what was taken.</summary>
        public int Holes { get; private set; }

        public void SendUntil(double clock, RecordingTrack track)
        {
            for (; SpokenAt(_spoken) < clock; _spoken++)
            {
                if (_spoken == 0 || _chance.Next(100) != 0) _onTheWay.Enqueue(_spoken, SpokenAt(_spoken) + (_spoken == 0 ? 0 : _chance.Next(120)));
            }

            Span<byte> payload = stackalloc byte[Packet];
            while (_onTheWay.TryPeek(out var number, out var arrival) && arrival < clock)
            {
                _onTheWay.Dequeue();
                payload.Fill((byte)(0x80 + (number % Numbers)));
                track.Put(new RecordedPacket(isSent, AudioCodec.Pcmu, 1, unchecked((uint)(number * Packet) - 1_000_000), 0), payload, (long)arrival);
            }
        }

        public void Look(ReadOnlySpan<byte> octets, long position)
        {
            for (var i = 0; i < Packet; i++)
            {
                var sample = BitConverter.ToInt16(octets[(i * 2 * sizeof(short))..]);
                if (sample == _last) continue;
                var began = _last == 0 ? -1 : NumberOf(_last);
                _last = sample;
                Holes += sample == 0 ? 1 : 0;
                if (sample == 0 || began < 0 || NumberOf(sample) != (began + 1) % Numbers) continue;

                // Of the packets with this number, the one that was spoken about now.
                var near = (long)Math.Round(((position + i) / (Packet * (1 + drift)) - NumberOf(sample)) / Numbers);
                Furthest = Math.Max(Furthest, Math.Abs(position + i - SpokenAt((near * Numbers) + NumberOf(sample))));
            }
        }

        private double SpokenAt(long number) => number * Packet * (1 + drift);

        private static int NumberOf(short sample)
        {
            Span<byte> octet = stackalloc byte[1];
            G711.Encode(AudioCodec.Pcmu, [sample], octet);
            return octet[0] - 0x80;
        }
    }
}
