namespace NetTapi.Telephony.Directory.Rules;

/// <summary>Rules of groups.</summary>
internal sealed class GroupRules(DirectoryData data, DirectoryFaults faults)
{
    public void Check()
    {
        faults.Unique("Directory:Groups", "Name", data.Groups, group => group.Name.ToUpperInvariant(), group => $"group {group.Name}");
        for (var i = 0; i < data.Groups.Length; i++) Check(data.Groups[i], $"Directory:Groups:{i}");
    }

    private void Check(RingGroup group, string path)
    {
        faults.Require(group.Name.Length > 0, $"{path}:Name", "is empty");
        faults.Require(!group.Members.IsEmpty, $"{path}:Members", "names nobody");
        faults.Require(group.RingTime > TimeSpan.Zero, $"{path}:RingTime", "is not a time");
        faults.Require(group.OverflowAfter is null || group.Overflow is not null, $"{path}:OverflowAfter", "is given without Overflow");
        faults.Require(group.OverflowAfter is null || group.OverflowAfter > TimeSpan.Zero, $"{path}:OverflowAfter", "is not a time");
        faults.Unique($"{path}:Members", "", group.Members, member => member, member => $"user {member}");
        var users = data.Users.Select(user => user.Uid).ToHashSet();
        for (var i = 0; i < group.Members.Length; i++) faults.Require(users.Contains(group.Members[i]), $"{path}:Members:{i}", $"there is no user {group.Members[i]}");
    }
}
