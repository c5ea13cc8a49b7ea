namespace NetTapi.Media.Tests.Streams;

/// <summary>A beep that is heard beside a voice, and not in its place: of what was said under it nothing is lost, to the ear or to a recording.</summary>
public sealed class OverSoundTests : IAsyncLifetime
{
    private const double Voice = 440, Beep = 1400;
    private readonly OfflineRoom _room = new();
    private readonly ToneGenerator _voice = new(Voice);
    private ushort _sequence;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData(AudioCodec.Pcmu, false)]
    [InlineData(AudioCodec.Pcma, false)]
    [InlineData(AudioCodec.Pcmu, true)]
    public void A_beep_is_heard_beside_the_voice(AudioCodec codec, bool mixed)
    {
        var (one, two) = (_room.Open(), _room.Open(codec));
        if (mixed)
        {
            var mixer = new MediaMixer(_room.Parts);
            foreach (var party in new[] { one, two, _room.Open() }) mixer.Add(party.Leg);
        }
        else
        {
            one.Leg.Connect(two.Leg);
        }

        Speak(one, 10);
        two.Packets.Clear();
        two.Leg.PlayOver(new ToneGenerator(Beep, length: TimeSpan.FromMilliseconds(300)));
        Speak(one, 15);
        Assert.InRange(Share(two.Heard, Voice), 0.4, 0.6);
        Assert.InRange(Share(two.Heard, Beep), 0.4, 0.6);
        Assert.Equal(15, two.Packets.Count);
        Speak(one, 2);
        two.Packets.Clear();
        Speak(one, 15);
        Assert.InRange(Share(two.Heard, Voice), 0.99, 1);
        Assert.Equal(15, two.Packets.Count);
        Assert.False(two.Leg.OnTick());
    }

    /// <summary>Who listens may be silent, muted or saving packets: the other has to hear the beep all the same, and then the voice, in one stream.</summary>
    [Fact]
    public void A_beep_is_heard_where_nobody_speaks()
    {
        var (one, two) = (_room.Open(), _room.Open());
        one.Leg.Connect(two.Leg);
        Speak(one, 5);
        for (var i = 0; i < 20; i++) _room.Tick();
        two.Leg.PlayOver(new ToneGenerator(Beep, length: TimeSpan.FromMilliseconds(300)));
        for (var i = 0; i < 25; i++) _room.Tick();
        _sequence += 45;
        Speak(one, 5);
        Assert.InRange(two.Packets.Count, 5 + 15 + 5, 5 + 16 + 5);
        Assert.InRange(Share([.. two.Heard.Skip(5 * 160).Take(15 * 160)], Beep), 0.9, 1);
        for (var i = 1; i < two.Packets.Count; i++)
        {
            Assert.True(RtpHeader.TryRead(two.Packets[i - 1], out var before));
            Assert.True(RtpHeader.TryRead(two.Packets[i], out var after));
            Assert.Equal(1, SequenceNumber.Distance(before.Sequence, after.Sequence));
            Assert.True(SequenceNumber.Distance(before.Timestamp, after.Timestamp) >= 160);
        }
    }

    [Theory]
    [InlineData(80)]
    [InlineData(240)]
    public void A_beep_has_its_length_and_no_steps_whatever_the_length_of_packets(int length)
    {
        var over = new OverSound(new ToneGenerator(Beep, length: TimeSpan.FromMilliseconds(300)));
        var expected = new short[2400];
        var tone = new ToneGenerator(Beep, length: TimeSpan.FromMilliseconds(300));
        for (var at = 0; at < expected.Length; at += AudioFrame.Samples) tone.Read(expected.AsSpan(at, AudioFrame.Samples));
        var heard = new short[2400];
        for (var at = 0; at < heard.Length; at += length) Assert.True(over.AddTo(heard.AsSpan(at, length)));
        Assert.Equal(expected, heard);
        Assert.False(over.AddTo(new short[length]));
    }

    [Fact]
    public void A_beep_that_throws_costs_one_packet_of_the_voice()
    {
        var (one, two) = (_room.Open(), _room.Open());
        one.Leg.Connect(two.Leg);
        two.Leg.PlayOver(new Thrower());
        Assert.Throws<InvalidOperationException>(() => Speak(one, 1));
        Speak(one, 3);
        Assert.Equal(3, two.Packets.Count);
    }

    private void Speak(OfflineParty party, int frames)
    {
        var frame = new short[AudioFrame.Samples];
        for (var i = 0; i < frames; i++)
        {
            _voice.Read(frame);
            party.Say(++_sequence, frame);
            _room.Tick();
        }
    }

    private static double Share(short[] samples, double frequency)
    {
        var filter = new Goertzel(frequency);
        return samples.Chunk(AudioFrame.Samples).Average(frame => filter.Share(frame));
    }

    private sealed class Thrower : IAudioSource
    {
        public bool Read(Span<short> frame) => throw new InvalidOperationException("no more");
    }
}
