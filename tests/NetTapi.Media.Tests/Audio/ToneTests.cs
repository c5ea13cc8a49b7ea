using CsCheck;

namespace NetTapi.Media.Tests.Audio;

public class ToneTests
{
    [Fact]
    public void A_tone_is_found_at_its_own_frequency_and_nowhere_else() =>
        Gen.Select(Gen.Int[4, 36], Gen.Int[4, 36]).Where((played, sought) => Math.Abs(played - sought) > 1).Sample((played, sought) =>
        {
            var frame = Frame(new ToneGenerator(played * 100));
            return new Goertzel(played * 100).Share(frame) > 0.95 && new Goertzel(sought * 100).Share(frame) < 0.1;
        });

    [Theory]
    [InlineData(AudioCodec.Pcmu)]
    [InlineData(AudioCodec.Pcma)]
    public void A_tone_is_still_found_after_G711(AudioCodec codec)
    {
        var frame = Frame(new ToneGenerator(1000));
        var octets = new byte[frame.Length];
        G711.Encode(codec, frame, octets);
        G711.Decode(codec, octets, frame);
        Assert.True(new Goertzel(1000).Share(frame) > 0.95);
    }

    [Fact]
    public void Silence_is_no_tone() => Assert.Equal(0, new Goertzel(1000).Share(new short[AudioFrame.Samples]));

    [Fact]
    public void Ringback_sounds_one_second_in_five()
    {
        var tone = ToneGenerator.Ringback();
        var sounding = Enumerable.Range(0, 500).Select(_ => Frame(tone).Any(sample => sample != 0)).ToArray();
        Assert.All(sounding[..50], Assert.True);
        Assert.All(sounding[50..250], Assert.False);
        Assert.All(sounding[250..300], Assert.True);
    }

    [Fact]
    public void A_tone_of_some_length_ends()
    {
        var tone = new ToneGenerator(440, length: TimeSpan.FromMilliseconds(30));
        var frame = new short[AudioFrame.Samples];
        Assert.True(tone.Read(frame));
        Assert.True(tone.Read(frame));
        Assert.All(frame[80..], sample => Assert.Equal(0, sample));
        Assert.False(tone.Read(frame));
    }

    [Fact]
    public void A_detector_tells_once_that_a_tone_begins_and_once_that_it_ends()
    {
        var told = new List<bool>();
        var detector = new ToneDetector(440, told.Add);
        var tone = new ToneGenerator(440);
        for (var i = 0; i < 20; i++) detector.OnAudio(Frame(tone));
        for (var i = 0; i < 20; i++) detector.OnAudio(new short[AudioFrame.Samples]);
        Assert.Equal([true, false], told);
    }

    private static short[] Frame(ToneGenerator tone)
    {
        var frame = new short[AudioFrame.Samples];
        Assert.True(tone.Read(frame));
        return frame;
    }
}
