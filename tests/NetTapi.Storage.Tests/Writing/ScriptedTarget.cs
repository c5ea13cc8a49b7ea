using System.Collections.Concurrent;
using NetTapi.Storage.Writing;

namespace NetTapi.Storage.Tests.Writing;

/// <summary>A target that does as a test says, and keeps what was committed.</summary>
internal sealed class ScriptedTarget : IWriteTarget
{
    private readonly BlockingCollection<bool> _verdicts = [];
    private readonly TaskCompletionSource _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The groups committed, in order.</summary>
    public ConcurrentQueue<IReadOnlyList<Write>> Groups { get; } = [];

    /// <summary>Done when a group has been committed.</summary>
    public Task Committed => _committed.Task;

    public int Tries { get; private set; }

    /// <summary>Lets one waiting or later try through.</summary>
    public void Accept() => _verdicts.Add(true);

    /// <summary>Refuses one waiting or later try.</summary>
    public void Refuse() => _verdicts.Add(false);

    /// <summary>Lets all tries through.</summary>
    public void AcceptAll() => _verdicts.CompleteAdding();

    public void Commit(IReadOnlyList<Write> group)
    {
        Tries++;
        if (!_verdicts.IsCompleted && _verdicts.TryTake(out var accepted, Timeout.Infinite) && !accepted) throw new StorageException("no");
        Groups.Enqueue(group);
        _committed.TrySetResult();
    }

    public void Dispose() => _verdicts.Dispose();
}
