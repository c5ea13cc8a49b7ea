using NetTapi.Server.Sessions.Login;
using NetTapi.Telephony;
using NetTapi.Telephony.Records;
using NetTapi.Testing;

namespace NetTapi.Server.Tests.Sessions.Legacy;

[Collection(nameof(Sockets))]
public sealed class LegacyCallerIdTests
{
    private const string Question = "?<utapicid><uname=ken><dnis><state>";

    [Theory]
    [Requirement("L1")]
    [InlineData(Question, "+19729859901", "9725551128", "#<utapicid=ken><number=19729859901><dnis=9725551128><state=completed>")]
    [InlineData("?<UTAPICID><state><uname=KEN>", "9729859901", "9725551128", "#<utapicid=KEN><number=9729859901><state=completed>")]
    [InlineData("?<utapicid><uname=ken>", "9729859901", "9725551128", "#<utapicid=ken><number=9729859901>")]
    [InlineData(Question, "", "", "#<utapicid=ken><state=completed>")]
    public async Task The_latest_incoming_call_is_told(string question, string number, string dialled, string answer)
    {
        await using TestServer server = await StartAsync();
        server.Store.Latest = new LatestIncomingCall(new Serial(1), number, dialled, Active: false);
        using Peer peer = await server.ConnectAsync();
        await peer.AskAsync(question, answer);
    }

    [Fact]
    [Requirement("L2")]
    public async Task For_an_unknown_user_or_one_without_a_call_there_is_no_answer()
    {
        await using TestServer server = await StartAsync();
        foreach (string user in new[] { "ken", "nobody" })
        {
            using Peer peer = await server.ConnectAsync();
            await peer.SendAsync($"?<utapicid><uname={user}>", "?<call_info=1>");
            await peer.ExpectAsync("#<call_info=1><err=not connected>");
        }
    }

    [Fact]
    [Requirement("L1")]
    public async Task Only_the_first_message_of_a_connection_is_answered()
    {
        await using TestServer server = await StartAsync();
        server.Store.Latest = new LatestIncomingCall(new Serial(1), "9729859901", "9725551128", Active: false);
        using Peer peer = await server.ConnectAsync();
        await peer.SendAsync("?<call_info=1>", Question, "?<call_info=2>");
        await peer.ExpectAsync("#<call_info=1><err=not connected>", "#<call_info=2><err=not connected>");
    }

    [Fact]
    [Requirement("L2")]
    public async Task An_address_that_may_not_ask_gets_no_answer_and_the_connection_stays_as_it_is()
    {
        await using TestServer server = await TestServer.StartAsync();
        server.Store.Latest = new LatestIncomingCall(new Serial(1), "9729859901", "9725551128", Active: false);
        using Peer peer = await server.ConnectAsync();
        await peer.SendAsync(Question);
        await peer.LoginAsync("ken", "128", "oper,mgr,admin");
    }

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(options => options with { LegacyCallerIdFrom = NetworkList.Loopback });
}
