using System.Buffers.Binary;
using Microsoft.Extensions.Time.Testing;
using NetTapi.Loop;

namespace NetTapi.Media.Tests.Sounds;

public sealed class SoundTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nettapi-sounds").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Every format says the same tone.</summary>
    [Theory]
    [InlineData(1, 8, 8000, 1)]
    [InlineData(1, 16, 8000, 2)]
    [InlineData(1, 16, 11025, 1)]
    [InlineData(1, 16, 16000, 1)]
    [InlineData(1, 16, 22050, 2)]
    [InlineData(1, 24, 44100, 2)]
    [InlineData(1, 32, 48000, 1)]
    [InlineData(3, 32, 48000, 2)]
    [InlineData(0xFFFE, 16, 96000, 6)]
    [InlineData(6, 8, 8000, 1)]
    [InlineData(7, 8, 16000, 1)]
    public void Files_of_common_formats_are_brought_to_8_kHz(int format, int bits, int rate, int channels)
    {
        var sound = Sound.Read(Wav(format, bits, rate, channels, 1000));
        Assert.InRange(sound.Length.TotalSeconds, 0.999, 1.001);
        var middle = sound.Samples[1000..7000];
        Assert.InRange(new Goertzel(1000).Share(middle), 0.98, 1);
        Assert.InRange(Math.Sqrt(new Goertzel(1000).Power(middle) * 2), 7500, 8500);
    }

    [Theory]
    [InlineData(44100, 5000)]
    [InlineData(48000, 7000)]
    [InlineData(16000, 4600)]
    public void What_8_kHz_can_t_carry_is_not_heard_as_something_else(int rate, double frequency) =>
        Assert.InRange(Rms(Sound.Read(Wav(1, 16, rate, 1, frequency)).Samples[500..7500]), 0, 60);

    [Theory]
    [InlineData(1, 12, 8000, 1)]
    [InlineData(2, 4, 8000, 1)]
    [InlineData(1, 16, 1000, 1)]
    [InlineData(1, 16, 8000, 0)]
    public void Other_formats_are_refused(int format, int bits, int rate, int channels)
    {
        var file = Wav(1, 16, 8000, 1, 440);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(20), (ushort)format);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(22), (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), rate);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(34), (ushort)bits);
        Assert.Throws<InvalidDataException>(() => Sound.Read(file));
    }

    [Fact]
    public void Music_goes_on_while_nobody_listens_and_begins_again_at_its_end()
    {
        var time = new FakeTimeProvider();
        var music = new MusicOnHold(new Sound([.. Enumerable.Range(0, 400).Select(i => (short)i)]), time);
        var frame = new short[AudioFrame.Samples];
        var first = music.Open();
        Assert.True(first.Read(frame));
        Assert.Equal((0, 159), (frame[0], frame[^1]));
        for (var i = 0; i < 4; i++) first.Read(frame);
        Assert.Equal((240, 399), (frame[0], frame[^1]));
        time.Advance(TimeSpan.FromMilliseconds(20 + 50));
        music.Open().Read(frame);
        Assert.Equal(160, frame[0]);
        Assert.True(new MusicOnHold(new Sound([]), time).Open().Read(frame));
        Assert.All(frame, sample => Assert.Equal(0, sample));
    }

    [Fact]
    public void The_melody_is_there_is_not_too_loud_and_has_no_seam()
    {
        var samples = Melody.Make().Samples;
        Assert.InRange(samples.Length, 15 * 8000, 40 * 8000);
        Assert.InRange(Rms(samples), 500, 6000);
        Assert.DoesNotContain(samples.ToArray(), sample => sample is short.MaxValue or short.MinValue);
        Assert.InRange(Math.Abs(samples[0] - samples[^1]), 0, 2000);
    }

    [Fact]
    public async Task A_prompt_is_read_once_for_all_and_again_when_its_file_has_changed()
    {
        await using var loop = Loop();
        var cache = new PromptCache(loop);
        var path = Path.Combine(_folder, "hello.wav");
        await File.WriteAllBytesAsync(path, Wav(1, 16, 8000, 1, 440));
        for (var i = 0; i < 2; i++) Assert.Equal(50, FramesOf((await LoadAsync(cache, path)).Prompt!));
        Assert.Equal(8000, cache.KeptSamples);
        await File.WriteAllBytesAsync(path, Wav(7, 8, 16000, 2, 440));
        Assert.Equal(50, FramesOf((await LoadAsync(cache, path)).Prompt!));
        await File.WriteAllBytesAsync(path, "RIFF"u8.ToArray());
        Assert.Null((await LoadAsync(cache, path)).Prompt);
    }

    [Fact]
    public async Task A_prompt_that_can_t_be_read_says_why()
    {
        await using var loop = Loop();
        var (prompt, fault) = await LoadAsync(new PromptCache(loop), Path.Combine(_folder, "none.wav"));
        Assert.Null(prompt);
        Assert.Contains("none.wav", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cache_keeps_no_more_than_it_may()
    {
        await using var loop = Loop();
        var cache = new PromptCache(loop, maxSamples: 20_000);
        for (var i = 0; i < 5; i++)
        {
            var path = Path.Combine(_folder, $"{i}.wav");
            await File.WriteAllBytesAsync(path, Wav(1, 16, 8000, 1, 440));
            Assert.NotNull((await LoadAsync(cache, path)).Prompt);
            Assert.InRange(cache.KeptSamples, 8000, 20_000);
        }
    }

    private static EventLoop Loop() => new(TimeProvider.System, new SeededEntropy(1), fault => Assert.Fail(fault.Message));

    private static Task<(WavPrompt? Prompt, string? Fault)> LoadAsync(PromptCache cache, string path)
    {
        var answer = new TaskCompletionSource<(WavPrompt?, string?)>(TaskCreationOptions.RunContinuationsAsynchronously);
        cache.Load(path, (prompt, fault) => answer.SetResult((prompt, fault)));
        return answer.Task;
    }

    private static int FramesOf(WavPrompt prompt)
    {
        var frame = new short[AudioFrame.Samples];
        var frames = 0;
        while (prompt.Read(frame)) frames++;
        return frames;
    }

    private static double Rms(ReadOnlySpan<short> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples) sum += (double)sample * sample;
        return Math.Sqrt(sum / samples.Length);
    }

    /// <summary>A second of a tone with a peak of 8000 in each channel.</summary>
    private static byte[] Wav(int format, int bits, int rate, int channels, double frequency)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var extra = format == 0xFFFE ? 24 : 0;
        var length = rate * channels * bits / 8;
        writer.Write("RIFF"u8);
        writer.Write(36 + extra + length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16 + extra);
        writer.Write((short)format);
        writer.Write((short)channels);
        writer.Write(rate);
        writer.Write(rate * channels * bits / 8);
        writer.Write((short)(channels * bits / 8));
        writer.Write((short)bits);
        if (extra > 0) writer.Write([22, 0, 16, 0, 0, 0, 0, 0, 1, 0, .. new byte[14]]);
        writer.Write("data"u8);
        writer.Write(length);
        for (var i = 0; i < rate; i++)
        {
            for (var channel = 0; channel < channels; channel++) WriteSample(writer, format, bits, 8000 * Math.Sin(2 * Math.PI * frequency * i / rate));
        }

        return stream.ToArray();
    }

    private static void WriteSample(BinaryWriter writer, int format, int bits, double value)
    {
        Span<byte> octet = stackalloc byte[1];
        if (format is 6 or 7)
        {
            G711.Encode(format == 6 ? AudioCodec.Pcma : AudioCodec.Pcmu, [(short)value], octet);
            writer.Write(octet);
        }
        else if (format == 3)
        {
            writer.Write((float)(value / 32768));
        }
        else if (bits == 8)
        {
            writer.Write((byte)Math.Round(128 + (value / 256)));
        }
        else
        {
            var whole = (int)(value * (1L << (bits - 16)));
            for (var shift = 0; shift < bits; shift += 8) writer.Write((byte)(whole >> shift));
        }
    }
}
