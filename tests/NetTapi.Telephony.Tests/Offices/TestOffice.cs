using NetTapi.Loop;
using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Notices;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Tests.Offices;

/// <summary>The whole domain on a simulated loop, with a disk, a sink and a switch that do as a test tells them.</summary>
internal sealed class TestOffice
{
    public static readonly Principal Ken = new(new UserId("128"), Privileges.Oper);
    public static readonly Principal Ann = new(new UserId("107"), Privileges.None);

    public TestOffice(TestStore? store = null, DirectoryData? directory = null, AccessPolicy policy = AccessPolicy.OwnOrPrivileged)
    {
        Store = store ?? new TestStore();
        Directory = new LiveDirectory(new DirectoryIndex(directory ?? TestDirectory.Data), new Dictionary<UserId, string>(), (user, status) => KeptStatuses.Add($"{user} {status}"));
        Book = new CallBook(Loop, Directory, Interests, Store, Sink, epoch: 7, Audit.OutOfSerials);
        Desk = new Desk(Loop, Directory, Book, Interests, Store, Switch, policy, Audit);
        Book.Start(() => IsReady = true);
        Settle();
    }

    public SimulatedLoop Loop { get; } = new(1);

    public TestStore Store { get; }

    public TestSink Sink { get; } = new();

    public TestSwitch Switch { get; } = new();

    public TestAudit Audit { get; } = new();

    public Interests Interests { get; } = new();

    public LiveDirectory Directory { get; }

    public CallBook Book { get; }

    public Desk Desk { get; }

    public bool IsReady { get; private set; }

    public List<string> KeptStatuses { get; } = [];

    /// <summary>A session that watches both types of calls of some users.</summary>
    public TestWatcher Watching(params string[] uids)
    {
        var watcher = new TestWatcher();
        foreach (var uid in uids) Interests.Add(watcher, new UserId(uid), CallTypes.IncomingOutside | CallTypes.OutgoingOutside);
        return watcher;
    }

    /// <summary>Reports facts, each when its time has come, and lets everything posted run.</summary>
    public void Report(params SwitchFact[] facts)
    {
        foreach (var fact in facts)
        {
            if (fact.At.Monotonic > Loop.Now.Monotonic) Loop.Run(fact.At.Monotonic - Loop.Now.Monotonic);
            Loop.Post(() => Book.Report(fact));
            Settle();
        }
    }

    /// <summary>Lets everything posted run; no time passes.</summary>
    public void Settle() => Loop.Run(TimeSpan.Zero);

    /// <summary>Lets the moment pass after which the row of a running call is written.</summary>
    public void WaitForRows() => Loop.Run(TimeSpan.FromMilliseconds(200));

    /// <summary>What an operator is told about a call.</summary>
    public CallInfoResult Info(int serial, string? uid = null, string? lastEnded = null, Principal? who = null)
    {
        CallInfoResult? result = null;
        Desk.CallInfo(who ?? Ken, new Serial(serial), uid, lastEnded is null ? null : new UserId(lastEnded), found => result = found);
        Settle();
        return result ?? throw new InvalidOperationException("The question was not answered.");
    }

    /// <summary>The record an operator is given of a call.</summary>
    public StayRecord Record(int serial, string uid) => Assert.IsType<CallCompleted>(Info(serial, uid)).Stay;
}
