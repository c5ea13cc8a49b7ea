using System.Buffers.Binary;

namespace NetTapi.Media.Tests.Recording;

public class RepairTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_file_cut_anywhere_is_valid_after_mending(int channels)
    {
        var file = Crashed(channels, sound: 1000);
        for (var length = 0; length <= file.Length; length++)
        {
            var stream = Expandable(file.AsSpan(0, length));
            var done = RecordingRepair.Mend(stream);
            Assert.Equal(length < 44 + (2 * channels) ? RecordingMend.Emptied : RecordingMend.Mended, done);
            var wav = WavFile.Read(stream.ToArray());
            Assert.Equal(length < 23 ? 2 : channels, wav.Channels.Length);
            Assert.Equal(length < 44 ? 0 : (length - 44) / (2 * channels), wav.Channels[0].Length);
            stream.Position = 0;
            Assert.Equal(RecordingMend.Whole, RecordingRepair.Mend(stream));
        }
    }

    [Fact]
    public void A_head_of_which_the_disk_kept_only_zeros_is_made_anew()
    {
        var stream = Expandable(new byte[44 + 400]);
        Assert.Equal(RecordingMend.Mended, RecordingRepair.Mend(stream));
        Assert.Equal(100, WavFile.Read(stream.ToArray()).Channels[1].Length);
    }

    [Fact]
    public void Foreign_files_are_not_touched()
    {
        foreach (var bytes in new[] { "Dear diary"u8.ToArray(), [.. "RIFF"u8, .. new byte[60]] })
        {
            var stream = Expandable(bytes);
            Assert.Throws<InvalidDataException>(() => RecordingRepair.Mend(stream));
            Assert.Equal(bytes, stream.ToArray());
        }
    }

    private static byte[] Crashed(int channels, int sound)
    {
        var file = new byte[44 + sound];
        WavFormat.WriteHead(file, channels, 4 * 777);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(44), 1234);
        return file;
    }

    private static MemoryStream Expandable(ReadOnlySpan<byte> bytes)
    {
        var stream = new MemoryStream();
        stream.Write(bytes);
        stream.Position = 0;
        return stream;
    }
}
