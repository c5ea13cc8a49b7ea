using NetTapi.Loop;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Notices;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;
using NetTapi.Telephony.Tests.Offices;

namespace NetTapi.Telephony.Tests.Histories;

/// <summary>A switch that does what a history's steps say, as far as it can be done, and tells it to the office under test and to the model alike.</summary>
internal sealed class World
{
    private static readonly int[] Stations = [107, 109, 128, 209, 300];
    private static readonly string[] Numbers = ["9728441111", "+4930", "911"];

    private static readonly (string Name, string Number, string Told)[] Callers =
        [("FACETCORP", "9729859901", "9729859901"), ("", "", ""), ("Joe", "+1 (214) 555", "+1214555"), ("Anon", "anonymous", "")];

    private static readonly DirectoryIndex[] Directories = [new(TestDirectory.Data), new(TestDirectory.Data with { Users = Swapped })];

    private readonly TestOffice _office;
    private readonly ModelOffice _model;
    private readonly Dictionary<ModelCall, CallKey> _keys = [];
    private readonly List<CallFact> _told = [];
    private readonly List<WorldRecording> _recordings = [];
    private readonly int[] _fileDelays;
    private int _files;
    private int _directory;

    public World(TestOffice office, ModelOffice model, int[] fileDelays)
    {
        _fileDelays = fileDelays;
        _office = office;
        _model = model;
        Watch(["107", "109", "128"], incoming: true, outgoing: true);
    }

    private static IEnumerable<User> SwappedUsers => TestDirectory.Data.Users.Select(user => user.Uid.Value switch
    {
        "107" => user with { LastName = "Married", Stations = [new(107), new(300)] },
        "109" => user with { Stations = [new(128)] },
        "128" => user with { Stations = [new(109), new(209)] },
        _ => user,
    });

    private static System.Collections.Immutable.ImmutableArray<User> Swapped => [.. SwappedUsers];

    private LoopInstant At => _office.Loop.Now;

    public void Do(Step step)
    {
        _office.Loop.Run(TimeSpan.FromMilliseconds(step.Wait));
        _office.Loop.Post(() => Choose(step));
        _office.Settle();
    }

    /// <summary>Ends all calls.</summary>
    public void EndAll()
    {
        foreach (var call in _model.Live.ToArray()) End(call);
        _office.Settle();
    }

    private void Choose(Step step)
    {
        ModelCall[] live = [.. _model.Live];
        if (step.What < 14) Arrive(step.Who);
        else if (step.What < 22) BeginInside(step.Who);
        else if (step.What is 98) Replace();
        else if (step.What is 97) Watch([[.. Users(step.Who)], [.. Users(step.Call)]], step.Who);
        else if (step.What is 96) Close(_model.Watchers[step.Who % _model.Watchers.Count]);
        else if (step.What is 95 or 94 && _told.Count > 0) _office.Book.Report(_told[((step.Who * 8) + step.Call) % _told.Count]);
        else if (live.Length > 0) Change(live[step.Call % live.Length], live, step);
    }

    private void Change(ModelCall call, ModelCall[] live, Step step)
    {
        Action<ModelCall, int> change = step.What switch
        {
            < 38 => Offer,
            < 52 => Answer,
            < 57 => ConnectStation,
            < 64 => Leave,
            < 66 => Replace,
            < 70 => Place,
            < 75 => Hold,
            < 79 => Resume,
            < 81 => Park,
            < 83 => Retrieve,
            < 85 => Record,
            < 86 => StopRecording,
            < 90 => (remaining, who) => Merge(remaining, live[who % live.Length]),
            _ => (over, _) => End(over),
        };
        change(call, step.Who);
    }

    private static IEnumerable<string> Users(int who) => new[] { "107", "109", "128" }.Where((_, i) => ((who >> i) & 1) == 1);

    private void Watch(string[][] uids, int who) => Watch([.. uids.SelectMany(some => some).Distinct()], who % 3 != 1, who % 3 != 2);

    private void Watch(string[] uids, bool incoming, bool outgoing)
    {
        var watcher = new TestWatcher();
        var types = (incoming ? CallTypes.IncomingOutside : CallTypes.None) | (outgoing ? CallTypes.OutgoingOutside : CallTypes.None);
        foreach (var uid in uids) _office.Interests.Add(watcher, new UserId(uid), types);
        _model.Watchers.Add(new ModelWatcher(watcher, uids, incoming, outgoing, _model.Calls.Count));
    }

    private void Close(ModelWatcher watcher)
    {
        watcher.IsOpen = watcher.Watcher.IsOpen = false;
        _office.Desk.Forget(watcher.Watcher);
    }

    private void Replace() => _office.Directory.Replace(Directories[_directory = 1 - _directory]);

    private void Arrive(int who)
    {
        if (FreeLine() is not { } line) return;
        var (name, number, told) = Callers[who % Callers.Length];
        var call = Begin();
        Tell(call, new OutsideCallArrived(_keys[call], At, new LineNumber(line), new CallerId(name, number), "9725551128"), at => call.Arrive(at, line, name, told));
    }

    private void BeginInside(int who)
    {
        var call = Begin();
        var station = Stations[who % Stations.Length];
        Tell(call, new StationCallBegan(_keys[call], At, new StationNumber(station)), at => call.Connect(at, station));
    }

    private ModelCall Begin()
    {
        var call = _model.Begin(At.Monotonic, Directories[_directory]);
        _keys[call] = new CallKey($"call {call.Serial}");
        return call;
    }

    private void Offer(ModelCall call, int who)
    {
        if (Absent(call, who) is { } station) Tell(call, new StationOffered(_keys[call], At, new StationNumber(station)), at => call.Offer(at, station));
    }

    private void Answer(ModelCall call, int who)
    {
        if (Pick(call.Now.Parties.Where(party => party.IsRinging), who) is not { } party) return;
        CallFact fact = party.IsLine ? new LineConnected(_keys[call], At, new LineNumber(party.Device)) : new StationConnected(_keys[call], At, new StationNumber(party.Device));
        Tell(call, fact, at => call.Connect(at, party));
    }

    private void ConnectStation(ModelCall call, int who)
    {
        if (Absent(call, who) is { } station) Tell(call, new StationConnected(_keys[call], At, new StationNumber(station)), at => call.Connect(at, station));
    }

    private void Leave(ModelCall call, int who)
    {
        if (Pick(call.Now.Parties.Where(party => party.IsPresent), who) is not { } party) return;
        CallFact fact = party.IsLine ? new LineLeft(_keys[call], At, new LineNumber(party.Device)) : new StationLeft(_keys[call], At, new StationNumber(party.Device));
        Tell(call, fact, at => call.Leave(at, party));
    }

    private void Replace(ModelCall call, int who)
    {
        if (Pick(call.Now.Parties.Where(party => party is { IsConnected: true, IsLine: false }), who) is not { } party || Absent(call, who) is not { } station) return;
        Tell(call, new StationReplaced(_keys[call], At, new StationNumber(party.Device), new StationNumber(station)), at => call.Replace(at, party, station, () => _model.Look(call, at)));
    }

    private void Record(ModelCall call, int who)
    {
        if (Pick(call.Now.Parties.Where(party => party is { IsConnected: true, IsLine: false }), who) is not { } party) return;
        var recording = new WorldRecording($"/r/{++_files}.wav", new StationNumber(party.Device)) { Call = call };
        _recordings.Add(recording);
        Tell(call, new RecordingStarted(_keys[call], At, recording.Station, recording.File), at =>
        {
            call.Files.Add(recording.File);
            call.Note(at);
        });
    }

    private void StopRecording(ModelCall call, int who)
    {
        if (_recordings.Find(recording => recording.Call == call && !recording.IsOver) is { } recording) Close(recording);
    }

    private void Close(WorldRecording recording)
    {
        recording.IsOver = true;
        _office.Loop.Schedule(TimeSpan.FromMilliseconds(_fileDelays[_files++ % _fileDelays.Length]), () =>
        {
            recording.IsClosed = true;
            if (!recording.Call.IsOver) recording.Call.Note(At.Monotonic);
            _office.Book.Report(new RecordingFinished(_keys[recording.Call], At, recording.Station, recording.File));
        });
    }

    private void Place(ModelCall call, int who)
    {
        if (FreeLine() is not { } line) return;
        var number = Numbers[who % Numbers.Length];
        Tell(call, new LinePlaced(_keys[call], At, new LineNumber(line), number), at => call.Place(at, line, number));
    }

    private void Hold(ModelCall call, int who)
    {
        if (Pick(call.Now.Parties.Where(party => party.IsConnected && !call.Now.Holders.Contains(party.Endpoint)), who) is not { } party) return;
        Tell(call, new PartyHeld(_keys[call], At, party.Endpoint), at => call.Hold(at, party.Endpoint));
    }

    private void Resume(ModelCall call, int who)
    {
        if (Pick(call.Now.Parties.Where(party => call.Now.Holders.Contains(party.Endpoint)), who) is not { } party) return;
        Tell(call, new PartyResumed(_keys[call], At, party.Endpoint), at => call.Resume(at, party.Endpoint));
    }

    private void Park(ModelCall call, int who)
    {
        if (call.Now.IsParked || Pick(call.Now.Parties.Where(party => party is { IsConnected: true, IsLine: false }), who) is not { } party) return;
        Tell(call, new CallParked(_keys[call], At, new StationNumber(party.Device)), at => call.Park(at, party));
    }

    private void Retrieve(ModelCall call, int who)
    {
        if (!call.Now.IsParked) return;
        var by = Stations[who % Stations.Length];
        Tell(call, new CallRetrieved(_keys[call], At, new StationNumber(by)), at => call.Retrieve(at, by));
        if (call.Now.Find(new StationEndpoint(new StationNumber(by))) is not { IsPresent: true })
            Tell(call, new StationConnected(_keys[call], At, new StationNumber(by)), at => call.Connect(at, by));
    }

    private void Merge(ModelCall remaining, ModelCall vanishing)
    {
        if (remaining == vanishing) return;
        var outranks = vanishing.IsOutside != remaining.IsOutside ? vanishing.IsOutside : vanishing.Serial < remaining.Serial;
        var (survivor, other) = outranks ? (vanishing, remaining) : (remaining, vanishing);
        var key = _keys[remaining];
        Tell(survivor, new CallsMerged(key, _keys[vanishing], At), at =>
        {
            survivor.Adopt(at, other);
            foreach (var recording in _recordings.Where(recording => recording.Call == other && !recording.IsClosed).OrderBy(recording => other.Files.IndexOf(recording.File)))
            {
                recording.Call = survivor;
                survivor.Files.Add(recording.File);
            }

            other.End(at);
            _model.LookAtMerger(survivor, other, at);
            _keys[survivor] = key;
        });
    }

    private void End(ModelCall call) => Tell(call, new CallOver(_keys[call], At), call.End);

    private void Tell(ModelCall call, CallFact fact, Action<TimeSpan> change)
    {
        // The same thing done again at the very same instant is the same fact told twice: no switch can do that, so neither can this one.
        if (_told.Contains(fact)) return;
        _told.Add(fact);
        change(At.Monotonic);
        _model.Look(call, At.Monotonic);
        _office.Book.Report(fact);
        foreach (var recording in _recordings.Where(recording => !recording.IsOver && recording.Call.Now.Find(new StationEndpoint(recording.Station)) is not { IsPresent: true }).ToArray()) Close(recording);
    }

    private int? FreeLine()
    {
        var taken = _model.Live.SelectMany(call => call.Now.Parties).Where(party => party is { IsLine: true, IsPresent: true }).Select(party => party.Device).ToHashSet();
        return Enumerable.Range(1, 8).Cast<int?>().FirstOrDefault(line => !taken.Contains(line!.Value));
    }

    private static int? Absent(ModelCall call, int who)
    {
        int[] absent = [.. Stations.Where(number => call.Now.Find(new StationEndpoint(new StationNumber(number))) is not { IsPresent: true })];
        return absent.Length == 0 ? null : absent[who % absent.Length];
    }

    private static ModelParty? Pick(IEnumerable<ModelParty> parties, int who)
    {
        ModelParty[] all = [.. parties.OrderBy(party => party.IsLine).ThenBy(party => party.Device)];
        return all.Length == 0 ? null : all[who % all.Length];
    }
}

/// <summary>A recording of a station's, in the call it is in now.</summary>
internal sealed class WorldRecording(string file, StationNumber station)
{
    public string File { get; } = file;

    public StationNumber Station { get; } = station;

    public required ModelCall Call { get; set; }

    /// <summary>Whether its file is being closed.</summary>
    public bool IsOver { get; set; }

    public bool IsClosed { get; set; }
}
