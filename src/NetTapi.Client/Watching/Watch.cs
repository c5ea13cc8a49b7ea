using System.Collections.Immutable;
using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;

namespace NetTapi.Client.Watching;

/// <summary>
/// One watch of the application: one user, some types of call, and the events of both. It is deaf until the server has accepted its interest, and again from a loss of the
/// connection until the server has accepted it anew: so the gap it reports is exact, and an end is told only for a start that was told.
/// </summary>
internal sealed class Watch
{
    private readonly CallTypes _types;
    private readonly Lock _gate = new();
    private readonly EventBuffer _events;
    private readonly Dictionary<int, CallEvent> _open = [];
    private string? _watched;
    private bool _hears;
    private DateTimeOffset? _lostAt;
    private ImmutableArray<CallEvent> _openAtLoss = [];

    public Watch(string? uid, CallTypes types, int capacity)
    {
        _types = types;
        _events = new EventBuffer(capacity);
        var keywords = ImmutableArray.CreateBuilder<string>();
        if (types.HasFlag(CallTypes.IncomingOutside)) keywords.Add(InterestCommand.IncomingOutsideCalls);
        if (types.HasFlag(CallTypes.OutgoingOutside)) keywords.Add(InterestCommand.OutgoingOutsideCalls);
        Interest = new InterestCommand(keywords.DrainToImmutable(), uid);
    }

    /// <summary>What is asked of the server.</summary>
    public InterestCommand Interest { get; }

    /// <summary>Whether the server once accepted the interest, and has to be asked again. One that was opened since the reconnection has not.</summary>
    public bool IsDeaf
    {
        get
        {
            lock (_gate) return _lostAt is not null;
        }
    }

    /// <summary>The server has accepted the interest.</summary>
    public void OnAccepted(string ownUid, DateTimeOffset at)
    {
        lock (_gate)
        {
            _watched = string.IsNullOrEmpty(Interest.Uid) ? ownUid : Interest.Uid;
            _hears = true;
            if (_lostAt is not { } from) return;
            _events.Add(new Reconnected(from, at, _openAtLoss));
            _lostAt = null;
            _openAtLoss = [];
        }
    }

    /// <summary>The connection is lost.</summary>
    public void OnDisconnected(DateTimeOffset at, string reason)
    {
        lock (_gate)
        {
            if (!_hears) return;
            _hears = false;
            _lostAt = at;
            _openAtLoss = [.. _open.Values];
            _open.Clear();
            _events.Add(new Disconnected(at, reason));
        }
    }

    /// <summary>A notice has come.</summary>
    public void OnNotice(ServerMessage notice)
    {
        lock (_gate)
        {
            if (!_hears) return;
            switch (notice)
            {
                case IncomingCall call when call.Uid == _watched && _types.HasFlag(CallTypes.IncomingOutside):
                    Begin(new IncomingCallEvent(call.Uid, call.Slot, call.Serial, call.CallerName, call.CallerNumber));
                    break;
                case OutgoingCall call when call.Uid == _watched && _types.HasFlag(CallTypes.OutgoingOutside):
                    Begin(new OutgoingCallEvent(call.Uid, call.Slot, call.Serial, call.CalledNumber));
                    break;
                case CallEnded call when call.Uid == _watched && _open.Remove(call.Serial):
                    _events.Add(new CallEndedEvent(call.Uid, call.Slot, call.Serial));
                    break;
            }
        }
    }

    /// <summary>No more events: the client is closed, or can't go on.</summary>
    public void Complete(Exception? failure) => _events.Complete(failure);

    /// <summary>The next event; null at the end.</summary>
    public ValueTask<ClientEvent?> TakeAsync(CancellationToken cancellation) => _events.TakeAsync(cancellation);

    private void Begin(CallEvent call)
    {
        _open[call.Serial] = call;
        _events.Add(call);
    }
}
