using System.Text.Encodings.Web;
using System.Text.Json;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.DirectoryTool;

/// <summary>Writes a directory as the section <c>Directory</c> of a configuration file, which both <c>import</c> and <c>--config</c> read.</summary>
internal static class DirectoryFile
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file whole or not at all. It holds PINs and passwords: only its owner may read it.</summary>
    public static void Write(string file, DirectoryData directory)
    {
        var draft = $"{file}.new";
        File.Delete(draft);
        var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, creation))
        {
            Write(stream, directory);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }

    /// <summary>Whether two directories say the same.</summary>
    public static bool Same(DirectoryData one, DirectoryData other)
    {
        using var mine = new MemoryStream();
        using var theirs = new MemoryStream();
        Write(mine, one);
        Write(theirs, other);
        return mine.ToArray().AsSpan().SequenceEqual(theirs.ToArray());
    }

    private static void Write(Stream stream, DirectoryData directory)
    {
        using var json = new Utf8JsonWriter(stream, Readable);
        json.WriteStartObject();
        json.WriteStartObject("Directory");
        DirectoryJson.Write(json, directory);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
