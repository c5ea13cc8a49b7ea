using CsCheck;
using NetTapi.Testing;

namespace NetTapi.Media.Tests.Mixing;

public sealed class MixerTests : IAsyncLifetime
{
    private readonly OfflineRoom _room = new();
    private readonly MediaMixer _mixer;

    public MixerTests() => _mixer = new MediaMixer(_room.Parts);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public void Each_hears_all_others_and_not_itself_whatever_the_law()
    {
        double[] voices = [440, 700, 1000];
        OfflineParty[] parties = [_room.Open(), _room.Open(AudioCodec.Pcma), _room.Open()];
        var listener = _room.Open(AudioCodec.Pcma);
        foreach (var party in parties) _mixer.Add(party.Leg);
        _mixer.Add(listener.Leg);
        var sources = voices.Select(voice => new ToneGenerator(voice)).ToArray();
        var frame = new short[AudioFrame.Samples];
        for (ushort i = 0; i < 50; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                sources[j].Read(frame);
                parties[j].Say(i, frame);
            }

            _room.Tick();
        }

        for (var j = 0; j < 3; j++)
        {
            for (var k = 0; k < 3; k++) Assert.InRange(ShareOf(parties[j].Heard, voices[k]), k == j ? 0 : 0.4, k == j ? 0.01 : 0.6);
            Assert.InRange(ShareOf(listener.Heard, voices[j]), 0.25, 0.4);
        }
    }

    [Fact]
    public void Loud_voices_are_cut_off_and_do_not_turn_over()
    {
        OfflineParty[] parties = [_room.Open(), _room.Open(), _room.Open()];
        foreach (var party in parties) _mixer.Add(party.Leg);
        for (ushort i = 0; i < 10; i++)
        {
            parties[0].Say(i, 0x80);
            parties[1].Say(i, 0x80);
            _room.Tick();
        }

        Assert.Equal(0x80, parties[2].Packets[^1][100]);
        Assert.Equal(0x80, parties[1].Packets[^1][100]);
    }

    /// <summary>Packets late by up to 40 ms, so that some overtake others: all are heard, in order and without a gap.</summary>
    [Fact]
    public void Late_packets_and_those_in_the_wrong_order_are_used() =>
        Gen.Int[0, 39].Array[60].Sample(
            delays =>
            {
                var (speaker, listener) = (_room.Open(), _room.Open());
                var mixer = new MediaMixer(_room.Parts);
                mixer.Add(speaker.Leg);
                mixer.Add(listener.Leg);
                delays[0] = 20;
                var arrivals = delays.Select((delay, i) => (At: (i * 20) + delay, Index: i)).OrderBy(one => one.At).ToArray();
                var next = 0;
                for (var now = 0; now < 60 * 20 + 200; now++)
                {
                    for (; next < arrivals.Length && arrivals[next].At == now; next++) speaker.Say((ushort)arrivals[next].Index, (byte)(0x81 + arrivals[next].Index));
                    _room.Time.Advance(TimeSpan.FromMilliseconds(1));
                }

                mixer.Close();
                var heard = listener.Packets.Select(packet => packet[12]).SkipWhile(octet => octet is 0xFF or 0x7F).Take(60);
                return heard.SequenceEqual(Enumerable.Range(0, 60).Select(i => (byte)(0x81 + i)));
            },
            iter: 50,
            threads: 1);

    [Fact]
    public void Who_hears_nobody_is_sent_silence_in_an_unbroken_stream()
    {
        var alone = _room.Open();
        _mixer.Add(alone.Leg);
        for (var i = 0; i < 10; i++) _room.Tick();
        Assert.Equal(10, alone.Packets.Count);
        Assert.All(alone.Heard, sample => Assert.Equal(0, sample));
        for (var i = 1; i < 10; i++)
        {
            Assert.True(RtpHeader.TryRead(alone.Packets[i - 1], out var one));
            Assert.True(RtpHeader.TryRead(alone.Packets[i], out var two));
            Assert.Equal((1, 160), (SequenceNumber.Distance(one.Sequence, two.Sequence), SequenceNumber.Distance(one.Timestamp, two.Timestamp)));
        }
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("connect")]
    [InlineData("close")]
    [InlineData("another")]
    public void Who_leaves_is_neither_heard_nor_sent_to(string how)
    {
        OfflineParty[] parties = [_room.Open(), _room.Open(), _room.Open()];
        foreach (var party in parties) _mixer.Add(party.Leg);
        _room.Tick();
        if (how == "remove") _mixer.Remove(parties[0].Leg);
        if (how == "connect") parties[0].Leg.Connect(null);
        if (how == "close") parties[0].Leg.Close();
        if (how == "another") new MediaMixer(_room.Parts).Add(parties[0].Leg);
        foreach (var party in parties) party.Packets.Clear();
        for (ushort i = 0; i < 10; i++)
        {
            parties[0].Say(i, 0x90);
            _room.Tick();
        }

        Assert.Equal(how == "another" ? 10 : 0, parties[0].Packets.Count);
        Assert.All(parties[1].Heard, sample => Assert.Equal(0, sample));
        _mixer.Close();
        parties[1].Packets.Clear();
        _room.Tick();
        Assert.Empty(parties[1].Packets);
    }

    [Fact]
    public void A_sound_that_is_played_to_one_replaces_what_it_hears_and_not_its_voice()
    {
        var (one, two) = (_room.Open(), _room.Open());
        _mixer.Add(one.Leg);
        _mixer.Add(two.Leg);
        one.Leg.Play(new ToneGenerator(440));
        for (ushort i = 0; i < 20; i++)
        {
            one.Say(i, 0x90);
            two.Say(i, 0xA0);
            _room.Tick();
        }

        Assert.Equal(20, one.Packets.Count);
        Assert.InRange(ShareOf(one.Heard, 440), 0.95, 1);
        Assert.Equal(0x90, two.Packets[^1][100]);
        one.Leg.Play(null);
        _room.Tick();
        Assert.Equal(0xA0, one.Packets[^1][100]);
    }

    [Fact]
    public void A_key_is_sent_to_the_others_as_each_of_them_can_take_it()
    {
        var (one, two, three) = (_room.Open(), _room.Open(), _room.Open(AudioCodec.Pcma, telephoneEvent: null));
        foreach (var party in new[] { one, two, three }) _mixer.Add(party.Leg);
        one.Press(1, 160, '7', 160);
        one.Press(2, 160, '7', 320, ends: true);
        one.Press(3, 160, '7', 320, ends: true);
        for (var i = 0; i < 20; i++) _room.Tick();
        Assert.DoesNotContain(one.Packets, packet => packet[1] % 128 == 101);
        Assert.Equal(7, two.Packets.Count(packet => packet[1] % 128 == 101));
        var keys = new List<char>();
        new DigitDetector(keys.Add).Hear(three.Heard);
        Assert.Equal(['7'], keys);
    }

    [Fact]
    public void A_recording_of_a_leg_in_a_mixer_has_all_others_on_the_right()
    {
        OfflineParty[] parties = [_room.Open(), _room.Open(), _room.Open()];
        foreach (var party in parties) _mixer.Add(party.Leg);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        RecordingEnd? end = null;
        var recording = parties[0].Leg.Record(new RecordingRequest(path, Mono: false, ended => end = ended));
        var frame = new short[AudioFrame.Samples];
        var tones = new[] { 440.0, 700, 1000 }.Select(tone => new ToneGenerator(tone)).ToArray();
        for (ushort i = 0; i < 100; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                tones[j].Read(frame);
                parties[j].Say(i, frame);
            }

            _room.Tick();
        }

        recording.Stop();
        Eventually.Holds(() => _room.Parts.Recorder.Figures.Open == 0);
        _room.Loop.RunUntil(() => end is not null);
        var channels = WavFile.Read(File.ReadAllBytes(path)).Channels;
        File.Delete(path);
        Assert.InRange(ShareOf(channels[0], 440), 0.95, 1);
        Assert.InRange(ShareOf(channels[1], 700), 0.4, 0.6);
        Assert.InRange(ShareOf(channels[1], 1000), 0.4, 0.6);
        Assert.InRange(ShareOf(channels[1], 440), 0, 0.01);
        Assert.Equal(16_000, channels[0].Length);
    }

    private static double ShareOf(short[] samples, double frequency)
    {
        var filter = new Goertzel(frequency);
        return samples.Chunk(800).Skip(2).SkipLast(1).Average(frame => filter.Share(frame));
    }
}
