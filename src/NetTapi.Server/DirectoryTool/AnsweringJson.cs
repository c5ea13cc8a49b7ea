using System.Text.Json;
using NetTapi.Server.Configuration.Reading;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.DirectoryTool;

/// <summary>Writes groups, scripts, rooms, park places and feature codes of a directory.</summary>
internal static class AnsweringJson
{
    /// <summary>A group.</summary>
    public static void Write(Utf8JsonWriter json, RingGroup group)
    {
        json.WriteString("Name", group.Name);
        json.WriteString("Number", group.Number);
        DirectoryJson.WriteTexts(json, "Members", group.Members.Select(member => member.Value));
        json.WriteString("Order", group.Order == RingOrder.Serial ? "serial" : "all");
        DirectoryJson.WriteTime(json, "RingTime", group.RingTime);
        json.WriteString("Overflow", group.Overflow?.ToString());
        DirectoryJson.WriteTime(json, "OverflowAfter", group.OverflowAfter);
    }

    /// <summary>A script.</summary>
    public static void Write(Utf8JsonWriter json, Script script)
    {
        json.WriteString("Name", script.Name);
        json.WriteString("Number", script.Number);
        DirectoryJson.WriteTexts(json, "Prompts", script.Prompts);
        DirectoryJson.WriteAll(json, "Hours", script.Hours, Write);
        json.WriteString("Closed", script.Closed?.ToString());
        json.WriteStartObject("Menu");
        foreach (var choice in script.Menu) json.WriteString($"{choice.Digit}", choice.Target?.ToString() ?? "repeat");
        json.WriteEndObject();
        json.WriteBoolean("DialByExtension", script.DialByExtension);
        DirectoryJson.WriteTime(json, "DigitTimeout", script.DigitTimeout);
        json.WriteNumber("Repeats", script.Repeats);
        json.WriteString("OnTimeout", script.OnTimeout?.ToString());
        json.WriteString("InvalidPrompt", script.InvalidPrompt);
    }

    /// <summary>A room.</summary>
    public static void Write(Utf8JsonWriter json, ConferenceRoom room)
    {
        json.WriteString("Number", room.Number);
        json.WriteString("Name", room.Name);
        json.WriteString("Pin", room.Pin);
    }

    /// <summary>The park places.</summary>
    public static void Write(Utf8JsonWriter json, ParkPlaces park)
    {
        json.WriteStartObject("ParkPlaces");
        json.WriteString("Places", DirectoryJson.Ranges(park.Places));
        DirectoryJson.WriteTime(json, "CallBack", park.CallBack);
        json.WriteEndObject();
    }

    /// <summary>The feature codes.</summary>
    public static void Write(Utf8JsonWriter json, FeatureCodes codes)
    {
        json.WriteStartObject("FeatureCodes");
        foreach (var (key, code) in codes.All()) json.WriteString(key, code);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OpeningHours hours)
    {
        json.WriteString("Days", DirectoryText.Write(hours.Days));
        json.WriteString("From", DirectoryText.WriteTimeOfDay(hours.From));
        json.WriteString("To", DirectoryText.WriteTimeOfDay(hours.To));
    }
}
