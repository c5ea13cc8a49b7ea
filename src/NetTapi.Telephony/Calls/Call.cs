using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Telephony.Dialling;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Calls;

/// <summary>One call as the call book knows it: its parties, its clocks, who of the users is in it. Figures are derived, never counted along.</summary>
internal sealed class Call(CallKey key, Serial serial, Slot slot, DirectoryIndex directory, LoopInstant began)
{
    private readonly List<Party> _parties = [];
    private readonly OverlapClock _ringing = new();
    private readonly OverlapClock _held = new();
    private Recordings? _recordings;
    private int _order;
    private int _recordingsNamed;
    private bool _answered;

    /// <summary>What the switch calls it; another one after a merger.</summary>
    public CallKey Key { get; set; } = key;

    public Serial Serial { get; } = serial;

    public Slot Slot { get; } = slot;

    /// <summary>The directory of the moment the call was born: what a party is called does not change under it.</summary>
    public DirectoryIndex Directory { get; } = directory;

    public CallDirection Direction { get; private set; } = CallDirection.Internal;

    /// <summary>When it arrived on the line or its outside leg was sent (Q3); for an internal call, its birth.</summary>
    public LoopInstant Began { get; private set; } = began;

    public LineNumber? Line { get; private set; }

    public CallerId Caller { get; private set; } = CallerId.Unknown;

    public string Dialled { get; private set; } = "";

    public LoopInstant? Over { get; set; }

    /// <summary>Who parked it: it stays his until somebody else retrieves it or it ends.</summary>
    public UserId? Parker { get; private set; }

    /// <summary>The mark of the interests at its birth: those registered later yield nothing for it (N10).</summary>
    public long BornAt { get; init; }

    /// <summary>When it changed last.</summary>
    public LoopInstant Changed { get; set; } = began;

    /// <summary>Writes its row soon, where it has changed since it was written last.</summary>
    public LoopTimer? RowDue { get; set; }

    /// <summary>The facts told of it.</summary>
    public FactMemory Facts { get; } = new();

    /// <summary>The stays going on or closing, by user.</summary>
    public Dictionary<UserId, Stay> Stays { get; } = [];

    /// <summary>How many times each user has been in it.</summary>
    public Dictionary<UserId, int> Visits { get; } = [];

    /// <summary>Its recordings.</summary>
    public Recordings Recordings => _recordings ??= new Recordings(this);

    /// <summary>Stays whose record waits for a file to be closed, and those on disk that lack one still written; one a user.</summary>
    public Dictionary<UserId, StayClosing> Incomplete { get; } = [];

    /// <summary>What the phones of users do in it, as last counted.</summary>
    public Dictionary<UserId, LineState> LineStates { get; } = [];

    /// <summary>Everyone who is or was in it.</summary>
    public IReadOnlyList<Party> Parties => _parties;

    /// <summary>Stays whose record or end notice is still on its way; the slot waits for them (N7).</summary>
    public int Outstanding { get; set; }

    /// <summary>What happened, for the record.</summary>
    public Timeline Timeline { get; } = new(began);

    public bool IsOutside => Direction != CallDirection.Internal;

    public bool IsHeld => _held.IsRunning;

    /// <summary>Takes the line a call from outside came in on.</summary>
    public void Arrive(OutsideCallArrived arrived)
    {
        Direction = CallDirection.Incoming;
        Line = arrived.Line;
        Caller = arrived.Caller with { Number = OutsideNumber.Normalise(arrived.Caller.Number) };
        Dialled = arrived.Dialled;
        var party = PartyLike(new Party(new LineEndpoint(arrived.Line), Caller.Number, Caller.Name, null));
        party.Connect(arrived.At, ++_order);
    }

    /// <summary>Sends an outside leg. The first one makes an internal call an outgoing one and begins its time (Q3).</summary>
    /// <returns>Whether that is news.</returns>
    public bool Place(LinePlaced placed)
    {
        if (Find(new LineEndpoint(placed.Line)) is { IsPresent: true }) return false;
        if (!IsOutside) TurnOutgoing(placed);
        else GiveWay(placed);
        Ring(PartyLike(new Party(new LineEndpoint(placed.Line), placed.Number, "", null)), placed.At);
        return true;
    }

    /// <summary>Offers the call to a station.</summary>
    /// <returns>Its party, where that is news.</returns>
    public Party? Offer(StationNumber station, LoopInstant at)
    {
        var party = StationParty(station);
        if (party.IsPresent) return null;
        Ring(party, at);
        return party;
    }

    /// <summary>Connects a station.</summary>
    /// <returns>Its party, where that is news.</returns>
    public Party? Connect(StationNumber station, LoopInstant at)
    {
        var party = StationParty(station);
        if (party.IsConnected) return null;
        Connect(party, at);
        return party;
    }

    /// <summary>The far end of a line answered.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Connect(LineNumber line, LoopInstant at)
    {
        if (Find(new LineEndpoint(line)) is not { IsPresent: true, IsConnected: false } party) return false;
        Connect(party, at);
        return true;
    }

    /// <summary>A party is gone, and its hold with it.</summary>
    /// <returns>The party, if it was there.</returns>
    public Party? Leave(Endpoint endpoint, LoopInstant at)
    {
        if (Find(endpoint) is not { IsPresent: true } party) return null;
        party.Leave(at);
        if (endpoint is StationEndpoint station) Recordings.Close(station.Station);
        _ringing.End(party, at);
        _held.End(endpoint, at);
        return party;
    }

    /// <summary>A party that is there puts the call on hold.</summary>
    /// <returns>Whether the call is on hold by that and was not before.</returns>
    public bool Hold(Endpoint by, LoopInstant at) => Find(by) is { IsPresent: true } && ChangeHold(() => _held.Begin(by, at));

    /// <summary>A party takes it back.</summary>
    /// <returns>Whether the call was on hold and by that is no more.</returns>
    public bool Resume(Endpoint by, LoopInstant at) => ChangeHold(() => _held.End(by, at));

    /// <summary>Parks it: from now on it is the parker's, if his station is anyone's.</summary>
    /// <returns>Whether it was not on hold before.</returns>
    public bool Park(StationNumber parker, LoopInstant at)
    {
        Parker = UserAt(parker);
        return ChangeHold(() => _held.Begin(this, at));
    }

    /// <summary>Retrieves it. It stays the parker's where a station of his has it, or will be connected with it now.</summary>
    /// <returns>Whether it is no longer on hold by that.</returns>
    public bool Retrieve(StationNumber? by, LoopInstant at)
    {
        if (by is not { } station || UserAt(station) != Parker || Find(new StationEndpoint(station)) is { IsConnected: true }) Parker = null;
        return ChangeHold(() => _held.End(this, at));
    }

    /// <summary>The name of a station's next recording; the numbers go on through all of the call's users.</summary>
    public string NameRecording(StationNumber station) => $"{Serial}-{++_recordingsNamed}-{Directory.OwnerOf(station)?.Uid.Value ?? station.ToString()}";

    /// <summary>Whose a station is: as it was when it came into the call, perhaps by a merger, else as the call's own directory says.</summary>
    public UserId? UserAt(StationNumber station) => Find(new StationEndpoint(station)) is { } known ? known.User : Directory.OwnerOf(station)?.Uid;

    /// <summary>Whether a user has a station in it, or parked it.</summary>
    public bool HasUser(UserId user) => Parker == user || _parties.Any(party => party.IsPresent && party.User == user);

    /// <summary>The users who have a station in it now, and who parked it.</summary>
    public IEnumerable<UserId> Users() =>
        _parties.Where(party => party.IsPresent).Select(party => party.User).Append(Parker).OfType<UserId>().Distinct();

    /// <summary>The parties in it now, in the order they joined; those that only ring last.</summary>
    public IEnumerable<Party> PartiesPresent() =>
        _parties.Where(party => party.IsPresent).OrderBy(party => party.Order == 0 ? int.MaxValue : party.Order);

    /// <summary>Takes over the parties of a call that merges into this one, their holds, and that it is parked (N8).</summary>
    /// <returns>Those that are new to it.</returns>
    public ImmutableArray<Party> Adopt(Call other, LoopInstant at)
    {
        var moved = ImmutableArray.CreateBuilder<Party>();
        Recordings.Adopt(other.Recordings);
        if (other._held.IsRunningBy(other)) _held.Begin(this, at);
        Parker ??= other.Parker;
        foreach (var party in other.PartiesPresent())
        {
            var mine = PartyLike(party.Twin());
            if (other._held.IsRunningBy(party.Endpoint)) _held.Begin(party.Endpoint, at);
            if (mine.IsConnected || (mine.IsPresent && !party.IsConnected)) continue;
            if (party.IsConnected) Connect(mine, at);
            else Ring(mine, at);
            if (party.Endpoint is LineEndpoint line) Line ??= line.Line;
            moved.Add(mine);
        }

        return moved.DrainToImmutable();
    }

    /// <summary>Ends everything that goes on.</summary>
    public void End(LoopInstant at)
    {
        foreach (var party in _parties.Where(party => party.IsPresent)) party.Leave(at);
        _ringing.EndAll(at);
        _held.EndAll(at);
        Parker = null;
        Over = at;
    }

    /// <summary>The figures of a stay that ends at an instant (Q2–Q7), with all files begun by then.</summary>
    public StayRecord Figures(Stay stay, LoopInstant at) => new()
    {
        Serial = Serial,
        User = stay.User,
        Visit = stay.Visit,
        Watched = !stay.Watchers.IsEmpty,
        Direction = Direction,
        Began = Began.Utc,
        Left = at.Utc,
        Duration = at.Since(Began),
        RingTime = _ringing.Total(at),
        HoldTime = _held.Total(at),
        Parties = [.. PartiesJoined().Select(party => party.Record(at))],
        RecordingFiles = _recordings is null ? [] : [.. _recordings.All.Select(recording => recording.File)],
        Dialled = Direction == CallDirection.Incoming ? Dialled : "",
        CallerNumber = Caller.Number,
    };

    /// <summary>The call's own row, as it stands at an instant.</summary>
    public CallRecord Row(LoopInstant at) => new()
    {
        Serial = Serial,
        Key = Key,
        Direction = Direction,
        Began = Began.Utc,
        Ended = Incomplete.Count == 0 ? Over?.Utc : null,
        Line = Line,
        CallerName = Caller.Name,
        CallerNumber = Caller.Number,
        Dialled = Dialled,
        OpenStays = IsOutside ? OpenStays(at) : [],
        Timeline = Timeline.ToJson(),
    };

    /// <summary>What it is now, for a subscriber who comes in the middle.</summary>
    public CallSnapshot Snapshot() =>
        new(Serial, Slot, Direction, Began, Line, Caller, Dialled, IsHeld, [.. PartiesPresent().Select(party => new PresentParty(party.Endpoint, party.User, party.IsConnected))]);

    /// <summary>Everyone who was ever connected, and every line, in the order they joined.</summary>
    private List<Party> PartiesJoined()
    {
        var joined = _parties.FindAll(static party => party.Order > 0);
        joined.Sort(static (one, other) => one.Order.CompareTo(other.Order));
        return joined;
    }

    private ImmutableArray<StayRecord> OpenStays(LoopInstant at)
    {
        var open = ImmutableArray.CreateBuilder<StayRecord>(Incomplete.Count + Stays.Count);
        foreach (var closing in Incomplete.Values) open.Add(closing.Mended);
        foreach (var stay in Stays.Values)
            if (!stay.IsClosing) open.Add(Figures(stay, at));
        return open.DrainToImmutable();
    }

    private void TurnOutgoing(LinePlaced placed)
    {
        Direction = CallDirection.Outgoing;
        Began = placed.At;
        Line = placed.Line;
        Dialled = placed.Number;
        _held.Restart(placed.At);
        // Who was gone before the outside leg was sent had no part in the outside call.
        _parties.RemoveAll(party => !party.IsPresent);
        foreach (var party in _parties) party.Restart(placed.At);
    }

    /// <summary>A number that could not be reached by one line is tried by another: it is one party, at the line tried last. The call's own line is another only where that was the one.</summary>
    private void GiveWay(LinePlaced placed)
    {
        var failed = _parties.FindAll(party => party is { Endpoint: LineEndpoint, IsPresent: false, HasAnswered: false } && party.Number == placed.Number);
        if (failed.Exists(party => party.Endpoint is LineEndpoint line && line.Line == Line)) Line = placed.Line;
        _parties.RemoveAll(failed.Contains);
    }

    private void Ring(Party party, LoopInstant at)
    {
        party.Offer(at);
        // The line of a call is a party whether it answers or not, a station only once it has (Q5).
        if (party.Endpoint is LineEndpoint) party.Join(NextOrder(party));
        if (IsOutside && !_answered && IsCalled(party)) _ringing.Begin(party, at);
    }

    private void Connect(Party party, LoopInstant at)
    {
        party.Connect(at, NextOrder(party));
        // He has it again himself: from here on it is his by being in it.
        if (party.User == Parker && !_held.IsRunningBy(this)) Parker = null;
        if (!IsOutside || !IsCalled(party) || _answered) return;
        _answered = true;
        _ringing.EndAll(at);
    }

    /// <summary>Whether it is on the side that is called, whose ringing is the call's (Q4).</summary>
    private bool IsCalled(Party party) => Direction == CallDirection.Incoming ? party.Endpoint is StationEndpoint : party.Endpoint is LineEndpoint;

    private int NextOrder(Party party) => party.Order == 0 ? ++_order : party.Order;

    private bool ChangeHold(Action change)
    {
        var was = IsHeld;
        change();
        return was != IsHeld;
    }

    private Party StationParty(StationNumber station)
    {
        var endpoint = new StationEndpoint(station);
        if (Find(endpoint) is { } known) return known;
        var owner = Directory.OwnerOf(station);
        return PartyLike(new Party(endpoint, owner?.Uid.Value ?? station.ToString(), owner?.FullName ?? "", owner?.Uid));
    }

    /// <summary>The party there is, if it is there now or was the same one; else a new one: another number dialled on a line is somebody else.</summary>
    private Party PartyLike(Party party)
    {
        if (Find(party.Endpoint) is { } known && (known.IsPresent || known.Number == party.Number)) return known;
        _parties.Add(party);
        return party;
    }

    /// <summary>Who is at an endpoint, or was last.</summary>
    private Party? Find(Endpoint endpoint) => _parties.FindLast(party => party.Endpoint == endpoint);
}
