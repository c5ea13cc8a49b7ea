namespace NetTapi.Telephony.Directory.Rules;

/// <summary>Rules of gateways and trunk groups.</summary>
internal sealed class LineRules(DirectoryData data, DirectoryFaults faults)
{
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromSeconds(1);

    public void Check()
    {
        CheckGateways();
        CheckTrunkGroups();
        CheckRoutes();
    }

    private void CheckGateways()
    {
        faults.Unique("Directory:Gateways", "Name", data.Gateways, gateway => gateway.Name.ToUpperInvariant(), gateway => $"gateway {gateway.Name}");
        var owners = new Dictionary<LineNumber, string>();
        for (var i = 0; i < data.Gateways.Length; i++)
        {
            var gateway = data.Gateways[i];
            var path = $"Directory:Gateways:{i}";
            faults.Require(gateway.Name.Length > 0, $"{path}:Name", "is empty");
            faults.Require(gateway.Address.Length > 0, $"{path}:Address", "is empty");
            faults.Require(!gateway.Register || !string.IsNullOrEmpty(gateway.Username), $"{path}:Username", "is needed where Register is true");
            faults.Require(gateway.Watch == TimeSpan.Zero || gateway.Watch >= ShortestWatch, $"{path}:Watch", "is shorter than a second");
            faults.Unique($"{path}:Codecs", "", gateway.Codecs, codec => codec, codec => $"{codec}".ToUpperInvariant());
            new RewriteRules(faults).Check($"{path}:NumbersIn", gateway.NumbersIn);
            new RewriteRules(faults).Check($"{path}:NumbersOut", gateway.NumbersOut);
            foreach (var line in gateway.Lines)
            {
                if (!owners.TryAdd(line, gateway.Name)) faults.Add($"{path}:Lines", $"line {line} belongs to gateway {owners[line]} already");
            }
        }
    }

    private void CheckTrunkGroups()
    {
        faults.Unique("Directory:TrunkGroups", "Number", data.TrunkGroups, group => group.Number, group => $"trunk group {group.Number}");
        var lines = data.Gateways.SelectMany(gateway => gateway.Lines).ToHashSet();
        var seenDefault = false;
        for (var i = 0; i < data.TrunkGroups.Length; i++)
        {
            var group = data.TrunkGroups[i];
            var path = $"Directory:TrunkGroups:{i}";
            faults.Require(group.Number.Value is >= 0 and <= 9, $"{path}:Number", "is not one digit");
            faults.Require(!(group.Default && seenDefault), $"{path}:Default", "another trunk group is the default already");
            seenDefault |= group.Default;
            foreach (var line in group.Lines) faults.Require(lines.Contains(line), $"{path}:Lines", $"no gateway has line {line}");
            CheckOverflow(group, $"{path}:Overflow");
        }
    }

    private void CheckOverflow(TrunkGroup group, string path)
    {
        if (group.Overflow is not { } overflow) return;
        var groups = data.TrunkGroups.DistinctBy(other => other.Number).ToDictionary(other => other.Number);
        faults.Require(groups.ContainsKey(overflow), path, $"there is no trunk group {overflow}");
        var seen = new HashSet<TrunkGroupNumber>();
        for (TrunkGroupNumber? next = overflow; next is { } number && seen.Add(number); next = groups.GetValueOrDefault(number)?.Overflow)
        {
            if (number != group.Number) continue;
            faults.Add(path, $"leads back to trunk group {number}");
            return;
        }
    }

    private void CheckRoutes()
    {
        faults.Unique("Directory:Routes", "Number", data.Routes, route => DirectoryIndex.WithoutPlus(route.Number), route => $"number {route.Number}");
        for (var i = 0; i < data.Routes.Length; i++)
        {
            var number = data.Routes[i].Number;
            if (number.Length == 0) faults.Add($"Directory:Routes:{i}:Number", "is empty");
            else faults.Require(IsDialled(number), $"Directory:Routes:{i}:Number", $"\"{number}\" is not as numbers are compared: digits, perhaps with a + before them, or * alone");
        }
    }

    /// <summary>Whether a number dialled outside can be the same: punctuation is dropped from it before it is looked for. Rules may have put * and # in.</summary>
    private static bool IsDialled(string number) => DirectoryIndex.WithoutPlus(number) is { Length: > 0 } rest && rest.All(character => char.IsAsciiDigit(character) || character is '*' or '#');
}
