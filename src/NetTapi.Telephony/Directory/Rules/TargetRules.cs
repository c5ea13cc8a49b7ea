using System.Collections.Immutable;
using NetTapi.Telephony.Dialling;

namespace NetTapi.Telephony.Directory.Rules;

/// <summary>Rules of targets: each is there, and no call goes round for ever without anyone's deciding so.</summary>
internal sealed class TargetRules
{
    private readonly DirectoryData _data;
    private readonly DirectoryFaults _faults;
    private readonly HashSet<string> _users;
    private readonly HashSet<string> _groups;
    private readonly HashSet<string> _scripts;
    private readonly HashSet<string> _rooms;

    public TargetRules(DirectoryData data, DirectoryFaults faults)
    {
        _data = data;
        _faults = faults;
        _users = [.. data.Users.Select(user => user.Uid.Value)];
        _groups = data.Groups.Select(group => group.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _scripts = data.Scripts.Select(script => script.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _rooms = [.. data.Rooms.Select(room => room.Number)];
    }

    public void Check()
    {
        for (var i = 0; i < _data.Routes.Length; i++) CheckTarget($"Directory:Routes:{i}:To", _data.Routes[i].To);
        CheckStatuses("Directory:Statuses", _data.Statuses, null);
        for (var i = 0; i < _data.Users.Length; i++)
        {
            CheckTarget($"Directory:Users:{i}:NoAnswer", _data.Users[i].NoAnswer);
            CheckStatuses($"Directory:Users:{i}:Statuses", _data.Users[i].Statuses, _data.Users[i]);
        }

        for (var i = 0; i < _data.Groups.Length; i++) CheckTarget($"Directory:Groups:{i}:Overflow", _data.Groups[i].Overflow);
        for (var i = 0; i < _data.Scripts.Length; i++) CheckScript($"Directory:Scripts:{i}", _data.Scripts[i]);
        CheckLoops(Unanswered(), "nobody answers");
        CheckLoops(Closed(), "all is closed");
    }

    private void CheckStatuses(string path, ImmutableArray<Status> statuses, User? owner)
    {
        for (var i = 0; i < statuses.Length; i++)
        {
            CheckTarget($"{path}:{i}:Forward", statuses[i].Forward);
            var isSelf = owner is not null && statuses[i].Forward == new RouteTarget(RouteKind.User, owner.Uid.Value);
            _faults.Require(!isSelf, $"{path}:{i}:Forward", "leads back to the user himself");
        }
    }

    private void CheckScript(string path, Script script)
    {
        CheckTarget($"{path}:Closed", script.Closed);
        CheckTarget($"{path}:OnTimeout", script.OnTimeout);
        foreach (var choice in script.Menu) CheckTarget($"{path}:Menu:{choice.Digit}", choice.Target);
    }

    private void CheckTarget(string path, RouteTarget? target)
    {
        switch (target?.Kind)
        {
            case RouteKind.User:
                _faults.Require(_users.Contains(target.Name), path, $"there is no user {target.Name}");
                break;
            case RouteKind.Group:
                _faults.Require(_groups.Contains(target.Name), path, $"there is no group {target.Name}");
                break;
            case RouteKind.Ivr:
                _faults.Require(_scripts.Contains(target.Name), path, $"there is no script {target.Name}");
                break;
            case RouteKind.Room:
                _faults.Require(_rooms.Contains(target.Name), path, $"there is no room {target.Name}");
                break;
            case RouteKind.Number:
                CheckOutside(path, target.Name);
                break;
        }
    }

    /// <summary>An outside number needs its access code, and nothing calls for help by itself.</summary>
    private void CheckOutside(string path, string number)
    {
        if (DialString.Parse(number) is not { } dial)
        {
            _faults.Add(path, $"\"{number}\" is not an access code and a number, like 9,2148441111");
            return;
        }

        var isThere = dial.TrunkGroup is { } group ? _data.TrunkGroups.Any(other => other.Number == group) : _data.TrunkGroups.Any(other => other.Default);
        _faults.Require(isThere, path, dial.TrunkGroup is { } wanted ? $"there is no trunk group {wanted}" : "there is no default trunk group");
        var emergency = _data.EmergencyNumbers ?? DirectoryIndex.DefaultEmergencyNumbers;
        _faults.Require(!emergency.Contains(dial.Number), path, $"{dial.Number} is an emergency number: only people call it");
    }

    /// <summary>Where a call goes that nobody takes: users' and groups' own next, and scripts that wait in vain.</summary>
    private IEnumerable<Step> Unanswered() =>
    [
        .. _data.Users.Select((user, i) => new Step($"Directory:Users:{i}:NoAnswer", new RouteTarget(RouteKind.User, user.Uid.Value), user.NoAnswer)),
        .. _data.Groups.Select((group, i) => new Step($"Directory:Groups:{i}:Overflow", new RouteTarget(RouteKind.Group, group.Name), group.Overflow)),
        .. _data.Scripts.Select((script, i) => new Step($"Directory:Scripts:{i}:OnTimeout", new RouteTarget(RouteKind.Ivr, script.Name), script.OnTimeout)),
    ];

    private IEnumerable<Step> Closed() => _data.Scripts.Select((script, i) => new Step($"Directory:Scripts:{i}:Closed", new RouteTarget(RouteKind.Ivr, script.Name), script.Closed));

    private void CheckLoops(IEnumerable<Step> steps, string when)
    {
        var next = steps.Where(step => step.To is not null).DistinctBy(step => Key(step.From)).ToDictionary(step => Key(step.From));
        var known = new HashSet<string>();
        foreach (var step in next.Values)
        {
            var round = new HashSet<string>();
            for (var at = Key(step.To!); round.Add(at) && next.TryGetValue(at, out var following); at = Key(following.To!))
            {
                if (at == Key(step.From) && !known.Overlaps(round)) _faults.Add(step.Path, $"leads back to {step.From} when {when}");
            }

            known.UnionWith(round);
        }
    }

    private static string Key(RouteTarget target) => target.ToString().ToUpperInvariant();

    /// <summary>From one target a call goes on to another.</summary>
    private sealed record Step(string Path, RouteTarget From, RouteTarget? To);
}
