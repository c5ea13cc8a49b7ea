using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using NetTapi.Testing;

namespace NetTapi.Storage.Tests;

public class DirectoryStoreTests
{
    private static readonly DirectoryData Office = new()
    {
        Statuses = [new Status("Available"), new Status("Lunch", Rings: false)],
        Users =
        [
            new User
            {
                Uid = new UserId("0128"),
                Name = "ken",
                FirstName = "Ken",
                LastName = "Ådams",
                Privileges = Privileges.Oper | Privileges.Admin,
                NetTapiPin = "1234",
                Stations = [new StationNumber(128)],
                Statuses = [new Status("On site")],
            },
            new User { Uid = new UserId("200"), Name = "crm" },
        ],
        Stations = [new Station(new StationNumber(128), "128", "secret")],
        Gateways =
        [
            new Gateway { Name = "carrier", Address = "sip:127.0.0.1:5090", AcceptFrom = ["127.0.0.1:5090"], GenerateIncallDtmf = true, Lines = [new LineNumber(1), new LineNumber(3)] },
        ],
        TrunkGroups = [new TrunkGroup { Number = new TrunkGroupNumber(1), Default = true, Lines = [new LineNumber(3)], Pick = LinePick.Descending, Overflow = new TrunkGroupNumber(1) }],
        Groups = [new RingGroup { Name = "sales", Number = "600", Members = [new UserId("0128")], Order = RingOrder.Serial, Overflow = RouteTarget.Hangup, OverflowAfter = TimeSpan.FromSeconds(40) }],
        Scripts =
        [
            new Script
            {
                Name = "day", Prompts = ["hello.wav"], Hours = [new OpeningHours(Weekdays.Monday | Weekdays.Friday, TimeSpan.FromHours(8), TimeSpan.FromDays(1))], Closed = RouteTarget.Hangup,
                Menu = [new MenuChoice('1', new RouteTarget(RouteKind.Room, "620")), new MenuChoice('*', null)], DialByExtension = true, InvalidPrompt = "again.wav",
            },
        ],
        Rooms = [new ConferenceRoom("620", "Board", "0815")],
        ParkPlaces = new ParkPlaces([801, 803], TimeSpan.FromMinutes(3)),
        FeatureCodes = new FeatureCodes { Park = "*1", Conference = "" },
        EmergencyNumbers = ["112"],
        Routes = [new Route("*", new RouteTarget(RouteKind.User, "0128"))],
    };

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_directory_is_read_back_as_it_was_put_in_place(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        await using (var database = await place.OpenAsync())
        {
            Assert.Null(await database.Directory.ReadAsync(default));
            await database.Directory.ReplaceAsync(DirectoryData.Empty, default);
            await database.Directory.ReplaceAsync(Office, default);
        }

        await using var again = await place.OpenAsync();
        var read = await again.Directory.ReadAsync(default);
        Assert.Equivalent(Office, read, strict: true);
        Assert.Equal(Office.Users[0].Stations, read!.Users[0].Stations);
    }

    [Fact]
    public void A_directory_of_an_earlier_version_is_read_with_the_defaults_of_this_one()
    {
        var read = Documents.StoredJson.Read<DirectoryData>("""{"statuses":[{"name":"Lunch","rings":false}],"users":[{"uid":"128","name":"ken"}],"stations":[],"gateways":[{"name":"c","address":"sip:x","lines":[1]}],"trunkGroups":[{"number":1,"default":true,"lines":[1]}],"routes":[]}""");
        Assert.Equal(new Status("Lunch", Rings: false), read.Statuses[0]);
        Assert.Equal((new FeatureCodes(), null, null), (read.FeatureCodes, read.ParkPlaces, read.EmergencyNumbers));
        Assert.Equal((TimeSpan.Zero, LinePick.Ascending, null), (read.Gateways[0].Watch, read.TrunkGroups[0].Pick, read.TrunkGroups[0].Overflow));
        Assert.True(read.Groups.IsEmpty && read.Gateways[0].NumbersIn.IsEmpty);
    }

    [Theory]
    [Requirement("C6")]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_last_status_a_user_chose_is_kept(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        await using (var database = await place.OpenAsync())
        {
            database.Directory.SaveStatus(new UserId("107"), "Lunch");
            database.Directory.SaveStatus(new UserId("108"), "Away");
            database.Directory.SaveStatus(new UserId("107"), "Available");
        }

        await using var again = await place.OpenAsync();
        var statuses = await again.Directory.ReadStatusesAsync(default);
        Assert.Equal(new Dictionary<UserId, string> { [new("107")] = "Available", [new("108")] = "Away" }, statuses);
    }
}
