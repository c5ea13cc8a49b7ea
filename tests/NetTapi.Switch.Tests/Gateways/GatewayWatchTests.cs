using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Tests.Gateways;

/// <summary>Gateways that are watched by OPTIONS, and those that want us registered: down ones are skipped.</summary>
public class GatewayWatchTests
{
    private static readonly Func<Gateway, Gateway> Watched = gateway => gateway with { Watch = TimeSpan.FromSeconds(10) };

    [Fact]
    public void A_gateway_is_down_after_two_misses_and_up_at_the_first_answer_and_each_is_told_once()
    {
        var office = new LineOffice(Watched);
        office.Office.Run(30);
        Assert.Equal(["carrier up: it answers OPTIONS, 200"], office.Journal.Words);
        office.Silence();
        office.Office.Run(9);
        Assert.Single(office.Journal.Words);
        office.Office.Run(3);
        Assert.Equal(["carrier down: it does not answer OPTIONS"], office.Journal.Words[1..]);
        Assert.Equal(1, office.Office.Switch.Figures.GatewaysDown);
        office.Office.Run(60);
        Assert.Equal(2, office.Journal.Words.Count);
        office.Restore();
        office.Office.Run(15);
        Assert.Equal(["carrier up: it answers OPTIONS, 200"], office.Journal.Words[2..]);
        office.AssertQuiet();
        Assert.Equal("carrier forgotten", office.Journal.Words[^1]);
    }

    [Fact]
    public void Lines_of_a_gateway_that_is_down_are_skipped_and_taken_again_when_it_is_back()
    {
        var office = new LineOffice(Watched);
        var phone = office.Office.Phone(128);
        office.Silence();
        office.Office.Run(30);
        office.Call(phone, "92148441111").HangUp();
        office.Restore();
        office.Office.Run(15);
        office.Call(phone, "92148441111").HangUp();
        office.Office.Run(1);
        Assert.Equal(["placed L11 2148441111", "placed L1 2148441111"], office.Office.Facts.Words.Where(words => words.StartsWith("placed", StringComparison.Ordinal)));
        office.AssertQuiet();
    }

    [Fact]
    public void Where_all_are_down_the_caller_is_told_at_once_and_a_call_is_still_taken_from_there()
    {
        var office = new LineOffice(Watched, directory: data => data with { TrunkGroups = [data.TrunkGroups[0] with { Overflow = null }] });
        office.Carrier.Equipment.Agent.Handle(SipMethods.Options, new Answering(503));
        var phone = office.Office.Phone(128);
        office.Office.Run(30);
        Assert.Equal(["carrier down: it answers OPTIONS with 503"], office.Journal.Words);
        Assert.Equal(503, office.Call(phone, "92148441111").Status);
        Assert.Null(office.Carrier.LastCall);
        office.Carrier.Call("9725551128", new OutsideCaller("9729859901"), patience: TimeSpan.FromSeconds(3));
        office.Office.Run(1);
        Assert.Equal("offered 128", office.Office.Facts.Words[^1]);
        office.AssertQuiet();
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(405, true)]
    [InlineData(500, true)]
    [InlineData(501, true)]
    [InlineData(408, false)]
    [InlineData(502, false)]
    [InlineData(503, false)]
    [InlineData(504, false)]
    public void Whatever_it_says_of_OPTIONS_it_works_unless_it_says_that_it_does_not(int status, bool isUp)
    {
        var office = new LineOffice(Watched);
        office.Carrier.Equipment.Agent.Handle(SipMethods.Options, new Answering(status));
        office.Office.Run(30);
        Assert.Equal(isUp ? $"carrier up: it answers OPTIONS, {status}" : $"carrier down: it answers OPTIONS with {status}", Assert.Single(office.Journal.Words));
        office.AssertQuiet();
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    [InlineData(4UL)]
    public void A_bad_network_does_not_take_a_gateway_down(ulong seed)
    {
        var office = new LineOffice(Watched, seed: seed, manners: new() { Loss = 20, Doubles = 10, Delay = TimeSpan.FromMilliseconds(50), Jitter = TimeSpan.FromMilliseconds(150) });
        office.Office.Run(3600);
        Assert.Equal(["carrier up: it answers OPTIONS, 200"], office.Journal.Words);
        office.Office.Network.Manners = Testing.NetworkManners.Good;
        office.AssertQuiet();
    }

    [Fact]
    public void A_gateway_no_longer_watched_counts_as_there()
    {
        var office = new LineOffice(Watched);
        var phone = office.Office.Phone(128);
        office.Silence();
        office.Office.Run(30);
        var data = office.Office.Directory.Current.Data;
        office.Office.Loop.Post(() => office.Office.Directory.Replace(new DirectoryIndex(data with { Gateways = [data.Gateways[0] with { Watch = TimeSpan.Zero }, data.Gateways[1]] })));
        office.Restore();
        office.Call(phone, "92148441111");
        Assert.Equal("placed L1 2148441111", office.Office.Facts.Words[^1]);
        Assert.Equal("carrier forgotten", office.Journal.Words[^1]);
        office.AssertQuiet();
    }

    [Fact]
    public void A_gateway_that_wants_us_registered_is_called_only_while_we_are()
    {
        var office = new LineOffice(gateway => gateway with { Register = true, Username = "acme", Password = "pass" });
        var registrar = new Answering(403);
        office.Carrier.Equipment.Agent.Handle(SipMethods.Register, registrar);
        var phone = office.Office.Phone(128);
        office.Office.Run(2);
        Assert.Equal(["carrier down: it does not register us: 403"], office.Journal.Words);
        office.Call(phone, "92148441111").HangUp();
        Assert.Equal("placed L11 2148441111", office.Office.Facts.Words[1]);
        registrar.Status = 200;
        office.Office.Run(60);
        Assert.Equal(["carrier up: it has us registered"], office.Journal.Words[1..]);
        office.Call(phone, "92148441111").HangUp();
        Assert.Contains("placed L1 2148441111", office.Office.Facts.Words);
        office.AssertQuiet();
    }

    /// <summary>"Can be called", said the log of one that answered OPTIONS and had not registered us yet, while no call went there.</summary>
    [Fact]
    public void A_gateway_that_answers_OPTIONS_is_not_said_to_be_up_before_we_are_registered_there()
    {
        var office = new LineOffice(gateway => gateway with { Register = true, Username = "acme", Password = "pass", Watch = TimeSpan.FromSeconds(10) });
        var registrar = new Holding();
        office.Carrier.Equipment.Agent.Handle(SipMethods.Register, registrar);
        var phone = office.Office.Phone(128);
        office.Office.Run(5);
        office.Call(phone, "92148441111").HangUp();
        Assert.Equal("placed L11 2148441111", office.Office.Facts.Words[1]);
        Assert.Empty(office.Journal.Words);
        registrar.Answer(200);
        office.Office.Run(5);
        Assert.Equal(["carrier up: it has us registered"], office.Journal.Words);
        Assert.Equal(0, office.Office.Switch.Figures.GatewaysDown);
        office.AssertQuiet();
    }

    /// <summary>It went on to say "does not answer OPTIONS" of a gateway that did, and only refused to register us.</summary>
    [Fact]
    public void A_gateway_that_stays_down_for_another_reason_is_told_of_with_that()
    {
        var office = new LineOffice(gateway => gateway with { Register = true, Username = "acme", Password = "pass", Watch = TimeSpan.FromSeconds(10) });
        var (options, registrar) = (new Answering(503), new Answering(403));
        office.Carrier.Equipment.Agent.Handle(SipMethods.Options, options);
        office.Carrier.Equipment.Agent.Handle(SipMethods.Register, registrar);
        office.Office.Run(30);
        options.Status = 200;
        office.Office.Run(30);
        registrar.Status = 200;
        office.Office.Run(60);
        Assert.Equal(
            [
                "carrier down: it does not register us: 403",
                "carrier down: it answers OPTIONS with 503, and it does not register us: 403",
                "carrier down: it does not register us: 403",
                "carrier up: it has us registered",
            ],
            office.Journal.Words);
        office.AssertQuiet();
    }

    [Fact]
    public void A_gateway_that_is_no_longer_watched_is_up_for_the_journal_too_where_we_are_registered()
    {
        var office = new LineOffice(gateway => gateway with { Register = true, Username = "acme", Password = "pass", Watch = TimeSpan.FromSeconds(10) });
        office.Carrier.Equipment.Agent.Handle(SipMethods.Options, new Answering(503));
        office.Carrier.Equipment.Agent.Handle(SipMethods.Register, new Answering(200));
        office.Office.Run(30);
        var data = office.Office.Directory.Current.Data;
        office.Office.Loop.Post(() => office.Office.Directory.Replace(new DirectoryIndex(data with { Gateways = [data.Gateways[0] with { Watch = TimeSpan.Zero }, data.Gateways[1]] })));
        office.Office.Run(1);
        Assert.Equal(["carrier up: it has us registered", "carrier down: it answers OPTIONS with 503", "carrier up: it is not watched any more"], office.Journal.Words);
        office.AssertQuiet();
    }

    [Fact]
    public void A_registrar_whose_name_is_not_found_is_looked_for_again_and_again()
    {
        var office = new LineOffice(gateway => gateway with { Address = "sip:nowhere.example", Register = true, Username = "acme", Password = "pass" });
        office.Office.Run(300);
        Assert.Equal(["carrier down: its address is not found"], office.Journal.Words);
        office.AssertQuiet();
    }

    /// <summary>Answers no request before it is told to.</summary>
    private sealed class Holding : IRequestHandler
    {
        private readonly List<IncomingRequest> _held = [];

        public void OnRequest(IncomingRequest request) => _held.Add(request);

        public void Answer(int status)
        {
            foreach (var request in _held) request.Respond(SipResponse.For(request.Request, status, null, "tag"));
            _held.Clear();
        }
    }

    /// <summary>Answers every request with one status.</summary>
    private sealed class Answering(int status) : IRequestHandler
    {
        public int Status { get; set; } = status;

        public void OnRequest(IncomingRequest request) => request.Respond(SipResponse.For(request.Request, Status, null, "tag"));
    }
}
