using System.Collections.Immutable;
using System.Text.Json;

namespace NetTapi.Storage.Documents;

/// <summary>A stay's recordings as one JSON array, in the order they began: the path of each, or <c>{"removed":"…"}</c> where retention has removed the file.</summary>
internal static class StoredRecordings
{
    /// <summary>A stay without any.</summary>
    public const string None = "[]";

    private const string RemovedKey = "removed";

    public static string Write(ImmutableArray<string> present, ImmutableArray<string> removed) => present.IsEmpty && removed.IsEmpty
        ? None
        : StoredJson.Write<object[]>([.. removed.Select(Mark), .. present]);

    public static (ImmutableArray<string> Present, ImmutableArray<string> Removed) Read(string document)
    {
        if (document == None) return ([], []);
        var entries = StoredJson.Read<JsonElement[]>(document);
        return ([.. entries.Where(IsPresent).Select(Path)], [.. entries.Where(entry => !IsPresent(entry)).Select(Path)]);
    }

    /// <summary>Marks some of them as removed; null where none of them is listed.</summary>
    public static string? Remove(string document, IReadOnlySet<string> paths)
    {
        if (document == None) return null;
        var entries = StoredJson.Read<JsonElement[]>(document);
        return entries.Any(IsListed) ? StoredJson.Write<object[]>([.. entries.Select(entry => IsListed(entry) ? Mark(Path(entry)) : entry)]) : null;

        bool IsListed(JsonElement entry) => IsPresent(entry) && paths.Contains(Path(entry));
    }

    private static bool IsPresent(JsonElement entry) => entry.ValueKind == JsonValueKind.String;

    private static string Path(JsonElement entry) => (IsPresent(entry) ? entry : entry.GetProperty(RemovedKey)).GetString()!;

    private static object Mark(string path) => new Dictionary<string, string> { [RemovedKey] = path };
}
