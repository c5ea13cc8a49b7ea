using System.Collections.Immutable;
using System.Globalization;

namespace NetTapi.Telephony.Directory;

/// <summary>What must hold between the parts of a directory. Every contradiction is found, not only the first.</summary>
internal sealed class DirectoryRules(DirectoryData data)
{
    private readonly ImmutableArray<DirectoryFault>.Builder _faults = ImmutableArray.CreateBuilder<DirectoryFault>();

    public ImmutableArray<DirectoryFault> Check()
    {
        CheckStatuses("Directory:Statuses", data.Statuses);
        CheckStations();
        CheckUsers();
        CheckGateways();
        CheckTrunkGroups();
        CheckRoutes();
        CheckExtensions();
        return _faults.ToImmutable();
    }

    private void CheckStatuses(string path, ImmutableArray<Status> statuses)
    {
        for (var i = 0; i < statuses.Length; i++) Require(statuses[i].Name.Length > 0, $"{path}:{i}:Name", "is empty");
        Unique(path, "Name", statuses, status => status.Name.ToUpperInvariant(), status => $"status {status.Name}");
    }

    private void CheckStations()
    {
        for (var i = 0; i < data.Stations.Length; i++)
        {
            Require(data.Stations[i].Number.Value > 0, $"Directory:Stations:{i}:Number", "is not a number from 1 up");
            Require(data.Stations[i].SipUser.Length > 0, $"Directory:Stations:{i}:SipUser", "is empty");
        }

        Unique("Directory:Stations", "Number", data.Stations, station => station.Number, station => $"station {station.Number}");
        Unique("Directory:Stations", "SipUser", data.Stations, station => station.SipUser, station => $"SIP user {station.SipUser}");
    }

    private void CheckUsers()
    {
        Unique("Directory:Users", "Uid", data.Users, user => user.Uid, user => $"uid {user.Uid}");
        Unique("Directory:Users", "Name", data.Users, user => user.Name.ToUpperInvariant(), user => $"name {user.Name}");
        var stations = data.Stations.Select(station => station.Number).ToHashSet();
        var owners = new Dictionary<StationNumber, UserId>();
        for (var i = 0; i < data.Users.Length; i++)
        {
            var user = data.Users[i];
            var path = $"Directory:Users:{i}";
            Require(user.Uid.Value.Length > 0 && user.Uid.Value.All(char.IsAsciiDigit), $"{path}:Uid", $"\"{user.Uid}\" is not made of digits");
            Require(user.Name.Length > 0, $"{path}:Name", "is empty");
            CheckStatuses($"{path}:Statuses", user.Statuses);
            for (var s = 0; s < user.Stations.Length; s++) CheckOwner(user, user.Stations[s], $"{path}:Stations:{s}", stations, owners);
        }
    }

    private void CheckOwner(User user, StationNumber station, string path, HashSet<StationNumber> stations, Dictionary<StationNumber, UserId> owners)
    {
        Require(stations.Contains(station), path, $"there is no station {station}");
        if (!owners.TryAdd(station, user.Uid)) Fault(path, $"station {station} belongs to user {owners[station]} already");
    }

    private void CheckGateways()
    {
        Unique("Directory:Gateways", "Name", data.Gateways, gateway => gateway.Name.ToUpperInvariant(), gateway => $"gateway {gateway.Name}");
        var owners = new Dictionary<LineNumber, string>();
        for (var i = 0; i < data.Gateways.Length; i++)
        {
            var gateway = data.Gateways[i];
            Require(gateway.Name.Length > 0, $"Directory:Gateways:{i}:Name", "is empty");
            Require(gateway.Address.Length > 0, $"Directory:Gateways:{i}:Address", "is empty");
            Require(!gateway.Register || !string.IsNullOrEmpty(gateway.Username), $"Directory:Gateways:{i}:Username", "is needed where Register is true");
            foreach (var line in gateway.Lines)
            {
                if (!owners.TryAdd(line, gateway.Name)) Fault($"Directory:Gateways:{i}:Lines", $"line {line} belongs to gateway {owners[line]} already");
            }
        }
    }

    private void CheckTrunkGroups()
    {
        Unique("Directory:TrunkGroups", "Number", data.TrunkGroups, group => group.Number, group => $"trunk group {group.Number}");
        var lines = data.Gateways.SelectMany(gateway => gateway.Lines).ToHashSet();
        var seenDefault = false;
        for (var i = 0; i < data.TrunkGroups.Length; i++)
        {
            var group = data.TrunkGroups[i];
            Require(group.Number.Value is >= 0 and <= 9, $"Directory:TrunkGroups:{i}:Number", "is not one digit");
            Require(!(group.Default && seenDefault), $"Directory:TrunkGroups:{i}:Default", "another trunk group is the default already");
            seenDefault |= group.Default;
            foreach (var line in group.Lines) Require(lines.Contains(line), $"Directory:TrunkGroups:{i}:Lines", $"no gateway has line {line}");
        }
    }

    private void CheckRoutes()
    {
        Unique("Directory:Routes", "Number", data.Routes, route => DirectoryIndex.WithoutPlus(route.Number), route => $"number {route.Number}");
        var users = data.Users.Select(user => user.Uid.Value).ToHashSet();
        for (var i = 0; i < data.Routes.Length; i++)
        {
            var (number, target) = data.Routes[i];
            Require(number.Length > 0, $"Directory:Routes:{i}:Number", "is empty");
            Require(target.Kind != RouteKind.User || users.Contains(target.Name), $"Directory:Routes:{i}:To", $"there is no user {target.Name}");
        }
    }

    private void CheckExtensions()
    {
        Unique("Directory:Groups", "Name", data.Groups, group => group.Name.ToUpperInvariant(), group => $"group {group.Name}");
        Unique("Directory:Scripts", "Name", data.Scripts, script => script.Name.ToUpperInvariant(), script => $"script {script.Name}");
        var owners = new Dictionary<string, string>();
        foreach (var user in data.Users) owners.TryAdd(user.Uid.Value, $"user {user.Uid}");
        for (var i = 0; i < data.Groups.Length; i++) Claim($"Directory:Groups:{i}:Number", data.Groups[i].Number, $"group {data.Groups[i].Name}");
        for (var i = 0; i < data.Scripts.Length; i++) Claim($"Directory:Scripts:{i}:Number", data.Scripts[i].Number, $"script {data.Scripts[i].Name}");
        for (var i = 0; i < data.Rooms.Length; i++) Claim($"Directory:Rooms:{i}:Number", data.Rooms[i].Number, $"room {data.Rooms[i].Name}");
        foreach (var place in data.ParkPlaces?.Places ?? []) Claim("Directory:ParkPlaces:Places", place.ToString(CultureInfo.InvariantCulture), "a park place");

        void Claim(string path, string? number, string who)
        {
            if (number is not null && !owners.TryAdd(number, who)) Fault(path, $"number {number} is that of {owners[number]} already");
        }
    }

    private void Unique<T, TKey>(string path, string key, ImmutableArray<T> items, Func<T, TKey> keyOf, Func<T, string> nameOf)
        where TKey : notnull
    {
        var seen = new HashSet<TKey>();
        for (var i = 0; i < items.Length; i++)
        {
            if (!seen.Add(keyOf(items[i]))) Fault($"{path}:{i}:{key}", $"{nameOf(items[i])} stands twice");
        }
    }

    private void Require(bool holds, string path, string message)
    {
        if (!holds) Fault(path, message);
    }

    private void Fault(string path, string message) => _faults.Add(new DirectoryFault(path, message));
}
