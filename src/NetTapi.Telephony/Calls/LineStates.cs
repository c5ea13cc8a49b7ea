using System.Collections.Immutable;
using NetTapi.Loop;

namespace NetTapi.Telephony.Calls;

/// <summary>What every user's phones do, worked out from the calls: the only writer of that. Only on the loop.</summary>
internal sealed class LineStates(CallEventStream events)
{
    private readonly Dictionary<UserId, Counts> _users = [];

    /// <summary>The state of a user.</summary>
    public LineState Of(UserId user) => _users.GetValueOrDefault(user).State;

    /// <summary>Everyone who is not idle.</summary>
    public ImmutableDictionary<UserId, LineState> Snapshot() => _users.ToImmutableDictionary(user => user.Key, user => user.Value.State);

    /// <summary>Looks at a call after a change.</summary>
    public void Look(Call call, LoopInstant at)
    {
        foreach (var party in call.Parties)
            if (party.User is { } user) Change(call, user, StateIn(call, user), at);
    }

    private static LineState StateIn(Call call, UserId user)
    {
        var state = LineState.Idle;
        foreach (var party in call.Parties)
        {
            if (!party.IsPresent || party.User != user) continue;
            if (party.IsConnected) return LineState.InCall;
            state = LineState.Ringing;
        }

        return state;
    }

    private void Change(Call call, UserId user, LineState now, LoopInstant at)
    {
        var before = call.LineStates.GetValueOrDefault(user);
        if (before == now) return;
        if (now == LineState.Idle) call.LineStates.Remove(user);
        else call.LineStates[user] = now;

        var counts = _users.GetValueOrDefault(user);
        var changed = counts.Less(before).More(now);
        if (changed.State == LineState.Idle) _users.Remove(user);
        else _users[user] = changed;
        if (changed.State != counts.State) events.Publish(id => new LineStateChanged(id, at, user, changed.State));
    }

    /// <summary>In how many calls a user is, and in how many more his phones ring.</summary>
    private readonly record struct Counts(int InCall, int Ringing)
    {
        public LineState State => InCall > 0 ? LineState.InCall : Ringing > 0 ? LineState.Ringing : LineState.Idle;

        public Counts More(LineState state) => Add(state, 1);

        public Counts Less(LineState state) => Add(state, -1);

        private Counts Add(LineState state, int change) => state switch
        {
            LineState.InCall => this with { InCall = InCall + change },
            LineState.Ringing => this with { Ringing = Ringing + change },
            _ => this,
        };
    }
}
