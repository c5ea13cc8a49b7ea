using System.Collections.Immutable;

namespace NetTapi.Telephony.Calls;

/// <summary>
/// The one stream of events: everything told to anyone is a projection of it. The last of them are kept, so that who missed a few can go on where he was. Only on the loop.
/// </summary>
public sealed class CallEventStream(long epoch, int kept)
{
    private readonly Queue<CallEvent> _kept = new();
    private readonly List<Action<CallEvent>> _subscribers = [];
    private long _last;

    /// <summary>The id of the latest event; number 0 before the first.</summary>
    public EventId Last => new(epoch, _last);

    /// <summary>Subscribes to every event from now on.</summary>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable Subscribe(Action<CallEvent> subscriber)
    {
        _subscribers.Add(subscriber);
        return new Subscription(this, subscriber);
    }

    /// <summary>The events after a given one.</summary>
    /// <param name="after">The last one seen.</param>
    /// <param name="missed">The events since; empty where there are none.</param>
    /// <returns>False where some of them are no longer kept, or the run was another: a gap that only a fresh look can close.</returns>
    public bool TryResume(EventId after, out ImmutableArray<CallEvent> missed)
    {
        missed = [];
        if (after.Epoch != epoch || after.Number > _last) return false;
        if (after.Number < _last - _kept.Count) return false;
        missed = [.. _kept.Where(happened => happened.Id.Number > after.Number)];
        return true;
    }

    /// <summary>Numbers an event and tells it to everyone.</summary>
    internal void Publish(Func<EventId, CallEvent> make)
    {
        var happened = make(new EventId(epoch, ++_last));
        _kept.Enqueue(happened);
        if (_kept.Count > kept) _kept.Dequeue();
        foreach (var subscriber in _subscribers.ToArray()) subscriber(happened);
    }

    private sealed class Subscription(CallEventStream stream, Action<CallEvent> subscriber) : IDisposable
    {
        public void Dispose() => stream._subscribers.Remove(subscriber);
    }
}
