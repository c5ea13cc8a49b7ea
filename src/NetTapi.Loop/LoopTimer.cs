namespace NetTapi.Loop;

/// <summary>A scheduled action of one owner. Only on the loop.</summary>
public abstract class LoopTimer
{
    /// <summary>Whether the action is still to come.</summary>
    public abstract bool IsPending { get; }

    /// <summary>Takes the action back, in constant time. After it returns the action does not run; cancelling twice, or too late, does nothing.</summary>
    public abstract void Cancel();
}
