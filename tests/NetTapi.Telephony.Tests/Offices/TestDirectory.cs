using NetTapi.Telephony.Directory;

namespace NetTapi.Telephony.Tests.Offices;

/// <summary>A small office: an operator, three plain users, one of them with two stations, one with none; a station of nobody.</summary>
internal static class TestDirectory
{
    public static readonly DirectoryData Data = new()
    {
        Statuses = [new Status("Available"), new Status("Lunch", Rings: false)],
        Users =
        [
            new User { Uid = new UserId("128"), Name = "ken", FirstName = "Ken", LastName = "Adams", Privileges = Privileges.Oper, Stations = [new(128)] },
            new User { Uid = new UserId("107"), Name = "Ann", FirstName = "Ann", LastName = "Bell", Stations = [new(107)], Statuses = [new Status("On site")] },
            new User { Uid = new UserId("109"), Name = "bob", FirstName = "Bob", Stations = [new(109), new(209)] },
            new User { Uid = new UserId("130"), Name = "mia" },
        ],
        Stations = [Station(107), Station(109), Station(128), Station(209), Station(300)],
        Gateways = [new Gateway { Name = "carrier", Address = "sip:127.0.0.1:5090", Lines = [new(1), new(2), new(3)] }],
        TrunkGroups =
        [
            new TrunkGroup { Number = new TrunkGroupNumber(1), Default = true, Lines = [new(1), new(2)] },
            new TrunkGroup { Number = new TrunkGroupNumber(2), Lines = [new(3)] },
        ],
        Routes = [new Route("9725551128", new RouteTarget(RouteKind.User, "128")), new Route("*", new RouteTarget(RouteKind.User, "107"))],
    };

    public static Station Station(int number) => new(new StationNumber(number), $"{number}", "secret");
}
