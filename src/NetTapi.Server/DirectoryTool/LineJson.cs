using System.Text.Json;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.DirectoryTool;

/// <summary>Writes gateways, trunk groups and routes of a directory.</summary>
internal static class LineJson
{
    /// <summary>A gateway.</summary>
    public static void Write(Utf8JsonWriter json, Gateway gateway)
    {
        json.WriteString("Name", gateway.Name);
        json.WriteString("Address", gateway.Address);
        DirectoryJson.WriteTexts(json, "AcceptFrom", gateway.AcceptFrom);
        json.WriteString("Username", gateway.Username);
        json.WriteString("Password", gateway.Password);
        json.WriteBoolean("Register", gateway.Register);
        json.WriteBoolean("GenerateIncallDtmf", gateway.GenerateIncallDtmf);
        json.WriteString("Lines", DirectoryJson.Ranges(gateway.Lines.Select(line => line.Value)));
        DirectoryJson.WriteAll(json, "NumbersIn", gateway.NumbersIn, Write);
        DirectoryJson.WriteAll(json, "NumbersOut", gateway.NumbersOut, Write);
        DirectoryJson.WriteTime(json, "Watch", gateway.Watch);
        DirectoryJson.WriteTexts(json, "Codecs", gateway.Codecs.Select(codec => codec.ToString().ToUpperInvariant()));
    }

    /// <summary>A trunk group.</summary>
    public static void Write(Utf8JsonWriter json, TrunkGroup group)
    {
        json.WriteNumber("Number", group.Number.Value);
        json.WriteBoolean("Default", group.Default);
        json.WriteString("Lines", DirectoryJson.Ranges(group.Lines.Select(line => line.Value)));
        json.WriteString("Pick", group.Pick switch { LinePick.Descending => "descending", LinePick.LeastRecentlyUsed => "least-recently-used", _ => "ascending" });
        if (group.Overflow is { } overflow) json.WriteNumber("Overflow", overflow.Value);
    }

    /// <summary>A route.</summary>
    public static void Write(Utf8JsonWriter json, Telephony.Directory.Route route)
    {
        json.WriteString("Number", route.Number);
        json.WriteString("To", route.To.ToString());
    }

    private static void Write(Utf8JsonWriter json, NumberRule rule)
    {
        json.WriteString("Match", rule.Match);
        json.WriteString("Replace", rule.Replace);
        if (rule.Digits is { } digits) json.WriteNumber("Digits", digits);
    }
}
