using System.Collections.Immutable;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Tests.Histories;

/// <summary>
/// A call in the naive model: a picture of it after every change, and nothing counted along. Figures are the sums over the pictures of how long each was true.
/// </summary>
internal sealed class ModelCall(int serial, int slot, DirectoryIndex directory, TimeSpan born)
{
    private int _ids;
    private readonly List<(TimeSpan At, Picture Shown)> _pictures = [(born, new Picture([], [], false, false, null))];

    public int Serial { get; } = serial;

    public int Slot { get; } = slot;

    public CallDirection Direction { get; private set; }

    public TimeSpan Began { get; private set; } = born;

    public string CallerName { get; private set; } = "";

    public string CallerNumber { get; private set; } = "";

    public string Dialled { get; private set; } = "";

    public bool IsOver { get; private set; }

    public Dictionary<string, int> Visits { get; } = [];

    public HashSet<string> InCall { get; } = [];

    /// <summary>The files of its recordings, in the order they began.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Something is told of it that changes no figure.</summary>
    public void Note(TimeSpan at) => Change(at, Now);

    /// <summary>One station takes another's place; between two users there is a moment when the one has left and the other has not come.</summary>
    public void Replace(TimeSpan at, ModelParty leaving, int joining, Action between)
    {
        if (leaving.Uid is not null && Known(joining).Uid == leaving.Uid)
        {
            Connect(at, joining);
            Leave(at, leaving);
            return;
        }

        Leave(at, leaving);
        between();
        Connect(at, joining);
    }

    public Picture Now => _pictures[^1].Shown;

    public TimeSpan LastChange => _pictures[^1].At;

    public bool IsOutside => Direction != CallDirection.Internal;

    public void Arrive(TimeSpan at, int line, string name, string number)
    {
        (Direction, CallerName, CallerNumber) = (CallDirection.Incoming, name, number);
        Change(at, Now.With(Like(new LineEndpoint(new LineNumber(line)), null, number, name) with { IsConnected = true, HasAnswered = true, Order = 1 }));
    }

    public void Offer(TimeSpan at, int station) => Ring(at, Known(station));

    public void Ring(TimeSpan at, ModelParty party) =>
        Change(at, Now.With(party with { IsRinging = true, Order = party.IsLine && party.Order == 0 ? Now.NextOrder : party.Order }));

    public void Connect(TimeSpan at, ModelParty party)
    {
        var connected = Now.With(party with { IsRinging = false, IsConnected = true, HasAnswered = true, Order = party.Order == 0 ? Now.NextOrder : party.Order });
        var answers = Direction == CallDirection.Incoming ? !party.IsLine : IsOutside && party.IsLine;
        var isBack = !connected.IsParked && party.Uid == connected.Parker;
        Change(at, connected with { IsAnswered = connected.IsAnswered || answers, Parker = isBack ? null : connected.Parker });
    }

    public void Connect(TimeSpan at, int station) => Connect(at, Known(station));

    public void Place(TimeSpan at, int line, string number)
    {
        var before = Now;
        if (!IsOutside)
        {
            (Direction, Began, Dialled) = (CallDirection.Outgoing, at, number);
            before = before with { Parties = before.Parties.RemoveAll(party => !party.IsPresent) };
        }
        else
        {
            before = before with { Parties = before.Parties.RemoveAll(party => party is { IsLine: true, IsPresent: false, HasAnswered: false } && party.Number == number) };
        }

        Change(at, before);
        Ring(at, Like(new LineEndpoint(new LineNumber(line)), null, number, ""));
    }

    public void Leave(TimeSpan at, ModelParty party) =>
        Change(at, Now.With(party with { IsRinging = false, IsConnected = false }) with { Holders = Now.Holders.Remove(party.Endpoint) });

    public void Hold(TimeSpan at, Endpoint by) => Change(at, Now with { Holders = Now.Holders.Add(by) });

    public void Resume(TimeSpan at, Endpoint by) => Change(at, Now with { Holders = Now.Holders.Remove(by) });

    public void Park(TimeSpan at, ModelParty by) => Change(at, Now with { IsParked = true, Parker = by.Uid });

    public void Retrieve(TimeSpan at, int by)
    {
        var isParkers = Known(by).Uid is { } uid && uid == Now.Parker;
        Change(at, Now with { IsParked = false, Parker = isParkers && Now.Find(new StationEndpoint(new StationNumber(by))) is not { IsConnected: true } ? Now.Parker : null });
    }

    /// <summary>Takes over who is in another call.</summary>
    public void Adopt(TimeSpan at, ModelCall other)
    {
        Change(at, Now with { IsParked = Now.IsParked || other.Now.IsParked, Parker = Now.Parker ?? other.Now.Parker });
        foreach (var theirs in other.Now.Parties.Where(party => party.IsPresent).OrderBy(party => party.Order == 0 ? int.MaxValue : party.Order))
        {
            var mine = Like(theirs.Endpoint, theirs.Uid, theirs.Number, theirs.Name);
            if (theirs.IsConnected && !mine.IsConnected) Connect(at, mine);
            else if (!mine.IsPresent) Ring(at, mine);
            if (other.Now.Holders.Contains(theirs.Endpoint)) Hold(at, theirs.Endpoint);
        }
    }

    public void End(TimeSpan at)
    {
        IsOver = true;
        Change(at, new Picture([.. Now.Parties.Select(party => party with { IsRinging = false, IsConnected = false })], [], Now.IsAnswered, false, null));
    }

    /// <summary>The record of a user who leaves at an instant.</summary>
    public string Record(string uid, int visit, TimeSpan at)
    {
        var parties = Now.Parties.Where(party => party.Order > 0).OrderBy(party => party.Order).Select(party => party.Record(
            Sum(at, picture => picture.Parties.Any(other => other.Id == party.Id && other.IsPresent)),
            Sum(at, picture => picture.Parties.Any(other => other.Id == party.Id && other.IsRinging))));
        var ring = Sum(at, picture => !picture.IsAnswered && picture.Parties.Any(party => party.IsRinging && party.IsLine == (Direction == CallDirection.Outgoing)));
        var hold = Sum(at, picture => picture.IsParked || !picture.Holders.IsEmpty);
        return Text(Serial, uid, visit, Direction, Began, at - Began, ring, hold, parties);
    }

    public static string Text(
        int serial, string uid, int visit, CallDirection direction, TimeSpan began, TimeSpan duration, TimeSpan ring, TimeSpan hold, IEnumerable<PartyRecord> parties) =>
        $"call {serial} of {uid}, visit {visit}: {direction} {began} {duration} ring {ring} hold {hold}\n  {string.Join("\n  ", parties)}";

    private TimeSpan Sum(TimeSpan until, Func<Picture, bool> holds)
    {
        var sum = TimeSpan.Zero;
        for (var i = 0; i < _pictures.Count; i++)
        {
            var from = _pictures[i].At > Began ? _pictures[i].At : Began;
            var to = i + 1 < _pictures.Count && _pictures[i + 1].At < until ? _pictures[i + 1].At : until;
            if (to > from && holds(_pictures[i].Shown)) sum += to - from;
        }

        return sum;
    }

    private ModelParty Known(int station)
    {
        var endpoint = new StationEndpoint(new StationNumber(station));
        var owner = directory.OwnerOf(endpoint.Station);
        return Now.Find(endpoint) ?? Like(endpoint, owner?.Uid.Value, owner?.Uid.Value ?? $"{station}", owner?.FullName ?? "");
    }

    private ModelParty Like(Endpoint endpoint, string? uid, string number, string name) =>
        Now.Find(endpoint) is { } known && (known.IsPresent || known.Number == number) ? known : new ModelParty(++_ids, endpoint, uid, number, name);

    private void Change(TimeSpan at, Picture shown) => _pictures.Add((at, shown));

    /// <summary>Everything there is to know of the call at one moment.</summary>
    internal sealed record Picture(ImmutableList<ModelParty> Parties, ImmutableHashSet<Endpoint> Holders, bool IsAnswered, bool IsParked, string? Parker)
    {
        public int NextOrder => Parties.Select(party => party.Order).DefaultIfEmpty(0).Max() + 1;

        public IEnumerable<string> Users => Parties.Where(party => party.IsPresent).Select(party => party.Uid).Append(Parker).OfType<string>().Distinct();

        public ModelParty? Find(Endpoint endpoint) => Parties.FindLast(party => party.Endpoint == endpoint);

        public Picture With(ModelParty party) => this with { Parties = Parties.RemoveAll(other => other.Id == party.Id).Add(party) };
    }
}
