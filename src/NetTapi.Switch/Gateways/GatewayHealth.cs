using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Gateways;

/// <summary>
/// Which gateways can be called: those that answer, where they are watched, and at which we are registered, where they want that. A gateway of which nothing is known counts as there. Each change is
/// told to the journal, once.
/// </summary>
internal sealed class GatewayHealth(ISwitchJournal journal)
{
    private readonly Dictionary<string, State> _states = [];

    /// <summary>How many are known not to take calls.</summary>
    public int Down => _states.Values.Count(state => state.Told == false);

    /// <summary>Whether calls are sent to a gateway. One that wants us registered is not called before we are: it would refuse.</summary>
    public bool IsUp(Gateway gateway)
    {
        var state = _states.GetValueOrDefault(gateway.Name);
        return state?.IsAnswering != false && (!gateway.Register || state?.IsRegistered == true);
    }

    /// <summary>A gateway answers, or does not any more.</summary>
    public void Answers(string gateway, bool isAnswering, string reason)
    {
        var state = StateOf(gateway);
        state.IsAnswering = isAnswering;
        Tell(gateway, state, reason);
    }

    /// <summary>We are registered at a gateway that wants it, or failed to be.</summary>
    public void Registered(string gateway, bool isRegistered, string reason)
    {
        var state = StateOf(gateway);
        state.IsRegistered = isRegistered;
        Tell(gateway, state, reason);
    }

    /// <summary>It is not watched any more: whether it answers is unknown.</summary>
    public void Unwatched(string gateway) => Forget(gateway, static state => state.IsAnswering = null);

    /// <summary>We do not register there any more.</summary>
    public void Unregistered(string gateway) => Forget(gateway, static state => state.IsRegistered = null);

    private State StateOf(string gateway) => _states.TryGetValue(gateway, out var known) ? known : _states[gateway] = new State();

    private void Tell(string gateway, State state, string reason)
    {
        var isUp = state is { IsAnswering: not false, IsRegistered: not false };
        if (state.Told == isUp) return;
        state.Told = isUp;
        journal.GatewayChanged(gateway, isUp, reason);
    }

    private void Forget(string gateway, Action<State> forget)
    {
        if (!_states.TryGetValue(gateway, out var state)) return;
        forget(state);
        if (state is not { IsAnswering: null, IsRegistered: null }) return;
        _states.Remove(gateway);
        journal.GatewayForgotten(gateway);
    }

    private sealed class State
    {
        public bool? IsAnswering { get; set; }

        public bool? IsRegistered { get; set; }

        public bool? Told { get; set; }
    }
}
