using System.Globalization;

namespace NetTapi.Telephony.Directory.Rules;

/// <summary>Rules of everything that can be dialled inside the house: no number means two things.</summary>
internal sealed class NumberingRules(DirectoryData data, DirectoryFaults faults)
{
    private readonly Dictionary<string, string> _owners = [];

    public void Check()
    {
        foreach (var user in data.Users) _owners.TryAdd(user.Uid.Value, $"user {user.Uid}");
        for (var i = 0; i < data.Groups.Length; i++) Claim($"Directory:Groups:{i}:Number", data.Groups[i].Number, $"group {data.Groups[i].Name}");
        for (var i = 0; i < data.Scripts.Length; i++) Claim($"Directory:Scripts:{i}:Number", data.Scripts[i].Number, $"script {data.Scripts[i].Name}");
        CheckRooms();
        CheckParkPlaces();
        CheckEmergencyNumbers();
        CheckFeatureCodes();
    }

    private void CheckRooms()
    {
        for (var i = 0; i < data.Rooms.Length; i++)
        {
            var room = data.Rooms[i];
            Claim($"Directory:Rooms:{i}:Number", room.Number, $"room {room.Number}");
            faults.Require(room.Pin is null || IsDigits(room.Pin), $"Directory:Rooms:{i}:Pin", "is not made of digits");
        }
    }

    private void CheckParkPlaces()
    {
        if (data.ParkPlaces is not { } park) return;
        faults.Require(park.CallBack is null || park.CallBack > TimeSpan.Zero, "Directory:ParkPlaces:CallBack", "is not a time");
        foreach (var place in park.Places) Claim("Directory:ParkPlaces:Places", place.ToString(CultureInfo.InvariantCulture), $"park place {place}");
    }

    private void CheckEmergencyNumbers()
    {
        if (data.EmergencyNumbers is not { } numbers) return;
        for (var i = 0; i < numbers.Length; i++) Claim($"Directory:EmergencyNumbers:{i}", numbers[i], $"emergency number {numbers[i]}");
    }

    private void CheckFeatureCodes()
    {
        var seen = new List<(string Key, string Code)>();
        foreach (var (key, code) in data.FeatureCodes.All().Where(feature => feature.Code.Length > 0))
        {
            var path = $"Directory:FeatureCodes:{key}";
            faults.Require(code.All(character => char.IsAsciiDigit(character) || character is '*' or '#'), path, $"\"{code}\" is not made of *, # and digits");
            faults.Require(code[0] is not ('8' or '9'), path, $"\"{code}\" begins like an access code");
            foreach (var (other, taken) in seen.Where(other => Overlap(other.Code, code))) faults.Add(path, $"\"{code}\" and \"{taken}\" of {other} begin alike");
            foreach (var number in _owners.Keys.Where(number => number.StartsWith(code, StringComparison.Ordinal)).Take(1)) faults.Add(path, $"\"{code}\" is the beginning of {number}, {_owners[number]}");
            seen.Add((key, code));
        }
    }

    private void Claim(string path, string? number, string who)
    {
        if (number is null) return;
        faults.Require(IsDigits(number), path, $"\"{number}\" is not made of digits");
        if (!_owners.TryAdd(number, who)) faults.Add(path, $"number {number} is that of {_owners[number]} already");
    }

    private static bool Overlap(string one, string other) => one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal);

    private static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
