using CsCheck;
using NetTapi.Loop;

namespace NetTapi.Media.Tests.Digits;

/// <summary>Keys as tones: sent, and found again.</summary>
public class ToneKeyTests
{
    private const string Keys = "0123456789*#ABCD";

    private static readonly Gen<KeyTone> Tone =
        from key in Gen.Char[Keys]
        from length in Gen.Double[42, 200]
        from gap in Gen.Double[42, 200]
        from level in Gen.Double[-25, -3]
        from twist in Gen.Double[-5, 3]
        from low in Gen.Double[-0.015, 0.015]
        from high in Gen.Double[-0.015, 0.015]
        select new KeyTone(key, length, gap, level, twist, low, high);

    [Fact]
    public void Tones_are_found_whatever_their_level_twist_deviation_and_noise() =>
        Gen.Select(Tone.Array[1, 6], Gen.ULong, Gen.Bool, Gen.Int[0, 159]).Sample(
            (tones, seed, alaw, lead) =>
            {
                var sound = new List<double>(new double[lead]);
                foreach (var tone in tones) tone.AddTo(sound);
                AddNoise(sound, tones.Min(tone => tone.Level) - 18, seed);
                return Found(Coded(sound, alaw ? AudioCodec.Pcma : AudioCodec.Pcmu)) == string.Concat(tones.Select(tone => tone.Key));
            },
            iter: 300);

    [Fact]
    public void What_is_sent_is_found_and_has_its_lengths_to_the_sample()
    {
        var sender = new DigitTones(TimeSpan.FromMilliseconds(70), TimeSpan.FromMilliseconds(50));
        sender.Add(Keys + "1155");
        var sound = new List<short>();
        var frame = new short[AudioFrame.Samples];
        while (sender.IsActive)
        {
            sender.Read(frame);
            sound.AddRange(frame);
        }

        Assert.Equal(Keys + "1155", Found([.. sound]));
        for (var i = 0; i < 20; i++) Assert.All(sound.Skip((i * 960) + 560).Take(400), sample => Assert.Equal(0, sample));
        for (var i = 0; i < 20; i++) Assert.NotEqual(0, sound[(i * 960) + 559]);
    }

    [Fact]
    public void Tones_too_short_are_no_keys() =>
        Gen.Select(Gen.Char[Keys], Gen.Double[1, 22], Gen.Int[0, 200]).Sample((key, length, lead) =>
        {
            var sound = new List<double>(new double[lead]);
            new KeyTone(key, length, 200, -10, 0, 0, 0).AddTo(sound);
            return Found(Coded(sound, AudioCodec.Pcmu)).Length == 0;
        });

    [Fact]
    public void A_tone_with_a_hole_of_10_ms_is_one_key() =>
        Gen.Select(Gen.Char[Keys], Gen.Int[400, 800]).Sample((key, at) =>
        {
            var sound = new List<double>();
            new KeyTone(key, 200, 200, -10, 0, 0, 0).AddTo(sound);
            for (var i = at; i < at + 80; i++) sound[i] = 0;
            return Found(Coded(sound, AudioCodec.Pcmu)) == key.ToString();
        });

    [Fact]
    public void Frequencies_that_are_no_keys_are_not_found() =>
        Gen.Select(Gen.Char[Keys], Gen.Int[0, 3].Select(i => new[] { -0.05, -0.04, 0.04, 0.05 }[i])).Sample((key, wrong) =>
        {
            var sound = new List<double>();
            new KeyTone(key, 200, 200, -10, 0, wrong, 0).AddTo(sound);
            return Found(Coded(sound, AudioCodec.Pcmu)).Length == 0;
        });

    [Fact]
    public void No_key_is_found_in_what_sounds_like_speech() =>
        Gen.ULong.Sample(seed => Found(Coded(Speech(seed, seconds: 10), AudioCodec.Pcmu)).Length == 0, iter: 15);

    [Fact]
    public void No_key_is_found_in_noise_music_and_the_tones_of_the_network()
    {
        var noise = new List<double>(new double[160_000]);
        AddNoise(noise, -15, 5);
        Assert.Equal("", Found(Coded(noise, AudioCodec.Pcmu)));
        Assert.Equal("", Found(Melody.Make().Samples.ToArray()));
        foreach (var tone in new[] { ToneGenerator.Busy(), ToneGenerator.Ringback(), new ToneGenerator(697), new ToneGenerator(350, 440), new ToneGenerator(1209) })
        {
            var frame = new short[AudioFrame.Samples];
            var sound = new List<short>();
            for (var i = 0; i < 300 && tone.Read(frame); i++) sound.AddRange(frame);
            Assert.Equal("", Found([.. sound]));
        }
    }

    private static string Found(short[] sound)
    {
        var found = new List<char>();
        var detector = new DigitDetector(found.Add);
        // In pieces of uneven length, as packets may be.
        foreach (var piece in sound.Chunk(137)) detector.Hear(piece);
        return string.Concat(found);
    }

    private static short[] Coded(List<double> sound, AudioCodec codec)
    {
        var samples = sound.Select(value => (short)Math.Clamp(value, short.MinValue, short.MaxValue)).ToArray();
        var octets = new byte[samples.Length];
        G711.Encode(codec, samples, octets);
        G711.Decode(codec, octets, samples);
        return samples;
    }

    /// <summary>Syllables: a gliding pitch with harmonics under two moving formants, and hisses between them.</summary>
    private static List<double> Speech(ulong seed, int seconds)
    {
        var chance = new SeededEntropy(seed);
        var sound = new List<double>();
        while (sound.Count < seconds * AudioFrame.SampleRate)
        {
            if (chance.Next(4) == 0)
            {
                var hiss = new List<double>(new double[200 + chance.Next(1500)]);
                AddNoise(hiss, -30 + chance.Next(15), (ulong)chance.Next(int.MaxValue));
                sound.AddRange(hiss);
                continue;
            }

            var length = 400 + chance.Next(2400);
            var (pitch, glide) = (80.0 + chance.Next(220), (chance.Next(100) - 50) / (double)length);
            var (first, second) = (250.0 + chance.Next(700), 900.0 + chance.Next(1500));
            var level = 2000 + chance.Next(10_000);
            var phase = 0.0;
            for (var i = 0; i < length; i++)
            {
                phase += (pitch + (glide * i)) * 2 * Math.PI / AudioFrame.SampleRate;
                var sum = 0.0;
                for (var harmonic = 1; harmonic * pitch < 3800; harmonic++)
                {
                    var at = harmonic * pitch;
                    // Below its first formant a throat weakens little, and the voice is strongest there.
                    var throat = Peak(at, first, 90) + (0.5 * Peak(at, second, 120)) + (at < first ? 0.15 : 0.02);
                    sum += throat / Math.Sqrt(harmonic) * Math.Sin(harmonic * phase);
                }

                sound.Add(level * Math.Sin(Math.PI * i / length) * sum);
            }
        }

        return sound;
    }

    private static double Peak(double frequency, double formant, double width) => 1 / (1 + Math.Pow((frequency - formant) / width, 2));

    /// <summary>White noise of a level in dBm0.</summary>
    private static void AddNoise(List<double> sound, double level, ulong seed)
    {
        var chance = new SeededEntropy(seed);
        var amplitude = KeyTone.Amplitude(level) / Math.Sqrt(2) * Math.Sqrt(3);
        for (var i = 0; i < sound.Count; i++) sound[i] += amplitude * ((chance.Next(65536) / 32768.0) - 1);
    }

    /// <summary>One key, as a bad line brings it.</summary>
    private sealed record KeyTone(char Key, double Length, double Gap, double Level, double Twist, double LowOff, double HighOff)
    {
        /// <summary>The peak of a sine of a level in dBm0: 0 dBm0 is 3.17 dB below the loudest sine of µ-law.</summary>
        public static double Amplitude(double level) => 22_300 * Math.Pow(10, level / 20);

        public void AddTo(List<double> sound)
        {
            var (low, high) = DualTones.Of(Key);
            var (lowStep, highStep) = (low * (1 + LowOff) * 2 * Math.PI / 8000, high * (1 + HighOff) * 2 * Math.PI / 8000);
            var (lowLevel, highLevel) = (Amplitude(Level - Math.Max(0, Twist)), Amplitude(Level + Math.Min(0, Twist)));
            for (var i = 0; i < Length * 8; i++) sound.Add((lowLevel * Math.Sin(lowStep * i)) + (highLevel * Math.Sin(highStep * i)));
            for (var i = 0; i < Gap * 8; i++) sound.Add(0);
        }
    }
}
