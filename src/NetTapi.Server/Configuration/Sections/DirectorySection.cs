using System.Collections.Immutable;
using NetTapi.Server.Configuration.Reading;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Configuration.Sections;

/// <summary>Reads the section <c>Directory</c>: its shape. Whether it is consistent, the domain says.</summary>
internal static class DirectorySection
{
    /// <summary>The shortest and longest times in a directory.</summary>
    public static readonly TimeSpan ShortestTime = TimeSpan.FromSeconds(1), LongestTime = TimeSpan.FromHours(24);

    /// <summary>The highest number of a station.</summary>
    public const int Highest = 999_999_999;

    /// <summary>The directory.</summary>
    public static DirectoryData Read(SectionReader section) => new()
    {
        Statuses = Sections(section, "Statuses", PeopleSections.Status),
        Users = Sections(section, "Users", PeopleSections.User),
        Stations = Sections(section, "Stations", PeopleSections.Station),
        Groups = Sections(section, "Groups", AnsweringSections.Group),
        Scripts = Sections(section, "Scripts", AnsweringSections.Script),
        Rooms = Sections(section, "Rooms", AnsweringSections.Room),
        ParkPlaces = AnsweringSections.ParkPlaces(section),
        FeatureCodes = AnsweringSections.FeatureCodes(section),
        EmergencyNumbers = section.Has("EmergencyNumbers") ? section.List("EmergencyNumbers", [], item => item.AsText()) : null,
        Gateways = Sections(section, "Gateways", LineSections.Gateway),
        TrunkGroups = Sections(section, "TrunkGroups", LineSections.TrunkGroup),
        Routes = Sections(section, "Routes", LineSections.Route),
    };

    /// <summary>A list of sections.</summary>
    public static ImmutableArray<T> Sections<T>(SectionReader parent, string key, Func<SectionReader, T> read)
        where T : class => parent.List(key, [], item =>
        {
            using var section = item.AsSection();
            return section is null ? null : read(section);
        });

    /// <summary>A target, or null where there is none.</summary>
    public static RouteTarget? Target(SectionReader section, string key) => section.Parsed<RouteTarget?>(key, null, DirectoryText.Target);

    /// <summary>A time, or null where there is none.</summary>
    public static TimeSpan? Time(SectionReader section, string key) => section.Has(key) ? section.Time(key, ShortestTime, ShortestTime, LongestTime) : null;

    /// <summary>A number that must be there.</summary>
    public static int RequiredWhole(SectionReader section, string key, int least, int most)
    {
        if (!section.Has(key)) section.Fault(key, "is missing");
        return section.Whole(key, least, least, most);
    }

    /// <summary>A value that must be there, turned into something else.</summary>
    public static T RequiredParsed<T>(SectionReader section, string key, T otherwise, Func<string, T> parse)
    {
        if (!section.Has(key)) section.Fault(key, "is missing");
        return section.Parsed(key, otherwise, parse);
    }
}
