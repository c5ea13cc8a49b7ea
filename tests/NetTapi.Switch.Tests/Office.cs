using System.Collections.Immutable;
using System.Net;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Phone;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;
using NetTapi.Testing;

namespace NetTapi.Switch.Tests;

/// <summary>A small office on the simulated loop: the switch, phones, and a carrier. Users 128 (one station), 107 (two) and 144; lines 1 to 3; numbers 9725551128 and so on.</summary>
public sealed class Office
{
    public static readonly IPEndPoint ServerAddress = new(IPAddress.Parse("10.0.0.1"), 5060);
    public static readonly IPEndPoint CarrierAddress = new(IPAddress.Parse("192.0.2.9"), 5090);

    private readonly List<UserAgent> _agents = [];
    private readonly List<Exception> _faults = [];
    private int _phones;

    public Office(ulong seed = 1, NetworkManners? manners = null, DirectoryData? directory = null, SwitchOptions? options = null, ISwitchObserver? observer = null, bool sound = false)
    {
        Loop = new SimulatedLoop(seed);
        Network = new SimulatedNetwork(Loop, manners ?? NetworkManners.Good);
        Media = new SimulatedMediaPlane(Loop, carriesSound: sound);
        Directory = new LiveDirectory(new DirectoryIndex(directory ?? StandardDirectory), new Dictionary<UserId, string>(), static (_, _) => { });
        var agent = Agent(ServerAddress);
        Switch = new BuiltInSwitch(Loop, agent, Media, Directory, observer ?? Facts, options ?? new SwitchOptions());
        Switch.Start();
        Carrier = new Carrier(Equip(CarrierAddress), ServerAddress);
    }

    public static DirectoryData StandardDirectory { get; } = new()
    {
        Statuses = [new Status("Available"), new Status("Lunch", Rings: false)],
        Users =
        [
            new User { Uid = new UserId("128"), Name = "ken", FirstName = "Ken", LastName = "Adams", Stations = [new StationNumber(128)] },
            new User { Uid = new UserId("107"), Name = "jim", FirstName = "Jim", LastName = "Bryant", Stations = [new StationNumber(107), new StationNumber(207)] },
            new User { Uid = new UserId("144"), Name = "eve", Stations = [new StationNumber(144)] },
        ],
        Stations = [.. new[] { 128, 107, 207, 144 }.Select(number => new Station(new StationNumber(number), $"{number}", $"secret{number}"))],
        Gateways =
        [
            new Gateway { Name = "carrier", Address = $"sip:{CarrierAddress}", AcceptFrom = [$"{CarrierAddress}"], Lines = [.. Lines(1, 3)] },
        ],
        TrunkGroups =
        [
            new TrunkGroup { Number = new TrunkGroupNumber(1), Default = true, Lines = [.. Lines(1, 3)] },
            new TrunkGroup { Number = new TrunkGroupNumber(2), Lines = [.. Lines(3, 3)] },
        ],
        Routes =
        [
            new Route("9725551128", new RouteTarget(RouteKind.User, "128")),
            new Route("9725551107", new RouteTarget(RouteKind.User, "107")),
            new Route("9725551144", new RouteTarget(RouteKind.User, "144")),
        ],
    };

    public SimulatedLoop Loop { get; }

    public SimulatedNetwork Network { get; }

    public SimulatedMediaPlane Media { get; }

    public LiveDirectory Directory { get; }

    public FactLog Facts { get; } = new();

    public BuiltInSwitch Switch { get; }

    public Carrier Carrier { get; }

    public static IEnumerable<LineNumber> Lines(int first, int last) => Enumerable.Range(first, last - first + 1).Select(line => new LineNumber(line));

    /// <summary>A phone that is registered, and answers at once where it is asked to if it obeys.</summary>
    public SoftPhone Phone(int station, AnswerScript? script = null, string? password = null, bool register = true, bool obeys = true)
    {
        var equipment = Equip(new IPEndPoint(IPAddress.Parse("10.0.1.1"), 6000 + ++_phones));
        var credentials = new DigestCredentials($"{station}", password ?? $"secret{station}");
        var phone = new SoftPhone(equipment, new SoftPhoneOptions($"{station}", ServerAddress) { Credentials = credentials, RegistrationExpiry = TimeSpan.FromHours(1), ObeysAutoAnswer = obeys });
        if (script is not null) phone.Script = _ => script;
        if (!register) return phone;
        phone.Register();
        Run(1);
        Assert.True(phone.IsRegistered);
        return phone;
    }

    /// <summary>Makes a user agent on the network.</summary>
    public UserAgent Agent(IPEndPoint address)
    {
        var agent = new UserAgent(Loop, new UserAgentOptions { Time = Loop.Time, OnFault = _faults.Add }, [Network.Attach(address)], new SimulatedResolver());
        agent.Start();
        _agents.Add(agent);
        return agent;
    }

    /// <summary>Makes what phones are made of.</summary>
    public PhoneEquipment Equip(IPEndPoint address) => new(Loop, Agent(address), Media, address);

    /// <summary>Lets seconds pass.</summary>
    public void Run(double seconds)
    {
        Loop.Run(TimeSpan.FromSeconds(seconds));
        Assert.Empty(_faults);
    }

    /// <summary>Lets everything end, and sees that nothing is left of it.</summary>
    public void AssertQuiet()
    {
        Run(120);
        Assert.Empty(_faults);
        Assert.Equal(default, Switch.Figures);
        Assert.Equal(0, Media.OpenLegs);
        Assert.All(_agents, agent => Assert.Equal((0, 0, 0), (agent.Figures.Transactions, agent.Figures.Dialogs, agent.Figures.Ringing)));
    }

    /// <summary>Asks for a click-to-dial.</summary>
    public List<DialOutcome> Dial(string uid, string number, int group = 1)
    {
        var outcomes = new List<DialOutcome>();
        var user = Directory.Current.User(uid)!;
        Loop.Post(() => Switch.Dial(new DialRequest(user.Uid, user.Stations, new TrunkGroupNumber(group), number), outcomes.Add));
        return outcomes;
    }
}
