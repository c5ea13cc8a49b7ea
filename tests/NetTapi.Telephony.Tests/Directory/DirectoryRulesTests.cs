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
        { "route of a number that no call has, for it is written with hyphens", Routes(new Route("972-555-1128", To(RouteKind.User, "1"))), "Directory:Routes:0:Number" },
        { "route of a name", Routes(new Route("office", To(RouteKind.User, "1"))), "Directory:Routes:0:Number" },
        { "route of a plus", Routes(new Route("+", To(RouteKind.User, "1"))), "Directory:Routes:0:Number" },
        { "route twice, once with a plus", Routes(new Route("+1214", To(RouteKind.User, "1")), new Route("1214", To(RouteKind.User, "1"))), "Directory:Routes:1:Number" },
        { "status that does not ring, with a ringing time", DirectoryData.Empty with { Statuses = [new Status("Out", false, null, TimeSpan.FromSeconds(5))] }, "Directory:Statuses:0:RingTime" },
        { "status forwards to nobody", DirectoryData.Empty with { Statuses = [new Status("Out", false, To(RouteKind.User, "5"))] }, "Directory:Statuses:0:Forward" },
        { "own status forwards to himself", Users(User("1", "x") with { Statuses = [new Status("Out", false, To(RouteKind.User, "1"))] }), "Directory:Users:0:Statuses:0:Forward" },
        { "unanswered, back to himself", Users(User("1", "x") with { NoAnswer = To(RouteKind.User, "1") }), "Directory:Users:0:NoAnswer" },
        { "unanswered, round three", Ringing(User("1", "x") with { NoAnswer = To(RouteKind.Group, "SALES") }, Sales with { Overflow = To(RouteKind.Ivr, "day") }, Day with { OnTimeout = To(RouteKind.User, "1") }), "Directory:Users:0:NoAnswer" },
        { "group of nobody", Ringing(Sales with { Members = [] }), "Directory:Groups:0:Members" },
        { "group with a stranger", Ringing(Sales with { Members = [new("1"), new("7")] }), "Directory:Groups:0:Members:1" },
        { "group with a member twice", Ringing(Sales with { Members = [new("1"), new("1")] }), "Directory:Groups:0:Members:1" },
        { "group's number is a user's", Ringing(Sales with { Number = "1" }), "Directory:Groups:0:Number" },
        { "group's number is no number", Ringing(Sales with { Number = "6x" }), "Directory:Groups:0:Number" },
        { "group overflows after a time, but not where", Ringing(Sales with { OverflowAfter = TimeSpan.FromSeconds(5) }), "Directory:Groups:0:OverflowAfter" },
        { "group overflows to a script that is not there", Ringing(Sales with { Overflow = To(RouteKind.Ivr, "night") }), "Directory:Groups:0:Overflow" },
        { "group's name twice", DirectoryData.Empty with { Users = [User("1", "x")], Groups = [Sales, Sales with { Name = "Sales" }] }, "Directory:Groups:1:Name" },
        { "script's number is a group's", Ringing(Sales with { Number = "600" }, Day with { Number = "600" }), "Directory:Scripts:0:Number" },
        { "script closes without hours", Ringing(Day with { Closed = RouteTarget.Hangup }), "Directory:Scripts:0:Closed" },
        { "script closed leads to itself", Ringing(Day with { Hours = [Weekday], Closed = To(RouteKind.Ivr, "DAY") }), "Directory:Scripts:0:Closed" },
        { "hours on no day", Ringing(Day with { Hours = [Weekday with { Days = Weekdays.None }] }), "Directory:Scripts:0:Hours:0:Days" },
        { "hours backwards", Ringing(Day with { Hours = [Weekday with { From = TimeSpan.FromHours(18) }] }), "Directory:Scripts:0:Hours:0:From" },
        { "hours past the day's end", Ringing(Day with { Hours = [Weekday with { To = TimeSpan.FromHours(25) }] }), "Directory:Scripts:0:Hours:0:To" },
        { "menu with a letter", Ringing(Day with { Menu = [new MenuChoice('x', null)] }), "Directory:Scripts:0:Menu:x" },
        { "menu with a digit twice", Ringing(Day with { Menu = [new MenuChoice('1', null), new MenuChoice('1', null)] }), "Directory:Scripts:0:Menu:1" },
        { "menu leads to no room", Ringing(Day with { Menu = [new MenuChoice('1', To(RouteKind.Room, "600"))] }), "Directory:Scripts:0:Menu:1" },
        { "target without access code", Ringing(Day with { OnTimeout = To(RouteKind.Number, "2148441111") }), "Directory:Scripts:0:OnTimeout" },
        { "target by no trunk group", Ringing(Day with { OnTimeout = To(RouteKind.Number, "82,2148441111") }), "Directory:Scripts:0:OnTimeout" },
        { "target calls for help", Ringing(Day with { OnTimeout = To(RouteKind.Number, "9,112") }) with { TrunkGroups = [Group(1, true)] }, "Directory:Scripts:0:OnTimeout" },
        { "room with a PIN of letters", DirectoryData.Empty with { Rooms = [new ConferenceRoom("600", "Board", "abc")] }, "Directory:Rooms:0:Pin" },
        { "room's number twice", DirectoryData.Empty with { Rooms = [new ConferenceRoom("600", "Board"), new ConferenceRoom("600", "Other")] }, "Directory:Rooms:1:Number" },
        { "park place is a user's number", Users(User("701", "x")) with { ParkPlaces = new ParkPlaces([701, 702]) }, "Directory:ParkPlaces:Places" },
        { "emergency number is a user's", Users(User("112", "x")) with { EmergencyNumbers = ["112"] }, "Directory:EmergencyNumbers:0" },
        { "emergency number of letters", DirectoryData.Empty with { EmergencyNumbers = ["help"] }, "Directory:EmergencyNumbers:0" },
        { "feature codes that begin alike", Codes(new FeatureCodes { Park = "*1", Retrieve = "*11" }), "Directory:FeatureCodes:Retrieve" },
        { "feature code like an access code", Codes(new FeatureCodes { Conference = "91" }), "Directory:FeatureCodes:Conference" },
        { "feature code with a letter", Codes(new FeatureCodes { Park = "*p" }), "Directory:FeatureCodes:Park" },
        { "feature code that hides a user", Users(User("128", "x")) with { FeatureCodes = new FeatureCodes { Park = "12" } }, "Directory:FeatureCodes:Park" },
        { "overflow to no trunk group", DirectoryData.Empty with { TrunkGroups = [Group(1, true) with { Overflow = new(2) }] }, "Directory:TrunkGroups:0:Overflow" },
        { "overflow to itself", DirectoryData.Empty with { TrunkGroups = [Group(1, true) with { Overflow = new(1) }] }, "Directory:TrunkGroups:0:Overflow" },
        { "watched too often", Gateways(Gateway("a", 1) with { Watch = TimeSpan.FromMilliseconds(1) }), "Directory:Gateways:0:Watch" },
        { "codec twice", Gateways(Gateway("a", 1) with { Codecs = [VoiceCodec.Pcma, VoiceCodec.Pcma] }), "Directory:Gateways:0:Codecs:1" },
        { "number rule of letters", Gateways(Gateway("a", 1) with { NumbersIn = [new NumberRule("+x", "")] }), "Directory:Gateways:0:NumbersIn:0:Match" },
        { "number rule behind a wider one", Gateways(Gateway("a", 1) with { NumbersIn = [new NumberRule("+1", "1"), new NumberRule("+1972", "972")] }), "Directory:Gateways:0:NumbersIn:1:Match" },
        { "number rule for less digits than it matches", Gateways(Gateway("a", 1) with { NumbersOut = [new NumberRule("1972", "", 3)] }), "Directory:Gateways:0:NumbersOut:0:Digits" },
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
    public void Trunk_groups_that_overflow_in_a_round_are_named_one_and_all()
    {
        var data = DirectoryData.Empty with { TrunkGroups = [Group(1, true) with { Overflow = new(2) }, Group(2, false) with { Overflow = new(1) }, Group(3, false) with { Overflow = new(1) }] };
        Assert.Equal(["Directory:TrunkGroups:0:Overflow", "Directory:TrunkGroups:1:Overflow"], DirectoryIndex.Validate(data).Select(fault => fault.Path));
    }

    [Fact]
    public void A_menu_may_lead_back_where_a_digit_decides_and_users_may_stand_in_for_each_other()
    {
        var data = Ringing(
            User("1", "x") with { Statuses = [new Status("Out", false, To(RouteKind.Group, "sales"))] },
            Sales with { Overflow = To(RouteKind.Ivr, "day") },
            Day with { Menu = [new MenuChoice('1', To(RouteKind.Ivr, "day")), new MenuChoice('2', To(RouteKind.Group, "sales")), new MenuChoice('*', null)], OnTimeout = RouteTarget.Hangup });
        Assert.Empty(DirectoryIndex.Validate(data));
    }

    [Fact]
    public void Features_that_are_off_have_no_code_and_contradict_nothing() =>
        Assert.Empty(DirectoryIndex.Validate(Codes(new FeatureCodes { Park = "", Retrieve = "", Conference = "" })));

    [Fact]
    public void Default_park_places_and_emergency_numbers_give_way_to_numbers_that_are_somebodys()
    {
        var index = new DirectoryIndex(Users(User("705", "x"), User("112", "y")));
        Assert.Equal(19, index.ParkPlaces.Places.Length);
        Assert.Equal("705", Assert.IsType<UserExtension>(index.Extension("705")).User.Uid.Value);
        Assert.Equal(706, Assert.IsType<ParkExtension>(index.Extension("706")).Place);
        Assert.Equal(["911"], index.EmergencyNumbers);
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

    private static RingGroup Sales => new() { Name = "sales", Members = [new("1")] };

    private static Script Day => new() { Name = "day" };

    private static OpeningHours Weekday => new(Weekdays.Monday, TimeSpan.FromHours(8), TimeSpan.FromHours(17));

    private static DirectoryData Codes(FeatureCodes codes) => DirectoryData.Empty with { FeatureCodes = codes };

    private static DirectoryData Ringing(RingGroup group) => Ringing(User("1", "x"), group, Day);

    private static DirectoryData Ringing(Script script) => Ringing(User("1", "x"), Sales, script);

    private static DirectoryData Ringing(RingGroup group, Script script) => Ringing(User("1", "x"), group, script);

    private static DirectoryData Ringing(User user, RingGroup group, Script script) => DirectoryData.Empty with { Users = [user], Groups = [group], Scripts = [script] };

    private static RouteTarget To(RouteKind kind, string name) => new(kind, name);
}
