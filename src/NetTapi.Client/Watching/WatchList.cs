using System.Collections.Immutable;
using NetTapi.Protocol.Messages;

namespace NetTapi.Client.Watching;

/// <summary>The watches of one client. Safe for use from several threads.</summary>
internal sealed class WatchList
{
    private ImmutableArray<Watch> _watches = [];
    private Exception? _failure;
    private bool _completed;

    public void Add(Watch watch)
    {
        ImmutableInterlocked.Update(ref _watches, static (all, added) => all.Add(added), watch);
        // One that came in while the others were completed.
        if (Volatile.Read(ref _completed)) watch.Complete(_failure);
    }

    public void Remove(Watch watch) => ImmutableInterlocked.Update(ref _watches, static (all, gone) => all.Remove(gone), watch);

    /// <summary>What to register after a reconnection: each interest once, however many watches share it.</summary>
    public IEnumerable<IGrouping<string, Watch>> Deaf() => _watches.Where(watch => watch.IsDeaf).GroupBy(watch => watch.Interest.ToString());

    public void OnNotice(ServerMessage notice)
    {
        foreach (var watch in _watches) watch.OnNotice(notice);
    }

    public void OnDisconnected(DateTimeOffset at, string reason)
    {
        foreach (var watch in _watches) watch.OnDisconnected(at, reason);
    }

    public void Complete(Exception? failure)
    {
        _failure = failure;
        Volatile.Write(ref _completed, true);
        foreach (var watch in _watches) watch.Complete(failure);
    }
}
