using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Sdp;

/// <summary>Reads and writes descriptions (RFC 8866 9).</summary>
internal static class SdpText
{
    private const int MaximumLines = 1_000;

    public static bool TryParse(ReadOnlySpan<byte> data, [NotNullWhen(true)] out SessionDescription? description)
    {
        description = null;
        if (!TryReadLines(data, out var lines) || lines is not [{ Type: 'v', Value: "0" }, ..]) return false;
        var session = TakeSection(lines, 0, out var next);
        var media = ImmutableArray.CreateBuilder<MediaDescription>();
        while (next < lines.Count)
        {
            var head = lines[next].Value;
            if (!MediaDescription.TryParse(head, TakeSection(lines, next + 1, out next), out var one)) return false;
            media.Add(one);
        }

        description = new SessionDescription(session, media.DrainToImmutable());
        return true;
    }

    private static ImmutableArray<SdpLine> TakeSection(List<SdpLine> lines, int start, out int end)
    {
        end = start;
        while (end < lines.Count && lines[end].Type != 'm') end++;
        return [.. CollectionsMarshal.AsSpan(lines)[start..end]];
    }

    private static bool TryReadLines(ReadOnlySpan<byte> data, out List<SdpLine> lines)
    {
        lines = [];
        foreach (var range in data.SplitAny("\r\n"u8))
        {
            var line = data[range];
            if (line.Length == 0) continue;
            if (line.Length < 2 || line[1] != (byte)'=' || !char.IsAsciiLetterLower((char)line[0]) || lines.Count == MaximumLines) return false;
            lines.Add(new SdpLine((char)line[0], HeadReader.Decode(line[2..])));
        }

        return true;
    }

    public static string Write(SessionDescription description)
    {
        var text = new TextBuilder(stackalloc char[2 * TextBuilder.Usual]);
        Add(ref text, description.Lines);
        foreach (var media in description.Media)
        {
            Add(ref text, media.HeadLine);
            Add(ref text, media.Lines);
        }

        return text.Take();
    }

    private static void Add(ref TextBuilder text, ImmutableArray<SdpLine> lines)
    {
        foreach (var line in lines) Add(ref text, line);
    }

    private static void Add(ref TextBuilder text, SdpLine line)
    {
        text.Add(line.Type);
        text.Add('=');
        text.Add(line.Value);
        text.Add("\r\n");
    }
}
