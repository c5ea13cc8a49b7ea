using System.Globalization;
using System.Text.Json;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.DirectoryTool;

/// <summary>Writes a directory as the section <c>Directory</c> has it: what the configuration reads back is the same.</summary>
internal static class DirectoryJson
{
    /// <summary>Writes the section's keys.</summary>
    public static void Write(Utf8JsonWriter json, DirectoryData directory)
    {
        WriteAll(json, "Statuses", directory.Statuses, Write);
        WriteAll(json, "Users", directory.Users, Write);
        WriteAll(json, "Stations", directory.Stations, Write);
        WriteAll(json, "Groups", directory.Groups, AnsweringJson.Write);
        WriteAll(json, "Scripts", directory.Scripts, AnsweringJson.Write);
        WriteAll(json, "Rooms", directory.Rooms, AnsweringJson.Write);
        if (directory.ParkPlaces is { } places) AnsweringJson.Write(json, places);
        AnsweringJson.Write(json, directory.FeatureCodes);
        if (directory.EmergencyNumbers is { } numbers) WriteTexts(json, "EmergencyNumbers", numbers);
        WriteAll(json, "Gateways", directory.Gateways, LineJson.Write);
        WriteAll(json, "TrunkGroups", directory.TrunkGroups, LineJson.Write);
        WriteAll(json, "Routes", directory.Routes, LineJson.Write);
    }

    /// <summary>A list of sections.</summary>
    public static void WriteAll<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
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

    /// <summary>A list of texts.</summary>
    public static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>A time; null is written as null, which is read as none.</summary>
    public static void WriteTime(Utf8JsonWriter json, string name, TimeSpan? time) => json.WriteString(name, time?.ToString("c", CultureInfo.InvariantCulture));

    /// <summary>Numbers and ranges of them; the order is kept.</summary>
    public static string Ranges(IEnumerable<int> numbers)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var number in numbers)
        {
            if (ranges.Count > 0 && ranges[^1].Last + 1 == number) ranges[^1] = (ranges[^1].First, number);
            else ranges.Add((number, number));
        }

        return string.Join(",", ranges.Select(range => range.First == range.Last ? Text(range.First) : $"{Text(range.First)}-{Text(range.Last)}"));
    }

    private static void Write(Utf8JsonWriter json, Status status)
    {
        json.WriteString("Name", status.Name);
        json.WriteBoolean("Rings", status.Rings);
        json.WriteString("Forward", status.Forward?.ToString());
        WriteTime(json, "RingTime", status.RingTime);
    }

    private static void Write(Utf8JsonWriter json, User user)
    {
        json.WriteString("Uid", user.Uid.Value);
        json.WriteString("Name", user.Name);
        json.WriteString("FirstName", user.FirstName);
        json.WriteString("LastName", user.LastName);
        Privileges[] all = [Privileges.Oper, Privileges.Mgr, Privileges.Admin];
        WriteTexts(json, "Privileges", all.Where(privilege => user.Privileges.HasFlag(privilege)).Select(privilege => privilege.ToString().ToLowerInvariant()));
        json.WriteString("NetTapiPin", user.NetTapiPin);
        json.WriteStartArray("Stations");
        foreach (var station in user.Stations) json.WriteNumberValue(station.Value);
        json.WriteEndArray();
        WriteAll(json, "Statuses", user.Statuses, Write);
        json.WriteBoolean("RecordAllCalls", user.RecordAllCalls);
        WriteTime(json, "RingTime", user.RingTime);
        json.WriteString("NoAnswer", user.NoAnswer?.ToString());
    }

    private static void Write(Utf8JsonWriter json, Station station)
    {
        json.WriteNumber("Number", station.Number.Value);
        json.WriteString("SipUser", station.SipUser);
        json.WriteString("SipPassword", station.SipPassword);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
