using CsCheck;

namespace NetTapi.Media.Tests.Recording;

public class RecordingTests
{
    private static readonly TimeSpan Frame = AudioFrame.Duration;

    [Fact]
    public void What_is_received_is_left_and_what_is_sent_is_right()
    {
        using var rig = new TrackRig();
        Talk(rig, 50, (i, rig) =>
        {
            rig.Put(isSent: false, (uint)(i * 160), Fill(0x20));
            rig.Put(isSent: true, (uint)(90_000 + (i * 160)), Fill(0xA0));
        });
        var end = rig.Stop();
        Assert.Equal(RecordingEndReason.Stopped, end.Reason);
        Assert.Equal(TimeSpan.FromSeconds(1), end.Length);
        Assert.Equal(8000, rig.Channels[0].Length);
        Assert.All(rig.Channels[0], sample => Assert.Equal(Sample(0x20), sample));
        Assert.All(rig.Channels[1], sample => Assert.Equal(Sample(0xA0), sample));
    }

    [Fact]
    public void What_comes_in_while_the_writer_is_held_up_is_in_its_place()
    {
        using var rig = new TrackRig();
        rig.Time.BeforeReading = () =>
        {
            for (var i = 0; i < 50; i++)
            {
                rig.Put(isSent: false, (uint)(i * 160), Fill(0x20));
                rig.Time.Advance(Frame);
            }
        };
        rig.Work();
        rig.Stop();
        Assert.Equal(8000, rig.Channels[0].Length);
        Assert.All(rig.Channels[0], sample => Assert.Equal(Sample(0x20), sample));
    }

    [Fact]
    public void Mono_has_both_mixed_and_does_not_overflow()
    {
        using var rig = new TrackRig(mono: true);
        Talk(rig, 10, (i, rig) =>
        {
            rig.Put(isSent: false, (uint)(i * 160), Fill(0x80));
            rig.Put(isSent: true, (uint)(i * 160), Fill(i < 5 ? (byte)0x80 : (byte)0x00));
        });
        rig.Stop();
        var mixed = Assert.Single(rig.Channels);
        Assert.Equal(short.MaxValue, mixed[0]);
        Assert.Equal(0, mixed[^1]);
    }

    /// <summary>Each side's packets are lost, doubled and late by up to 60 ms; what was not lost is in its place, all else is silence.</summary>
    [Fact]
    public void Gaps_are_silence_and_order_is_restored() =>
        Gen.Select(Gen.Int[0, 60].Array[200], Gen.Int[0, 9].Array[200]).Sample(
            (delays, fates) =>
            {
                using var rig = new TrackRig();
                var heard = new byte[200];
                delays[0] = 0;
                fates[0] = 1;
                var arrivals = Enumerable.Range(0, 200).SelectMany(i => Enumerable.Repeat((At: (i * 20) + delays[i], Index: i), fates[i] switch { 0 => 0, 9 => 2, _ => 1 })).OrderBy(one => one.At);
                var now = 0;
                foreach (var (at, index) in arrivals)
                {
                    rig.Time.Advance(TimeSpan.FromMilliseconds(at - now));
                    now = at;
                    heard[index] = (byte)(0x80 + (index % 100));
                    rig.Put(isSent: false, unchecked((uint)(index * 160) - 8000), Fill(heard[index]));
                    rig.Work();
                }

                rig.Time.Advance(TimeSpan.FromMilliseconds(4100 - now));
                rig.Stop();
                var left = rig.Channels[0];
                return Enumerable.Range(0, 200).All(i => left.AsSpan(i * 160, 160).IndexOfAnyExcept(heard[i] == 0 ? (short)0 : Sample(heard[i])) < 0);
            },
            iter: 200);

    [Fact]
    public void A_new_stream_and_a_jump_of_timestamps_go_on_where_the_clock_stands()
    {
        using var rig = new TrackRig();
        Talk(rig, 100, (i, rig) =>
        {
            var timestamp = (uint)(i * 160) + (i < 30 ? 0u : i < 60 ? 3_000_000_000 : 77);
            rig.Put(isSent: false, timestamp, Fill((byte)(0x80 + i)), ssrc: i < 60 ? 1u : 2u);
        });
        rig.Stop();
        for (var i = 0; i < 100; i++) Assert.Equal(Sample((byte)(0x80 + i)), rig.Channels[0][i * 160]);
    }

    [Fact]
    public void Packets_of_any_length_are_taken()
    {
        using var rig = new TrackRig();
        for (var i = 0; i < 10; i++)
        {
            rig.Put(isSent: false, (uint)(i * 480), Enumerable.Repeat((byte)(0x90 + i), 480).ToArray());
            rig.Time.Advance(TimeSpan.FromMilliseconds(60));
            rig.Work();
        }

        rig.Stop();
        for (var i = 0; i < 4800; i++) Assert.Equal(Sample((byte)(0x90 + (i / 480))), rig.Channels[0][i]);
    }

    [Fact]
    public void The_file_is_valid_each_second_while_it_grows()
    {
        using var rig = new TrackRig();
        for (var i = 0; i < 500; i++)
        {
            rig.Put(isSent: true, (uint)(i * 160), Fill(0x33));
            rig.Time.Advance(Frame);
            rig.Work();
            if (i % 10 != 0) continue;
            var seconds = rig.Channels[0].Length / 8000.0;
            Assert.InRange(((i + 1) * 0.02) - seconds, 0, 1.2 + 0.021);
        }
    }

    [Fact]
    public void Nobody_speaking_is_silence_of_the_same_length()
    {
        using var rig = new TrackRig();
        rig.Time.Advance(TimeSpan.FromSeconds(7.5));
        Assert.Equal(TimeSpan.FromSeconds(7.5), rig.Stop().Length);
        Assert.All(rig.Channels[1], sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void A_full_queue_is_silence_and_counted()
    {
        using var rig = new TrackRig();
        for (var i = 0; i < RecordedPackets.Slots + 10; i++)
        {
            rig.Put(isSent: false, (uint)(i * 160), Fill(0x33));
            rig.Time.Advance(Frame);
        }

        var end = rig.Stop();
        Assert.Equal(10 * 160, end.LostSamples);
        Assert.Equal(1600, rig.LostSamples);
        Assert.Equal((RecordedPackets.Slots + 10) * 160, rig.Channels[0].Length);
        Assert.Equal(RecordedPackets.Slots * 160, rig.Channels[0].Count(sample => sample != 0));
    }

    private static void Talk(TrackRig rig, int frames, Action<int, TrackRig> say)
    {
        for (var i = 0; i < frames; i++)
        {
            say(i, rig);
            rig.Time.Advance(Frame);
            rig.Work();
        }
    }

    private static byte[] Fill(byte octet) => [.. Enumerable.Repeat(octet, AudioFrame.Samples)];

    private static short Sample(byte octet)
    {
        Span<short> sample = stackalloc short[1];
        G711.Decode(AudioCodec.Pcmu, [octet], sample);
        return sample[0];
    }
}
