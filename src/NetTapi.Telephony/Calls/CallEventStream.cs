using System.Collections.Immutable;
using NetTapi.Loop;

namespace NetTapi.Telephony.Calls;

/// <summary>
/// The one stream of events: everything told to anyone is a projection of it. The last of them are kept, so that who missed a few can go on where he was. Only on the loop.
/// </summary>
public sealed class CallEventStream
{
    private readonly IControlLoop _loop;
    private readonly long _epoch;
    private readonly int _most;
    private readonly Queue<CallEvent> _kept = new();
    private readonly List<Subscription> _subscriptions = [];
    private long _last;

    /// <summary>Makes an empty stream.</summary>
    /// <param name="loop">The loop it lives on.</param>
    /// <param name="epoch">The number of this run, greater than that of any before it.</param>
    /// <param name="most">How many events are kept.</param>
    internal CallEventStream(IControlLoop loop, long epoch, int most)
    {
        _loop = loop;
        _epoch = epoch;
        _most = most;
    }

    /// <summary>The id of the latest event; number 0 before the first.</summary>
    public EventId Last => new(_epoch, _last);

    /// <summary>Subscribes to every event from now on. Each is told in a turn of the loop of its own, so that a subscriber's fault is the loop's to report and no call's.</summary>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable Subscribe(Action<CallEvent> subscriber)
    {
        var subscription = new Subscription(this, subscriber);
        _subscriptions.Add(subscription);
        return subscription;
    }

    /// <summary>The events after a given one.</summary>
    /// <param name="after">The last one seen.</param>
    /// <param name="missed">The events since; empty where there are none.</param>
    /// <returns>False where some of them are no longer kept, or the run was another: a gap that only a fresh look can close.</returns>
    public bool TryResume(EventId after, out ImmutableArray<CallEvent> missed)
    {
        missed = [];
        if (after.Epoch != _epoch || after.Number > _last) return false;
        if (after.Number < _last - _kept.Count) return false;
        missed = [.. _kept.Where(happened => happened.Id.Number > after.Number)];
        return true;
    }

    /// <summary>Numbers an event and tells it to everyone.</summary>
    internal void Publish(Func<EventId, CallEvent> make)
    {
        var happened = make(new EventId(_epoch, ++_last));
        _kept.Enqueue(happened);
        if (_kept.Count > _most) _kept.Dequeue();
        foreach (var subscription in _subscriptions) _loop.Post(static told => told.subscription.Tell(told.happened), (subscription, happened));
    }

    private sealed class Subscription(CallEventStream stream, Action<CallEvent> subscriber) : IDisposable
    {
        private bool _isOver;

        public void Tell(CallEvent happened)
        {
            if (!_isOver) subscriber(happened);
        }

        public void Dispose()
        {
            _isOver = true;
            stream._subscriptions.Remove(this);
        }
    }
}
