namespace NetTapi.Loop;

/// <summary>An action with its argument, without a closure.</summary>
internal abstract class WorkItem
{
    public abstract void Run();
}

/// <inheritdoc />
internal sealed class WorkItem<TState>(Action<TState> action, TState state) : WorkItem
{
    public override void Run() => action(state);
}
