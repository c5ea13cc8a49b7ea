using System.Collections.Immutable;
using NetTapi.Telephony.Notices;

namespace NetTapi.Telephony.Tests.Offices;

/// <summary>Hands notices to watchers at once, and says so at once, or when a test lets it.</summary>
internal sealed class TestSink : INoticeSink
{
    private readonly List<Action> _waiting = [];

    /// <summary>Whether the word that a notice was handed over waits until <see cref="HandOver"/>.</summary>
    public bool Lingers { get; set; }

    /// <summary>Told of each notice as it goes out.</summary>
    public Action<Notice>? Delivering { get; set; }

    /// <summary>Called with what says that a notice was handed over; null: at once.</summary>
    public Action<Notice, Action>? Plan { get; set; }

    public void Deliver(Notice notice, ImmutableArray<IWatcher> watchers, Action? handedOver)
    {
        Delivering?.Invoke(notice);
        foreach (var watcher in watchers.Cast<TestWatcher>().Where(watcher => watcher.IsOpen)) watcher.Hear(notice);
        if (handedOver is null) return;
        if (Plan is not null) Plan(notice, handedOver);
        else if (Lingers) _waiting.Add(handedOver);
        else handedOver();
    }

    /// <summary>Says of all that waits that it was handed over.</summary>
    public void HandOver()
    {
        Action[] waiting = [.. _waiting];
        _waiting.Clear();
        foreach (var handedOver in waiting) handedOver();
    }
}
