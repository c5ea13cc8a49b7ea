using System.Collections.Frozen;
using System.Collections.Immutable;

namespace NetTapi.Telephony.Directory;

/// <summary>A directory with its lookups. Immutable; readable from any thread.</summary>
public sealed class DirectoryIndex
{
    private readonly FrozenDictionary<string, User> _byUid;
    private readonly FrozenDictionary<string, User> _byName;
    private readonly FrozenDictionary<StationNumber, Station> _stations;
    private readonly FrozenDictionary<string, Station> _bySipUser;
    private readonly FrozenDictionary<StationNumber, User> _owners;
    private readonly FrozenDictionary<LineNumber, Gateway> _gateways;
    private readonly FrozenDictionary<TrunkGroupNumber, TrunkGroup> _groups;
    private readonly FrozenDictionary<string, RouteTarget> _routes;
    private readonly FrozenDictionary<string, RingGroup> _ringGroups;
    private readonly FrozenDictionary<string, Script> _scripts;
    private readonly FrozenDictionary<string, Extension> _extensions;
    private readonly FrozenSet<string> _emergency;

    /// <summary>The park places of a directory that names none.</summary>
    public static readonly ImmutableArray<int> DefaultParkPlaces = [.. Enumerable.Range(701, 20)];

    /// <summary>The emergency numbers of a directory that names none.</summary>
    public static readonly ImmutableArray<string> DefaultEmergencyNumbers = ["112", "911"];

    /// <summary>Makes the lookups of a directory without faults.</summary>
    /// <exception cref="ArgumentException">The directory contradicts itself: see <see cref="Validate"/>.</exception>
    public DirectoryIndex(DirectoryData data)
    {
        if (Validate(data) is [var fault, ..]) throw new ArgumentException(fault.ToString(), nameof(data));
        Data = data;
        _byUid = data.Users.ToFrozenDictionary(user => user.Uid.Value);
        _byName = data.Users.ToFrozenDictionary(user => user.Name, StringComparer.OrdinalIgnoreCase);
        _stations = data.Stations.ToFrozenDictionary(station => station.Number);
        _bySipUser = data.Stations.ToFrozenDictionary(station => station.SipUser);
        _owners = data.Users.SelectMany(user => user.Stations.Select(station => (station, user))).ToFrozenDictionary(pair => pair.station, pair => pair.user);
        _gateways = data.Gateways.SelectMany(gateway => gateway.Lines.Select(line => (line, gateway))).ToFrozenDictionary(pair => pair.line, pair => pair.gateway);
        _groups = data.TrunkGroups.ToFrozenDictionary(group => group.Number);
        _routes = data.Routes.ToFrozenDictionary(route => WithoutPlus(route.Number), route => route.To);
        _ringGroups = data.Groups.ToFrozenDictionary(group => group.Name, StringComparer.OrdinalIgnoreCase);
        _scripts = data.Scripts.ToFrozenDictionary(script => script.Name, StringComparer.OrdinalIgnoreCase);
        var extensions = NumbersOf(data);
        ParkPlaces = data.ParkPlaces ?? new ParkPlaces([.. DefaultParkPlaces.Where(place => !extensions.ContainsKey(Text(place)))]);
        EmergencyNumbers = data.EmergencyNumbers ?? [.. DefaultEmergencyNumbers.Where(number => !extensions.ContainsKey(number))];
        foreach (var place in ParkPlaces.Places) extensions.Add(Text(place), new ParkExtension(place));
        _extensions = extensions.ToFrozenDictionary();
        _emergency = EmergencyNumbers.ToFrozenSet();
        DefaultTrunkGroup = data.TrunkGroups.FirstOrDefault(group => group.Default);
    }

    /// <summary>A directory with nothing in it.</summary>
    public static DirectoryIndex Empty { get; } = new(DirectoryData.Empty);

    /// <summary>What it was made from.</summary>
    public DirectoryData Data { get; }

    /// <summary>The trunk group of access code 9 (C1), or null.</summary>
    public TrunkGroup? DefaultTrunkGroup { get; }

    /// <summary>The park places in force.</summary>
    public ParkPlaces ParkPlaces { get; }

    /// <summary>The emergency numbers in force.</summary>
    public ImmutableArray<string> EmergencyNumbers { get; }

    /// <summary>Finds every contradiction, each with its key path; none: the directory is good.</summary>
    public static ImmutableArray<DirectoryFault> Validate(DirectoryData data) => DirectoryRules.Check(data);

    /// <summary>The user of a uid as the wire carries it, or null (C7).</summary>
    public User? User(string uid) => _byUid.GetValueOrDefault(uid);

    /// <summary>The user of a uid, or null.</summary>
    public User? User(UserId uid) => User(uid.Value);

    /// <summary>The user of a login name, without regard to case, or null (S3).</summary>
    public User? UserByName(string name) => _byName.GetValueOrDefault(name);

    /// <summary>A station, or null.</summary>
    public Station? Station(StationNumber number) => _stations.GetValueOrDefault(number);

    /// <summary>The station of a SIP user name, or null.</summary>
    public Station? StationBySipUser(string sipUser) => _bySipUser.GetValueOrDefault(sipUser);

    /// <summary>The user whose station it is, or null.</summary>
    public User? OwnerOf(StationNumber station) => _owners.GetValueOrDefault(station);

    /// <summary>The gateway of a line, or null.</summary>
    public Gateway? GatewayOf(LineNumber line) => _gateways.GetValueOrDefault(line);

    /// <summary>A trunk group, or null.</summary>
    public TrunkGroup? TrunkGroup(TrunkGroupNumber number) => _groups.GetValueOrDefault(number);

    /// <summary>Where an outside call to a number goes: its own route, else that of <c>*</c>, else null. A leading <c>+</c> does not matter.</summary>
    public RouteTarget? RouteOf(string dialled) => _routes.GetValueOrDefault(WithoutPlus(dialled)) ?? _routes.GetValueOrDefault("*");

    /// <summary>A group by name, without regard to case, or null.</summary>
    public RingGroup? Group(string name) => _ringGroups.GetValueOrDefault(name);

    /// <summary>A script by name, without regard to case, or null.</summary>
    public Script? Script(string name) => _scripts.GetValueOrDefault(name);

    /// <summary>A conference room by number, or null.</summary>
    public ConferenceRoom? Room(string number) => (Extension(number) as RoomExtension)?.Room;

    /// <summary>What a number dialled inside the house means, or null: neither access codes nor feature codes are extensions.</summary>
    public Extension? Extension(string dialled) => _extensions.GetValueOrDefault(dialled);

    /// <summary>Whether more digits behind these could make an extension of them; park places do not count, for they are not for callers.</summary>
    public bool HasLongerExtension(string digits) =>
        _extensions.Any(pair => pair.Value is not ParkExtension && pair.Key.Length > digits.Length && pair.Key.StartsWith(digits, StringComparison.Ordinal));

    /// <summary>Whether a number, as dialled, calls for help.</summary>
    public bool IsEmergency(string dialled) => _emergency.Contains(dialled);

    /// <summary>The status at a place among the system's and then the user's own, from 1, as <see cref="FeatureCodes.Status"/> counts them; null where there is none.</summary>
    public Status? StatusAt(User user, int place) => Data.Statuses.Concat(user.Statuses).ElementAtOrDefault(place - 1);

    /// <summary>A status by name, without regard to case: the user's own first, then the system's; null where there is none (C6).</summary>
    public Status? StatusOf(User user, string name) =>
        user.Statuses.Concat(Data.Statuses).FirstOrDefault(status => status.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A number as routes compare it.</summary>
    internal static string WithoutPlus(string number) => number.StartsWith('+') ? number[1..] : number;

    private static Dictionary<string, Extension> NumbersOf(DirectoryData data)
    {
        var extensions = new Dictionary<string, Extension>();
        foreach (var user in data.Users) extensions.Add(user.Uid.Value, new UserExtension(user));
        foreach (var group in data.Groups.Where(group => group.Number is not null)) extensions.Add(group.Number!, new GroupExtension(group));
        foreach (var script in data.Scripts.Where(script => script.Number is not null)) extensions.Add(script.Number!, new ScriptExtension(script));
        foreach (var room in data.Rooms) extensions.Add(room.Number, new RoomExtension(room));
        return extensions;
    }

    private static string Text(int place) => place.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
