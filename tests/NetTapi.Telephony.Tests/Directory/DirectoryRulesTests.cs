using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Tests.Offices;

namespace NetTapi.Telephony.Tests.Directory;

public class DirectoryRulesTests
{
    public static TheoryData<string, DirectoryData, string> Contradictions => new()
    {
        { "uid not digits", Users(new User { Uid = new UserId("12a"), Name = "x" }), "Directory:Users:0:Uid" },
        { "uid empty", Users(new User { Uid = new UserId(""), Name = "x" }), "Directory:Users:0:Uid" },
        { "uid twice", Users(User("1", "x"), User("1", "y")), "Directory:Users:1:Uid" },
        { "name twice, in other case", Users(User("1", "ken"), User("2", "KEN")), "Directory:Users:1:Name" },
        { "name empty", Users(User("1", "")), "Directory:Users:0:Name" },
        { "no such station", Users(User("1", "x", 129)), "Directory:Users:0:Stations:0" },
        { "station of two users", Users(User("1", "x", 107), User("2", "y", 109, 107)), "Directory:Users:1:Stations:1" },
        { "own status empty", Users(User("1", "x") with { Statuses = [new Status("")] }), "Directory:Users:0:Statuses:0:Name" },
        { "status twice", DirectoryData.Empty with { Statuses = [new Status("Lunch"), new Status("lunch")] }, "Directory:Statuses:1:Name" },
        { "station twice", DirectoryData.Empty with { Stations = [TestDirectory.Station(1), TestDirectory.Station(1) with { SipUser = "x" }] }, "Directory:Stations:1:Number" },
        { "SIP user twice", DirectoryData.Empty with { Stations = [TestDirectory.Station(1), TestDirectory.Station(2) with { SipUser = "1" }] }, "Directory:Stations:1:SipUser" },
        { "SIP user empty", DirectoryData.Empty with { Stations = [TestDirectory.Station(1) with { SipUser = "" }] }, "Directory:Stations:0:SipUser" },
        { "line of two gateways", Gateways(Gateway("a", 1, 2), Gateway("b", 2)), "Directory:Gateways:1:Lines" },
        { "gateway twice", Gateways(Gateway("a", 1), Gateway("A", 2)), "Directory:Gateways:1:Name" },
        { "registration without a name", Gateways(Gateway("a", 1) with { Register = true }), "Directory:Gateways:0:Username" },
        { "group line no gateway has", Gateways(Gateway("a", 1)) with { TrunkGroups = [Group(1, true, 1, 9)] }, "Directory:TrunkGroups:0:Lines" },
        { "two default groups", DirectoryData.Empty with { TrunkGroups = [Group(1, true), Group(2, true)] }, "Directory:TrunkGroups:1:Default" },
        { "group twice", DirectoryData.Empty with { TrunkGroups = [Group(1, true), Group(1, false)] }, "Directory:TrunkGroups:1:Number" },
        { "group of two digits", DirectoryData.Empty with { TrunkGroups = [Group(10, true)] }, "Directory:TrunkGroups:0:Number" },
        { "route to nobody", Routes(new Route("*", To(RouteKind.User, "999"))), "Directory:Routes:0:To" },
        { "route of no number", Routes(new Route("", To(RouteKind.User, "1"))), "Directory:Routes:0:Number" },
        { "route twice, once with a plus", Routes(new Route("+1214", To(RouteKind.User, "1")), new Route("1214", To(RouteKind.User, "1"))), "Directory:Routes:1:Number" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void A_contradiction_is_named_by_its_key_path(string what, DirectoryData data, string path)
    {
        var fault = Assert.Single(DirectoryIndex.Validate(data));
        Assert.True(path == fault.Path, $"{what}: {fault}");
        Assert.Throws<ArgumentException>(() => new DirectoryIndex(data));
    }

    [Fact]
    public void Every_contradiction_is_found_not_only_the_first()
    {
        var data = Users(User("1", "x", 129), User("1", "X")) with { Routes = [new Route("*", To(RouteKind.User, "5"))] };
        Assert.Equal(
            ["Directory:Users:1:Uid", "Directory:Users:1:Name", "Directory:Users:0:Stations:0", "Directory:Routes:0:To"],
            DirectoryIndex.Validate(data).Select(fault => fault.Path));
    }

    [Fact]
    public void A_good_directory_has_no_faults() => Assert.Empty(DirectoryIndex.Validate(TestDirectory.Data));

    private static DirectoryData Users(params User[] users) =>
        DirectoryData.Empty with { Users = [.. users], Stations = [TestDirectory.Station(107), TestDirectory.Station(109)] };

    private static User User(string uid, string name, params int[] stations) =>
        new() { Uid = new UserId(uid), Name = name, Stations = [.. stations.Select(number => new StationNumber(number))] };

    private static DirectoryData Gateways(params Gateway[] gateways) => DirectoryData.Empty with { Gateways = [.. gateways] };

    private static Gateway Gateway(string name, params int[] lines) => new() { Name = name, Address = "sip:127.0.0.1", Lines = [.. lines.Select(number => new LineNumber(number))] };

    private static TrunkGroup Group(int number, bool isDefault, params int[] lines) =>
        new() { Number = new TrunkGroupNumber(number), Default = isDefault, Lines = [.. lines.Select(line => new LineNumber(line))] };

    private static DirectoryData Routes(params Route[] routes) => Users(User("1", "x")) with { Routes = [.. routes] };

    private static RouteTarget To(RouteKind kind, string name) => new(kind, name);
}
