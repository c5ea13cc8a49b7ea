using CsCheck;

namespace NetTapi.Media.Tests.Audio;

public class WavTests
{
    [Fact]
    public void What_is_written_is_read() =>
        Gen.Short.Array.Array[0, 5].Sample(parts => Sound.Read(Write(parts)).Samples.SequenceEqual(parts.SelectMany(part => part).ToArray()));

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        var file = Write([[1, 2, 3]]);
        for (var length = 0; length < file.Length; length++)
        {
            var cut = file[..length];
            Assert.Throws<InvalidDataException>(() => Sound.Read(cut));
        }
    }

    [Fact]
    public void Generated_bytes_are_refused_or_read_and_nothing_else() =>
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Int[0, 46]).Sample((bytes, at) =>
        {
            var file = Write([[1, 2, 3]]);
            for (var i = 0; i < bytes.Length && at + i < file.Length; i++) file[at + i] = bytes[i];
            try
            {
                return Sound.Read(file).Samples.Length <= 2 * file.Length;
            }
            catch (InvalidDataException)
            {
                return true;
            }
        });

    [Fact]
    public void The_last_frame_is_filled_up_with_silence()
    {
        var reader = new WavPrompt(Sound.Read(Write([[.. Enumerable.Repeat((short)7, 200)]])));
        var frame = new short[AudioFrame.Samples];
        Assert.True(reader.Read(frame));
        Assert.True(reader.Read(frame));
        Assert.Equal(7, frame[39]);
        Assert.Equal(0, frame[40]);
        Assert.False(reader.Read(frame));
    }

    private static byte[] Write(short[][] parts)
    {
        var stream = new MemoryStream();
        using (var writer = new WavWriter(stream))
        {
            foreach (var part in parts) writer.Write(part);
        }

        return stream.ToArray();
    }
}
