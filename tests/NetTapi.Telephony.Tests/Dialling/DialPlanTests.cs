using NetTapi.Telephony.Dialling;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Tests.Offices;
using NetTapi.Testing;

namespace NetTapi.Telephony.Tests.Dialling;

public class DialPlanTests
{
    private static readonly DirectoryIndex Office = new(TestDirectory.Data with
    {
        Users = [.. TestDirectory.Data.Users, new User { Uid = new UserId("9555"), Name = "nina", NoAnswer = new RouteTarget(RouteKind.Group, "sales") }],
        Groups = [new RingGroup { Name = "sales", Number = "600", Members = [new("107"), new("109")], Order = RingOrder.Serial, Overflow = new RouteTarget(RouteKind.Ivr, "day"), OverflowAfter = TimeSpan.FromSeconds(40) }],
        Scripts = [new Script { Name = "day", Number = "610", Menu = [new MenuChoice('1', new RouteTarget(RouteKind.User, "128")), new MenuChoice('*', null)] }],
        Rooms = [new ConferenceRoom("620", "Board", "4711")],
        Gateways =
        [
            new Gateway { Name = "carrier", Address = "sip:127.0.0.1:5090", Lines = [new(1), new(2)], NumbersIn = [new("+1", "1"), new("+972", "972")], NumbersOut = [new("", "+1", 10)] },
            new Gateway { Name = "backup", Address = "sip:127.0.0.1:5091", Lines = [new(3)] },
        ],
        TrunkGroups =
        [
            new TrunkGroup { Number = new(1), Default = true, Lines = [new(1), new(2)], Pick = LinePick.LeastRecentlyUsed, Overflow = new(2) },
            new TrunkGroup { Number = new(2), Lines = [new(3)], Pick = LinePick.Descending },
        ],
        Routes = [new Route("9725551128", new RouteTarget(RouteKind.User, "128")), new Route("9725551100", new RouteTarget(RouteKind.Number, "82,2148441111")), new Route("*", RouteTarget.Hangup)],
    });

    private static readonly User Ann = Office.User("107")!;

    public static TheoryData<string, string[]> Dialled => new()
    {
        { "128", ["user 128, Ken Adams, at station 128, unless his status says otherwise"] },
        { "109", ["user 109, Bob, at stations 109, 209, unless his status says otherwise"] },
        { "9555", ["user 9555, nina, who has no station, unless his status says otherwise", "unanswered: group:sales"] },
        { "600", ["group sales, one after the other: 107, 109", "unanswered for 00:00:40: ivr:day"] },
        { "610", ["auto-attendant day", "1: user:128", "*: repeat"] },
        { "620", ["conference room 620, Board, behind a PIN"] },
        { "701", ["park place 701: the call parked there is retrieved"] },
        { "*70", ["feature code *70: Park"] },
        { "*70705", ["feature code *70: Park 705"] },
        { "*71705", ["feature code *71: Retrieve 705"] },
        { "*752", ["feature code *75: Status 2, Lunch"] },
        { "*753", ["feature code *75: Status 3, On site"] },
        {
            "9,2148441111",
            [
                "access code 9: 2148441111 by trunk group 1", "trunk group 1: the one free for longest of lines 1, 2 of gateway carrier",
                "NumbersOut:0 of gateway carrier makes it +12148441111, sent to sip:127.0.0.1:5090", "trunk group 2: line 3 of gateway backup",
                "no rule of gateway backup changes it: 2148441111, sent to sip:127.0.0.1:5091",
            ]
        },
        { "82411", ["access code 82: 411 by trunk group 2", "trunk group 2: line 3 of gateway backup", "no rule of gateway backup changes it: 411, sent to sip:127.0.0.1:5091"] },
    };

    public static TheoryData<string, string> Nowhere => new()
    {
        { "555", "555 is no extension, no emergency number, no feature code, and no access code with a number" },
        { "", " is no extension, no emergency number, no feature code, and no access code with a number" },
        { "83411", "access code 83, but there is no trunk group 3" },
        { "*74", "feature code *74: Conference, which works only in a call" },
        { "*71128", "feature code *71: Retrieve, but \"128\" is no park place" },
        { "*759", "feature code *75: Status, but \"9\" is no place among the statuses" },
    };

    [Theory]
    [MemberData(nameof(Dialled))]
    public void A_number_is_explained_step_by_step(string dialled, string[] steps)
    {
        var result = DialPlan.FromInside(Office, Ann, dialled);
        Assert.Equal(steps, result.Steps);
        Assert.NotNull(result.Destination);
        Assert.Equal(result.Destination, DialPlan.Find(Office, Ann, dialled));
    }

    [Theory]
    [MemberData(nameof(Nowhere))]
    public void What_leads_nowhere_says_why(string dialled, string why)
    {
        var result = DialPlan.FromInside(Office, Ann, dialled);
        Assert.Equal([why], result.Steps);
        Assert.Null(result.Destination);
        Assert.Null(DialPlan.Find(Office, Ann, dialled));
    }

    [Theory]
    [InlineData("112")]
    [InlineData("9,112")]
    [InlineData("89911")]
    [InlineData("911")]
    public void Who_calls_for_help_needs_no_access_code_gets_any_line_and_no_rule_touches_the_number(string dialled)
    {
        var outside = Assert.IsType<OutsideDestination>(DialPlan.FromInside(Office, Ann, dialled).Destination);
        Assert.True(outside.IsEmergency);
        var ways = DialPlan.WaysTo(Office, outside.Group, outside.Number);
        Assert.Equal([1, 2], ways.Select(way => way.Group.Number.Value).Order());
        Assert.All(ways, way => Assert.Equal(outside.Number, way.Sent.Number));
    }

    [Fact]
    public void An_emergency_number_without_any_line_leads_nowhere() =>
        Assert.Null(DialPlan.FromInside(new DirectoryIndex(DirectoryData.Empty), null, "112").Destination);

    [Theory]
    [Requirement("N4")]
    [InlineData("+9725551128", "NumbersIn:1 of gateway carrier makes it 9725551128", "route 9725551128 to user:128", "user 128, Ken Adams, at station 128, unless his status says otherwise")]
    [InlineData("+19725551128", "NumbersIn:0 of gateway carrier makes it 19725551128", "route * to hangup: 19725551128 has none of its own", "the call is ended")]
    [InlineData("+4930", "no rule of gateway carrier changes it: +4930", "route * to hangup: +4930 has none of its own", "the call is ended")]
    public void A_number_from_outside_is_rewritten_before_it_is_routed(string dialled, params string[] steps)
    {
        var result = DialPlan.FromOutside(Office, Office.Data.Gateways[0], dialled);
        Assert.Equal(steps, result.Steps);
        Assert.IsType<RouteDestination>(result.Destination);
    }

    [Fact]
    public void A_route_to_an_outside_number_is_followed_to_its_lines() =>
        Assert.Equal("trunk group 2: line 3 of gateway backup", DialPlan.FromOutside(Office, Office.Data.Gateways[1], "9725551100").Steps[^2]);

    [Fact]
    public void Without_a_route_a_call_from_outside_leads_nowhere()
    {
        var result = DialPlan.FromOutside(new DirectoryIndex(Office.Data with { Routes = [] }), Office.Data.Gateways[1], "5551");
        Assert.Equal(["no rule of gateway backup changes it: 5551", "no route for 5551"], result.Steps);
        Assert.Null(result.Destination);
    }
}
