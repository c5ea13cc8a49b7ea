namespace NetTapi.Loop;

/// <summary>
/// The one thread on which everything is decided: signalling, calls, interests. Code that runs on it is synchronous: it never awaits,
/// locks or does I/O. Work done elsewhere comes back as a posted action.
/// </summary>
/// <remarks>An action that throws ends neither the loop nor its timers: the exception is reported and the next action runs.</remarks>
public interface IControlLoop
{
    /// <summary>The present instant, as one pair of readings of the loop's clock. Readable from any thread.</summary>
    LoopInstant Now { get; }

    /// <summary>The only source of chance: cryptographic in the product, seeded in a simulation. Readable from any thread.</summary>
    Entropy Entropy { get; }

    /// <summary>Whether the caller is running on the loop; for assertions.</summary>
    bool IsCurrent { get; }

    /// <summary>Queues an action to run on the loop. Callable from any thread, the loop's own too; never runs the action inline.</summary>
    /// <typeparam name="TState">What the action is given, so that it needs no closure.</typeparam>
    /// <param name="action">What to run.</param>
    /// <param name="state">Its argument.</param>
    void Post<TState>(Action<TState> action, TState state);

    /// <summary>Runs an action on the loop once, after a time. Only on the loop.</summary>
    /// <typeparam name="TState">What the action is given.</typeparam>
    /// <param name="due">How long from now; zero or less means at the next turn.</param>
    /// <param name="action">What to run.</param>
    /// <param name="state">Its argument.</param>
    /// <returns>The timer, to be cancelled by the object that owns it.</returns>
    LoopTimer Schedule<TState>(TimeSpan due, Action<TState> action, TState state);
}
