using System.Net;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Phone;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Telephony;
using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Notices;
using NetTapi.Telephony.Switching;
using NetTapi.Testing;

namespace NetTapi.Switch.Tests.Simulation;

/// <summary>The whole house but for sockets: switch, call book, desk, a disk, sessions that watch, phones, and a carrier, in virtual time.</summary>
public sealed class WholeOffice : IAuditLog
{
    public static readonly IPEndPoint BackupAddress = new(IPAddress.Parse("198.51.100.7"), 5060);

    private readonly List<UserAgent> _agents = [];
    private readonly List<string> _violations = [];

    public WholeOffice(ulong seed)
    {
        Loop = new SimulatedLoop(seed);
        Network = new SimulatedNetwork(Loop, NetworkManners.Good);
        Media = new SimulatedMediaPlane(Loop, carriesSound: false);
        Store = new SimulatedStore(Loop);
        Directory = new LiveDirectory(new DirectoryIndex(Data), new Dictionary<UserId, string>(), static (_, _) => { });
        var sink = new AuditedSink(Loop) { Ending = AskForInformation };
        var interests = new Interests();
        Book = new CallBook(Loop, Directory, interests, Store, sink, 1, () => _violations.Add("out of serials"));
        Facts = new FactAuditor(Book);
        Switch = new BuiltInSwitch(Loop, Agent(Office.ServerAddress), Media, Directory, Facts, Options with { Journal = Journal });
        Switch.Start();
        Desk = new Desk(Loop, Directory, Book, interests, Store, Switch, AccessPolicy.Open, this);
        Book.Start(static () => { });
        Carrier = new Carrier(Equip(Office.CarrierAddress), Office.ServerAddress);
        Backup = new Carrier(Equip(BackupAddress), Office.ServerAddress);
        foreach (var station in Office.StandardDirectory.Stations) Phones.Add(MakePhone(station));
        _ = new EarAuditor(this);
        Loop.Run(TimeSpan.FromSeconds(5));
    }

    private static SwitchOptions Options => new()
    {
        RingTimeout = TimeSpan.FromSeconds(12),
        ParkCallBack = TimeSpan.FromSeconds(9),
        FeatureDigitTimeout = TimeSpan.FromSeconds(2),
        Recordings = new RecordingOptions { Directory = "/recordings" },
    };

    public SimulatedLoop Loop { get; }

    public SimulatedNetwork Network { get; }

    public SimulatedMediaPlane Media { get; }

    public SimulatedStore Store { get; }

    public LiveDirectory Directory { get; }

    public CallBook Book { get; }

    public FactAuditor Facts { get; }

    public BuiltInSwitch Switch { get; }

    public Desk Desk { get; }

    public Carrier Carrier { get; }

    /// <summary>The carrier of two more lines, which the default trunk group overflows to.</summary>
    public Carrier Backup { get; }

    public DayJournal Journal { get; } = new();

    public List<SoftPhone> Phones { get; } = [];

    public List<AuditedSession> Sessions { get; } = [];

    /// <summary>A house with every feature in it.</summary>
    public static DirectoryData Data { get; } = Office.StandardDirectory with
    {
        Statuses = [new Status("Available"), new Status("Lunch", Rings: false), new Status("Out", Rings: false, Forward: new RouteTarget(RouteKind.User, "144"))],
        Users =
        [
            .. Office.StandardDirectory.Users.Select(user => user.Uid.Value switch
            {
                "128" => user with { RecordAllCalls = true },
                "107" => user with { NoAnswer = new RouteTarget(RouteKind.Group, "sales"), RingTime = TimeSpan.FromSeconds(6) },
                _ => user,
            }),
        ],
        Groups =
        [
            new RingGroup { Name = "sales", Number = "500", Members = [new("128"), new("107"), new("144")] },
            new RingGroup
            {
                Name = "help", Number = "501", Members = [new("144"), new("128")], Order = RingOrder.Serial, RingTime = TimeSpan.FromSeconds(4), Overflow = new RouteTarget(RouteKind.Ivr, "day"),
            },
        ],
        Scripts =
        [
            new Script
            {
                Name = "day", Number = "502", DialByExtension = true, DigitTimeout = TimeSpan.FromSeconds(2), OnTimeout = new RouteTarget(RouteKind.User, "128"),
                Menu = [new MenuChoice('1', new RouteTarget(RouteKind.Group, "sales")), new MenuChoice('2', new RouteTarget(RouteKind.Number, "9,2148441111")), new MenuChoice('3', new RouteTarget(RouteKind.Room, "600"))],
            },
        ],
        Rooms = [new ConferenceRoom("600", "Board")],
        Gateways =
        [
            Office.StandardDirectory.Gateways[0] with { GenerateIncallDtmf = true, Watch = TimeSpan.FromSeconds(5) },
            new Gateway { Name = "backup", Address = $"sip:{BackupAddress}", AcceptFrom = [$"{BackupAddress}"], Lines = [.. Office.Lines(11, 12)] },
        ],
        TrunkGroups =
        [
            Office.StandardDirectory.TrunkGroups[0] with { Overflow = new TrunkGroupNumber(3) },
            Office.StandardDirectory.TrunkGroups[1],
            new TrunkGroup { Number = new TrunkGroupNumber(3), Lines = [.. Office.Lines(11, 12)] },
        ],
        EmergencyNumbers = ["112"],
        Routes = [.. Office.StandardDirectory.Routes, new Route("9725551100", new RouteTarget(RouteKind.Group, "help")), new Route("9725551199", new RouteTarget(RouteKind.Ivr, "day"))],
    };

    /// <summary>Who asks.</summary>
    public static Principal Operator { get; } = new(new UserId("128"), Privileges.Oper);

    /// <summary>A violation of a rule of the house.</summary>
    public void Violate(string what) => _violations.Add(what);

    /// <summary>What may be wrong at any moment: somebody sits in a call with nobody, and nothing on the way for him; or has hung up and is still in one.</summary>
    public void AuditCalls()
    {
        foreach (var call in Switch.Calls)
        {
            Expect(call.IsWorthGoingOn || call.Members is [{ IsAnswered: false }], $"{call.Key}: {(call.Members is [var forgotten, ..] ? forgotten.Endpoint : null)} is forgotten at {Loop.Now.Monotonic}");
            foreach (var leg in call.Members)
            {
                Expect(!leg.IsOver, $"{call.Key}: {leg.Endpoint} is gone, and still in it at {Loop.Now.Monotonic}");
                Expect(!call.HasActive(leg) || leg.Events == call, $"{call.Key}: {leg.Endpoint} is active, and elsewhere at {Loop.Now.Monotonic}");
            }
        }
    }

    /// <summary>All that is wrong once everything has come to rest.</summary>
    public IReadOnlyList<string> Audit()
    {
        _violations.AddRange(Facts.Violations);
        // There are five lines, and calls for help are not that many at once.
        Expect(!Journal.Kinds.ContainsKey(DayJournal.NoLine), DayJournal.NoLine);
        foreach (var session in Sessions) _violations.AddRange(session.IsOpen ? session.Auditor.Complete() : session.Auditor.Violations);
        Expect(Switch.Figures == default, $"{Switch.Figures}");
        Expect(Media.OpenLegs == 0, $"{Media.OpenLegs} media legs are open");
        Expect(Facts.Open == 0, $"{Facts.Open} calls are not over");
        Expect(Book is { Count: 0, SlotsTaken: 0 }, $"the book has {Book.Count} calls and {Book.SlotsTaken} slots taken");
        Expect(!Store.Open.Any(), $"call {Store.Open.FirstOrDefault()?.Serial} is open on disk");
        foreach (var (agent, index) in _agents.Select((agent, index) => (agent, index)))
        {
            Expect(agent.Figures is { Transactions: 0, Dialogs: 0, Ringing: 0 }, $"agent {index}: {agent.Figures}");
        }

        return _violations;
    }

    void IAuditLog.Asked(Principal who, string verb, UserId? uid, string outcome)
    {
        // Every outcome is right here; who gets which is the desk's own tests' matter.
    }

    void IAuditLog.OutOfSerials() => Violate("out of serials");

    void IAuditLog.ReadFailed(Exception fault) => Violate(fault.ToString());

    private void AskForInformation(EndNotice end) => Desk.CallInfo(Operator, end.Serial, end.User.Value, null, result =>
    {
        if (result is NoSuchCall) Violate($"Q10: the end of call {end.Serial} for {end.User} goes out and nothing is known of it");
    });

    private void Expect(bool holds, string what)
    {
        if (!holds) Violate(what);
    }

    private UserAgent Agent(IPEndPoint address)
    {
        var options = new UserAgentOptions { Time = Loop.Time, OnFault = fault => Violate(fault.ToString()) };
        var agent = new UserAgent(Loop, options, [Network.Attach(address)], new SimulatedResolver());
        agent.Start();
        _agents.Add(agent);
        return agent;
    }

    private PhoneEquipment Equip(IPEndPoint address) => new(Loop, Agent(address), Media, address);

    private SoftPhone MakePhone(Station station)
    {
        var equipment = Equip(new IPEndPoint(IPAddress.Parse("10.0.1.1"), 6000 + station.Number.Value));
        var options = new SoftPhoneOptions(station.SipUser, Office.ServerAddress)
        {
            Credentials = new DigestCredentials(station.SipUser, station.SipPassword),
            RegistrationExpiry = TimeSpan.FromHours(1),
        };
        var phone = new SoftPhone(equipment, options);
        phone.Register();
        return phone;
    }

}
