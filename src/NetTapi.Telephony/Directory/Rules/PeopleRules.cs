using System.Collections.Immutable;

namespace NetTapi.Telephony.Directory.Rules;

/// <summary>Rules of statuses, stations and users.</summary>
internal sealed class PeopleRules(DirectoryData data, DirectoryFaults faults)
{
    public void Check()
    {
        CheckStatuses("Directory:Statuses", data.Statuses);
        CheckStations();
        CheckUsers();
    }

    private void CheckStatuses(string path, ImmutableArray<Status> statuses)
    {
        for (var i = 0; i < statuses.Length; i++)
        {
            var status = statuses[i];
            faults.Require(status.Name.Length > 0, $"{path}:{i}:Name", "is empty");
            faults.Require(status.RingTime is null || status.Rings, $"{path}:{i}:RingTime", "is given where Rings is false");
            faults.Require(status.RingTime is null || status.RingTime > TimeSpan.Zero, $"{path}:{i}:RingTime", "is not a time");
        }

        faults.Unique(path, "Name", statuses, status => status.Name.ToUpperInvariant(), status => $"status {status.Name}");
    }

    private void CheckStations()
    {
        for (var i = 0; i < data.Stations.Length; i++)
        {
            faults.Require(data.Stations[i].Number.Value > 0, $"Directory:Stations:{i}:Number", "is not a number from 1 up");
            faults.Require(data.Stations[i].SipUser.Length > 0, $"Directory:Stations:{i}:SipUser", "is empty");
        }

        faults.Unique("Directory:Stations", "Number", data.Stations, station => station.Number, station => $"station {station.Number}");
        faults.Unique("Directory:Stations", "SipUser", data.Stations, station => station.SipUser, station => $"SIP user {station.SipUser}");
    }

    private void CheckUsers()
    {
        faults.Unique("Directory:Users", "Uid", data.Users, user => user.Uid, user => $"uid {user.Uid}");
        faults.Unique("Directory:Users", "Name", data.Users, user => user.Name.ToUpperInvariant(), user => $"name {user.Name}");
        var stations = data.Stations.Select(station => station.Number).ToHashSet();
        var owners = new Dictionary<StationNumber, UserId>();
        for (var i = 0; i < data.Users.Length; i++)
        {
            var user = data.Users[i];
            var path = $"Directory:Users:{i}";
            faults.Require(user.Uid.Value.Length > 0 && user.Uid.Value.All(char.IsAsciiDigit), $"{path}:Uid", $"\"{user.Uid}\" is not made of digits");
            faults.Require(user.Name.Length > 0, $"{path}:Name", "is empty");
            faults.Require(user.RingTime is null || user.RingTime > TimeSpan.Zero, $"{path}:RingTime", "is not a time");
            CheckStatuses($"{path}:Statuses", user.Statuses);
            for (var s = 0; s < user.Stations.Length; s++) CheckOwner(user, user.Stations[s], $"{path}:Stations:{s}", stations, owners);
        }
    }

    private void CheckOwner(User user, StationNumber station, string path, HashSet<StationNumber> stations, Dictionary<StationNumber, UserId> owners)
    {
        faults.Require(stations.Contains(station), path, $"there is no station {station}");
        if (!owners.TryAdd(station, user.Uid)) faults.Add(path, $"station {station} belongs to user {owners[station]} already");
    }
}
