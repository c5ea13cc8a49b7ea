using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NetTapi.Telephony;
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
        WriteAll(json, "Statuses", directory.Statuses, Write);
        WriteAll(json, "Users", directory.Users, Write);
        WriteAll(json, "Stations", directory.Stations, Write);
        WriteAll(json, "Gateways", directory.Gateways, Write);
        WriteAll(json, "TrunkGroups", directory.TrunkGroups, Write);
        WriteAll(json, "Routes", directory.Routes, Write);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Status status)
    {
        json.WriteString("Name", status.Name);
        json.WriteBoolean("Rings", status.Rings);
    }

    private static void Write(Utf8JsonWriter json, User user)
    {
        json.WriteString("Uid", user.Uid.Value);
        json.WriteString("Name", user.Name);
        json.WriteString("FirstName", user.FirstName);
        json.WriteString("LastName", user.LastName);
        json.WriteStartArray("Privileges");
        foreach (var privilege in (Privileges[])[Privileges.Oper, Privileges.Mgr, Privileges.Admin])
            if (user.Privileges.HasFlag(privilege)) json.WriteStringValue(privilege.ToString().ToLowerInvariant());
        json.WriteEndArray();
        json.WriteString("NetTapiPin", user.NetTapiPin);
        json.WriteStartArray("Stations");
        foreach (var station in user.Stations) json.WriteNumberValue(station.Value);
        json.WriteEndArray();
        WriteAll(json, "Statuses", user.Statuses, Write);
    }

    private static void Write(Utf8JsonWriter json, Station station)
    {
        json.WriteNumber("Number", station.Number.Value);
        json.WriteString("SipUser", station.SipUser);
        json.WriteString("SipPassword", station.SipPassword);
    }

    private static void Write(Utf8JsonWriter json, Gateway gateway)
    {
        json.WriteString("Name", gateway.Name);
        json.WriteString("Address", gateway.Address);
        json.WriteStartArray("AcceptFrom");
        foreach (var peer in gateway.AcceptFrom) json.WriteStringValue(peer);
        json.WriteEndArray();
        json.WriteString("Username", gateway.Username);
        json.WriteString("Password", gateway.Password);
        json.WriteBoolean("Register", gateway.Register);
        json.WriteBoolean("GenerateIncallDtmf", gateway.GenerateIncallDtmf);
        json.WriteString("Lines", Ranges(gateway.Lines));
    }

    private static void Write(Utf8JsonWriter json, TrunkGroup group)
    {
        json.WriteNumber("Number", group.Number.Value);
        json.WriteBoolean("Default", group.Default);
        json.WriteString("Lines", Ranges(group.Lines));
    }

    private static void Write(Utf8JsonWriter json, Telephony.Directory.Route route)
    {
        json.WriteString("Number", route.Number);
        json.WriteString("To", route.To.ToString());
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // The order is kept: a trunk group tries its lines in it.
    private static string Ranges(IReadOnlyList<LineNumber> lines)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var line in lines)
        {
            if (ranges.Count > 0 && ranges[^1].Last + 1 == line.Value) ranges[^1] = (ranges[^1].First, line.Value);
            else ranges.Add((line.Value, line.Value));
        }

        return string.Join(",", ranges.Select(range => range.First == range.Last ? Text(range.First) : $"{Text(range.First)}-{Text(range.Last)}"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
