using System.Collections.Immutable;
using NetTapi.Server.Configuration.Reading;
using NetTapi.Sip.Messages;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using Route = NetTapi.Telephony.Directory.Route;

namespace NetTapi.Server.Configuration.Sections;

/// <summary>Reads the section <c>Directory</c>: its shape. Whether it is consistent, the domain says.</summary>
internal static class DirectorySection
{
    private const int Highest = 999_999_999;

    /// <summary>The directory.</summary>
    public static DirectoryData Read(SectionReader section) => new()
    {
        Statuses = Sections(section, "Statuses", Status),
        Users = Sections(section, "Users", User),
        Stations = Sections(section, "Stations", Station),
        Gateways = Sections(section, "Gateways", Gateway),
        TrunkGroups = Sections(section, "TrunkGroups", TrunkGroup),
        Routes = Sections(section, "Routes", Route),
    };

    private static Status Status(SectionReader status) => new(status.Required("Name"), status.Flag("Rings", true));

    private static User User(SectionReader user) => new()
    {
        Uid = new UserId(user.Required("Uid")),
        Name = user.Required("Name"),
        FirstName = user.Text("FirstName") ?? "",
        LastName = user.Text("LastName") ?? "",
        Privileges = user.List<object>("Privileges", [], item => item.Parsed<object?>(null, text => Privilege(text))).Cast<Privileges>().Aggregate(Privileges.None, (all, one) => all | one),
        NetTapiPin = user.Text("NetTapiPin"),
        Stations = [.. user.List<object>("Stations", [], item => item.AsWhole(1, Highest)).Select(number => new StationNumber((int)(long)number))],
        Statuses = Sections(user, "Statuses", Status),
    };

    private static Station Station(SectionReader station) =>
        new(new StationNumber(RequiredWhole(station, "Number", 1, Highest)), station.Required("SipUser"), station.Required("SipPassword"));

    private static Gateway Gateway(SectionReader gateway) => new()
    {
        Name = gateway.Required("Name"),
        Address = SipAddress(gateway, "Address"),
        AcceptFrom = gateway.List("AcceptFrom", [], item => item.Parsed<string?>(null, SettingText.Peer)),
        Username = gateway.Text("Username"),
        Password = gateway.Text("Password"),
        Register = gateway.Flag("Register", false),
        GenerateIncallDtmf = gateway.Flag("GenerateIncallDtmf", false),
        Lines = Lines(gateway),
    };

    private static TrunkGroup TrunkGroup(SectionReader group) => new()
    {
        Number = new TrunkGroupNumber(RequiredWhole(group, "Number", 0, 9)),
        Default = group.Flag("Default", false),
        Lines = Lines(group),
    };

    private static Route Route(SectionReader route)
    {
        if (!route.Has("To")) route.Fault("To", "is missing");
        return new Route(route.Required("Number"), route.Parsed("To", new RouteTarget(RouteKind.User, ""), Target));
    }

    private static ImmutableArray<LineNumber> Lines(SectionReader section) =>
        [.. section.Parsed("Lines", [], text => text.Length == 0 ? [] : SettingText.Ranges(text)).Select(number => new LineNumber(number))];

    private static string SipAddress(SectionReader section, string key)
    {
        if (!section.Has(key)) section.Fault(key, "is missing");
        return section.Parsed(key, "", text => SipUri.TryParse(text, out _) ? text : throw new FormatException("must be a SIP URI, like sip:192.0.2.1:5060"));
    }

    private static int RequiredWhole(SectionReader section, string key, int least, int most)
    {
        if (!section.Has(key)) section.Fault(key, "is missing");
        return section.Whole(key, least, least, most);
    }

    private static RouteTarget Target(string text)
    {
        var (kind, name) = text.Split(':', 2) is [var first, var rest] ? (first, rest) : ("", "");
        if (name.Length == 0) kind = "";
        return kind.ToUpperInvariant() switch
        {
            "USER" => new RouteTarget(RouteKind.User, name),
            "GROUP" => new RouteTarget(RouteKind.Group, name),
            "IVR" => new RouteTarget(RouteKind.Ivr, name),
            _ => throw new FormatException("must be user:UID, group:NAME or ivr:NAME"),
        };
    }

    private static Privileges Privilege(string text) => SettingText.Choice(text, ("oper", Privileges.Oper), ("mgr", Privileges.Mgr), ("admin", Privileges.Admin));

    private static ImmutableArray<T> Sections<T>(SectionReader parent, string key, Func<SectionReader, T> read)
        where T : class => parent.List(key, [], item =>
        {
            using var section = item.AsSection();
            return section is null ? null : read(section);
        });
}
