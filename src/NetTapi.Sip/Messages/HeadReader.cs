using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace NetTapi.Sip.Messages;

/// <summary>Reads the head of a message line by line. A line ends with CR LF or, as some peers write it, with LF alone.</summary>
internal ref struct HeadReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;

    /// <summary>How many bytes were read.</summary>
    public int Position { get; private set; }

    /// <summary>Passes over the line ends that may stand before a message (RFC 3261 7.5).</summary>
    public void SkipLineEnds()
    {
        while (Position < _data.Length && _data[Position] is (byte)'\r' or (byte)'\n') Position++;
    }

    /// <summary>Reads one line without its end and without folding.</summary>
    /// <returns>False where no line end follows.</returns>
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        var rest = _data[Position..];
        var end = rest.IndexOf((byte)'\n');
        line = end < 0 ? default : rest[..end];
        if (end < 0) return false;
        Position += end + 1;
        if (line is [.., (byte)'\r']) line = line[..^1];
        return true;
    }

    /// <summary>Reads one header with the lines folded into it (RFC 3261 7.3.1), as one line; empty at the end of the head.</summary>
    /// <returns>False where the head breaks off.</returns>
    public bool TryReadHeader(out ReadOnlySpan<byte> line)
    {
        if (!TryReadLine(out line)) return false;
        if (line.Length == 0 || !IsFolded) return true;
        var unfolded = new ArrayBufferWriter<byte>();
        unfolded.Write(line.TrimEnd(" \t"u8));
        while (IsFolded)
        {
            if (!TryReadLine(out var more)) return false;
            unfolded.Write(" "u8);
            unfolded.Write(more.Trim(" \t"u8));
        }

        line = unfolded.WrittenSpan;
        return true;
    }

    private readonly bool IsFolded => Position < _data.Length && _data[Position] is (byte)' ' or (byte)'\t';

    /// <summary>
    /// UTF-8, or Latin-1 where it is not valid UTF-8 (names of callers from old phones). A stray CR becomes a space, so that no value can
    /// break a line again.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        // Nearly all is plain ASCII, which is Latin-1 too, and the sooner read so.
        var text = Ascii.IsValid(bytes) || !Utf8.IsValid(bytes) ? Encoding.Latin1.GetString(bytes) : Encoding.UTF8.GetString(bytes);
        return text.Replace('\r', ' ');
    }
}
