namespace NetTapi.Media;

/// <summary>Mends the files of recordings that were being made when the program or the machine stopped.</summary>
public static class RecordingRepair
{
    /// <summary>Makes a recording whole: its head says the length that the file has. Sound that was never written is lost, at most about a second. Blocks: not on the loop.</summary>
    /// <param name="path">A file that <see cref="IMediaLeg.Record"/> began.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="IOException">The file can't be read or written.</exception>
    /// <exception cref="InvalidDataException">It is no recording of ours; it was not touched.</exception>
    public static RecordingMend Mend(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        return Mend(stream);
    }

    internal static RecordingMend Mend(Stream stream)
    {
        Span<byte> head = stackalloc byte[WavFormat.HeaderLength];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        Span<byte> expected = stackalloc byte[WavFormat.HeaderLength];
        var channels = ChannelsOf(head[..read]);
        var block = sizeof(short) * channels;
        var length = Math.Clamp(stream.Length - WavFormat.HeaderLength, 0, RecordingFile.MaxLength) / block * block;
        WavFormat.WriteHead(expected, channels, (uint)length);
        if (head.SequenceEqual(expected) && stream.Length == WavFormat.HeaderLength + length) return RecordingMend.Whole;
        stream.SetLength(WavFormat.HeaderLength + length);
        stream.Position = 0;
        stream.Write(expected);
        stream.Flush();
        return length == 0 ? RecordingMend.Emptied : RecordingMend.Mended;
    }

    /// <summary>How many channels the file has; two, where so little of its head is there, or the disk has kept only zeros of it.</summary>
    private static int ChannelsOf(ReadOnlySpan<byte> head)
    {
        if (!head.ContainsAnyExcept((byte)0)) return 2;
        Span<byte> ours = stackalloc byte[WavFormat.HeaderLength];
        for (var channels = 2; channels >= 1; channels--)
        {
            WavFormat.WriteHead(ours, channels, 0);
            if (IsSame(head, ours)) return channels;
        }

        throw new InvalidDataException("The file is no recording made here.");
    }

    /// <summary>Whether as much as there is of a head agrees with another, the two lengths aside.</summary>
    private static bool IsSame(ReadOnlySpan<byte> head, ReadOnlySpan<byte> ours)
    {
        for (var i = 0; i < head.Length; i++)
        {
            if (i is (>= 4 and < 8) or >= 40) continue;
            if (head[i] != ours[i]) return false;
        }

        return true;
    }
}

/// <summary>What was found and done.</summary>
public enum RecordingMend
{
    /// <summary>The file was whole.</summary>
    Whole,

    /// <summary>Its lengths were corrected.</summary>
    Mended,

    /// <summary>It had no sound yet, and is now a valid file without any.</summary>
    Emptied,
}
