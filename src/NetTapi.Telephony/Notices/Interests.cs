using System.Collections.Immutable;

namespace NetTapi.Telephony.Notices;

/// <summary>Who watches whose calls (N1, N10), by user, so that an event looks only at those who want it. Only on the loop.</summary>
public sealed class Interests
{
    private readonly Dictionary<(UserId User, CallTypes Type), ImmutableArray<Interest>> _interests = [];
    private readonly Dictionary<IWatcher, HashSet<(UserId User, CallTypes Type)>> _wanted = new(ReferenceEqualityComparer.Instance);

    /// <summary>How many watchers have an interest.</summary>
    public int Count => _wanted.Count;

    /// <summary>A mark that lies behind all interests registered so far and before all to come.</summary>
    internal long Mark { get; private set; }

    /// <summary>Adds to what a watcher wants; the same twice changes nothing.</summary>
    public void Add(IWatcher watcher, UserId user, CallTypes types)
    {
        if (!_wanted.TryGetValue(watcher, out var wanted)) _wanted.Add(watcher, wanted = []);
        foreach (var type in Each(types))
        {
            var key = (user, type);
            if (wanted.Add(key)) _interests[key] = _interests.GetValueOrDefault(key, []).Add(new Interest(watcher, ++Mark));
        }
    }

    /// <summary>Ends all interests of a watcher (S7).</summary>
    public void Remove(IWatcher watcher)
    {
        if (!_wanted.Remove(watcher, out var wanted)) return;
        foreach (var key in wanted)
        {
            var left = _interests[key].RemoveAll(interest => interest.Watcher == watcher);
            if (left.IsEmpty) _interests.Remove(key);
            else _interests[key] = left;
        }
    }

    /// <summary>Who wants to hear of a user's calls of one type, each once.</summary>
    public ImmutableArray<IWatcher> WatchersOf(UserId user, CallTypes type) => WatchersOf(user, type, Mark);

    /// <summary>Those of them who wanted it already at a mark: for a call born then, the others hear nothing (N10).</summary>
    internal ImmutableArray<IWatcher> WatchersOf(UserId user, CallTypes type, long mark)
    {
        // Registered in turn, so those who come too late stand at the end.
        var interests = _interests.GetValueOrDefault((user, type), []);
        return [.. interests.TakeWhile(interest => interest.Registered <= mark).Select(interest => interest.Watcher)];
    }

    private static IEnumerable<CallTypes> Each(CallTypes types)
    {
        if (types.HasFlag(CallTypes.IncomingOutside)) yield return CallTypes.IncomingOutside;
        if (types.HasFlag(CallTypes.OutgoingOutside)) yield return CallTypes.OutgoingOutside;
    }

    private readonly record struct Interest(IWatcher Watcher, long Registered);
}
