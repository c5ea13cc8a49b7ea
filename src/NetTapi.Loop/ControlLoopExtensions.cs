namespace NetTapi.Loop;

/// <summary>Posting and scheduling of actions that need no argument.</summary>
public static class ControlLoopExtensions
{
    /// <summary>Queues an action to run on the loop. From any thread.</summary>
    public static void Post(this IControlLoop loop, Action action) => loop.Post(static run => run(), action);

    /// <summary>Runs an action on the loop once, after a time. Only on the loop.</summary>
    public static LoopTimer Schedule(this IControlLoop loop, TimeSpan due, Action action) => loop.Schedule(due, static run => run(), action);
}
