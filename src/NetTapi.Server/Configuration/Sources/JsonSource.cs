using System.Text.Json;
using NetTapi.Server.Configuration.Reading;

namespace NetTapi.Server.Configuration.Sources;

/// <summary>Reads a JSON file; comments and trailing commas are allowed.</summary>
internal static class JsonSource
{
    private static readonly JsonDocumentOptions Tolerant = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The file's settings; nothing, and a fault, where it can't be read.</summary>
    public static SettingSection Read(string file, FaultList faults)
    {
        try
        {
            // A stream, not bytes: editors on Windows begin a file with a byte order mark, which only the reader of a stream passes over.
            using var stream = File.OpenRead(file);
            using var document = JsonDocument.Parse(stream, Tolerant);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return Section(document.RootElement, "", faults);
            faults.Add(file, "must hold one object: { … }");
        }
        catch (JsonException fault)
        {
            faults.Add(file, $"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}: not valid JSON");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add(file, $"can't be read: {fault.Message}");
        }

        return SettingSection.Empty;
    }

    private static SettingSection Section(JsonElement element, string path, FaultList faults)
    {
        var nodes = SettingSection.Empty.Nodes;
        foreach (var property in element.EnumerateObject())
        {
            var here = SettingPath.Under(path, property.Name);
            if (nodes.ContainsKey(property.Name)) faults.Add(here, "is given twice in one file");
            nodes = nodes.SetItem(property.Name, Node(property.Value, here, faults));
        }

        return new SettingSection(nodes);
    }

    private static SettingNode Node(JsonElement element, string path, FaultList faults) => element.ValueKind switch
    {
        JsonValueKind.Object => Section(element, path, faults),
        JsonValueKind.Array => new SettingList([.. element.EnumerateArray().Select((item, index) => Node(item, SettingPath.Under(path, index), faults))]),
        JsonValueKind.String => new SettingValue(element.GetString()!, SettingKind.Text),
        JsonValueKind.Number => new SettingValue(element.GetRawText(), SettingKind.Number),
        JsonValueKind.True or JsonValueKind.False => new SettingValue(element.GetRawText(), SettingKind.Flag),
        _ => new SettingValue("", SettingKind.Null),
    };
}
