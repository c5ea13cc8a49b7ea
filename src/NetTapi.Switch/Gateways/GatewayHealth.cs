using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Gateways;

/// <summary>
/// Which gateways can be called: those that answer, where they are watched, and at which we are registered, where they want that. A gateway of which nothing is known counts as there. The journal is told what
/// calls go by: each change once, and again where a gateway stays down for another reason.
/// </summary>
internal sealed class GatewayHealth(ISwitchJournal journal)
{
    private readonly Dictionary<string, State> _states = [];

    /// <summary>How many are known not to take calls.</summary>
    public int Down => _states.Values.Count(state => state.Told is { IsUp: false });

    /// <summary>Whether calls are sent to a gateway. One that wants us registered is not called before we are: it would refuse.</summary>
    public bool IsUp(Gateway gateway) => _states.TryGetValue(gateway.Name, out var state) ? state.Faults.IsUp : !gateway.Register;

    /// <summary>A gateway answers, or does not any more.</summary>
    public void Answers(string gateway, bool isAnswering, string reason)
    {
        var state = StateOf(gateway);
        (state.IsAnswering, state.Answer) = (isAnswering, reason);
        Tell(gateway, state, reason);
    }

    /// <summary>A gateway wants us registered, and we are not yet.</summary>
    public void Registering(string gateway)
    {
        var state = StateOf(gateway);
        (state.IsRegistered, state.Registration) = (false, "we are not registered there yet");
        // At the start that is no news: what comes of it will be.
        if (state.Told is not null) Tell(gateway, state, state.Registration);
    }

    /// <summary>We are registered at a gateway that wants it, or failed to be.</summary>
    public void Registered(string gateway, bool isRegistered, string reason)
    {
        var state = StateOf(gateway);
        (state.IsRegistered, state.Registration, state.WasTried) = (isRegistered, reason, true);
        Tell(gateway, state, reason);
    }

    /// <summary>It is not watched any more: whether it answers is unknown.</summary>
    public void Unwatched(string gateway) => Forget(gateway, static state => state.IsAnswering = null, "it is not watched any more");

    /// <summary>We do not register there any more.</summary>
    public void Unregistered(string gateway) => Forget(gateway, static state => state.IsRegistered = null, "we need not be registered there any more");

    private State StateOf(string gateway) => _states.TryGetValue(gateway, out var known) ? known : _states[gateway] = new State();

    private void Tell(string gateway, State state, string reason)
    {
        var faults = state.Faults;
        if (state.Told == faults || (state.Told is null && faults == new Faults(false, true) && !state.WasTried)) return;
        state.Told = faults;
        journal.GatewayChanged(gateway, faults.IsUp, faults.IsUp ? reason : state.Reason);
    }

    private void Forget(string gateway, Action<State> forget, string reason)
    {
        if (!_states.TryGetValue(gateway, out var state)) return;
        forget(state);
        if (state is not { IsAnswering: null, IsRegistered: null })
        {
            if (state.Told is not null) Tell(gateway, state, reason);
            return;
        }

        _states.Remove(gateway);
        if (state.Told is not null) journal.GatewayForgotten(gateway);
    }

    /// <summary>What keeps a gateway from being called.</summary>
    private readonly record struct Faults(bool IsSilent, bool IsUnregistered)
    {
        public bool IsUp => !IsSilent && !IsUnregistered;
    }

    private sealed class State
    {
        /// <summary>Null where it is not watched, or not known yet.</summary>
        public bool? IsAnswering { get; set; }

        public string Answer { get; set; } = "";

        /// <summary>Null where it does not want us registered.</summary>
        public bool? IsRegistered { get; set; }

        public string Registration { get; set; } = "";

        /// <summary>Whether anything came of a registration, good or bad.</summary>
        public bool WasTried { get; set; }

        public Faults? Told { get; set; }

        public Faults Faults => new(IsAnswering == false, IsRegistered == false);

        public string Reason => string.Join(", and ", new[] { IsAnswering == false ? Answer : "", IsRegistered == false ? Registration : "" }.Where(words => words.Length > 0));
    }
}
