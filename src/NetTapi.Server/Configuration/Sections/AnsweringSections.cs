using System.Collections.Immutable;
using NetTapi.Server.Configuration.Reading;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Configuration.Sections;

/// <summary>Reads what takes calls beside users, and what is dialled to use it: groups, scripts, rooms, park places, feature codes.</summary>
internal static class AnsweringSections
{
    /// <summary>A group.</summary>
    public static RingGroup Group(SectionReader group)
    {
        var defaults = new RingGroup { Name = "" };
        return new RingGroup
        {
            Name = group.Required("Name"),
            Number = group.Text("Number"),
            Members = [.. group.List("Members", [], item => item.AsText()).Select(uid => new UserId(uid))],
            Order = group.Parsed("Order", defaults.Order, text => SettingText.Choice(text, ("all", RingOrder.All), ("serial", RingOrder.Serial))),
            RingTime = DirectorySection.Time(group, "RingTime") ?? defaults.RingTime,
            Overflow = DirectorySection.Target(group, "Overflow"),
            OverflowAfter = DirectorySection.Time(group, "OverflowAfter"),
        };
    }

    /// <summary>A script.</summary>
    public static Script Script(SectionReader script)
    {
        var defaults = new Script { Name = "" };
        return new Script
        {
            Name = script.Required("Name"),
            Number = script.Text("Number"),
            Prompts = script.List("Prompts", [], item => item.AsText()),
            Hours = DirectorySection.Sections(script, "Hours", Hours),
            Closed = DirectorySection.Target(script, "Closed"),
            Menu = Menu(script),
            DialByExtension = script.Flag("DialByExtension", defaults.DialByExtension),
            DigitTimeout = DirectorySection.Time(script, "DigitTimeout") ?? defaults.DigitTimeout,
            Repeats = script.Whole("Repeats", defaults.Repeats, 0, 100),
            OnTimeout = DirectorySection.Target(script, "OnTimeout"),
            InvalidPrompt = script.Text("InvalidPrompt"),
        };
    }

    /// <summary>A room.</summary>
    public static ConferenceRoom Room(SectionReader room) => new(room.Required("Number"), room.Text("Name") ?? "", room.Text("Pin"));

    /// <summary>The park places; null where the directory leaves them to the default.</summary>
    public static ParkPlaces? ParkPlaces(SectionReader directory)
    {
        if (!directory.Has("ParkPlaces")) return null;
        using var section = directory.Section("ParkPlaces");
        var places = DirectorySection.RequiredParsed<ImmutableArray<int>>(section, "Places", [], text => text.Length == 0 ? [] : SettingText.Ranges(text));
        return new ParkPlaces(places, DirectorySection.Time(section, "CallBack"));
    }

    /// <summary>The feature codes; one that is not there is the default, an empty one turns its feature off.</summary>
    public static FeatureCodes FeatureCodes(SectionReader directory)
    {
        using var section = directory.Section("FeatureCodes");
        var defaults = new FeatureCodes();
        return new FeatureCodes
        {
            Park = section.Text("Park") ?? defaults.Park,
            Retrieve = section.Text("Retrieve") ?? defaults.Retrieve,
            BlindTransfer = section.Text("BlindTransfer") ?? defaults.BlindTransfer,
            AttendedTransfer = section.Text("AttendedTransfer") ?? defaults.AttendedTransfer,
            Conference = section.Text("Conference") ?? defaults.Conference,
            Status = section.Text("Status") ?? defaults.Status,
        };
    }

    private static OpeningHours Hours(SectionReader hours) => new(
        DirectorySection.RequiredParsed(hours, "Days", Weekdays.Monday, DirectoryText.Days),
        DirectorySection.RequiredParsed(hours, "From", TimeSpan.Zero, DirectoryText.TimeOfDay),
        DirectorySection.RequiredParsed(hours, "To", TimeSpan.FromDays(1), DirectoryText.TimeOfDay));

    private static ImmutableArray<MenuChoice> Menu(SectionReader script)
    {
        using var section = script.Section("Menu");
        var choices = ImmutableArray.CreateBuilder<MenuChoice>();
        foreach (var key in section.Keys.Order(StringComparer.Ordinal))
        {
            var target = section.Parsed<RouteTarget?>(key, null, text => text.Equals("repeat", StringComparison.OrdinalIgnoreCase) ? null : DirectoryText.Target(text));
            if (key.Length == 1) choices.Add(new MenuChoice(key[0], target));
            else section.Fault(key, "is not one of 0-9, * and #");
        }

        return choices.DrainToImmutable();
    }
}
