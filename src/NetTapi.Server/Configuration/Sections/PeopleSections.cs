using NetTapi.Server.Configuration.Reading;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Configuration.Sections;

/// <summary>Reads statuses, users and stations of the directory.</summary>
internal static class PeopleSections
{
    /// <summary>A status.</summary>
    public static Status Status(SectionReader status) => new(
        status.Required("Name"), status.Flag("Rings", true), DirectorySection.Target(status, "Forward"), DirectorySection.Time(status, "RingTime"));

    /// <summary>A user.</summary>
    public static User User(SectionReader user) => new()
    {
        Uid = new UserId(user.Required("Uid")),
        Name = user.Required("Name"),
        FirstName = user.Text("FirstName") ?? "",
        LastName = user.Text("LastName") ?? "",
        Privileges = user.List<object>("Privileges", [], item => item.Parsed<object?>(null, text => Privilege(text))).Cast<Privileges>().Aggregate(Privileges.None, (all, one) => all | one),
        NetTapiPin = user.Text("NetTapiPin"),
        Stations = [.. user.List<object>("Stations", [], item => item.AsWhole(1, DirectorySection.Highest)).Select(number => new StationNumber((int)(long)number))],
        Statuses = DirectorySection.Sections(user, "Statuses", Status),
        RecordAllCalls = user.Flag("RecordAllCalls", false),
        RingTime = DirectorySection.Time(user, "RingTime"),
        NoAnswer = DirectorySection.Target(user, "NoAnswer"),
    };

    /// <summary>A station.</summary>
    public static Station Station(SectionReader station) => new(
        new StationNumber(DirectorySection.RequiredWhole(station, "Number", 1, DirectorySection.Highest)), station.Required("SipUser"), station.Required("SipPassword"));

    private static Privileges Privilege(string text) => SettingText.Choice(text, ("oper", Privileges.Oper), ("mgr", Privileges.Mgr), ("admin", Privileges.Admin));
}
