using System.Collections.Immutable;

namespace NetTapi.Telephony.Notices;

/// <summary>Who watches whose calls (N1, N10), by user, so that an event looks only at those who want it. Only on the loop.</summary>
public sealed class Interests
{
    private readonly Dictionary<(UserId User, CallTypes Type), ImmutableArray<IWatcher>> _watchers = [];
    private readonly Dictionary<IWatcher, HashSet<(UserId User, CallTypes Type)>> _wanted = new(ReferenceEqualityComparer.Instance);

    /// <summary>How many watchers have an interest.</summary>
    public int Count => _wanted.Count;

    /// <summary>Adds to what a watcher wants; the same twice changes nothing.</summary>
    public void Add(IWatcher watcher, UserId user, CallTypes types)
    {
        if (!_wanted.TryGetValue(watcher, out var wanted)) _wanted.Add(watcher, wanted = []);
        foreach (var type in Each(types))
        {
            var key = (user, type);
            if (wanted.Add(key)) _watchers[key] = _watchers.GetValueOrDefault(key, []).Add(watcher);
        }
    }

    /// <summary>Ends all interests of a watcher (S7).</summary>
    public void Remove(IWatcher watcher)
    {
        if (!_wanted.Remove(watcher, out var wanted)) return;
        foreach (var key in wanted)
        {
            var left = _watchers[key].Remove(watcher);
            if (left.IsEmpty) _watchers.Remove(key);
            else _watchers[key] = left;
        }
    }

    /// <summary>Who wants to hear of a user's calls of one type, each once.</summary>
    public ImmutableArray<IWatcher> WatchersOf(UserId user, CallTypes type) => _watchers.GetValueOrDefault((user, type), []);

    private static IEnumerable<CallTypes> Each(CallTypes types)
    {
        if (types.HasFlag(CallTypes.IncomingOutside)) yield return CallTypes.IncomingOutside;
        if (types.HasFlag(CallTypes.OutgoingOutside)) yield return CallTypes.OutgoingOutside;
    }
}
