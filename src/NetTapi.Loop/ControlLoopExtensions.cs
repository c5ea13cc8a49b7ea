namespace NetTapi.Loop;

/// <summary>Posting and scheduling of actions that need no argument.</summary>
public static class ControlLoopExtensions
{
    /// <summary>Queues an action to run on the loop. From any thread.</summary>
    public static void Post(this IControlLoop loop, Action action) => loop.Post(static run => run(), action);

    /// <summary>Runs an action on the loop once, after a time. Only on the loop.</summary>
    public static LoopTimer Schedule(this IControlLoop loop, TimeSpan due, Action action) => loop.Schedule(due, static run => run(), action);

    /// <summary>Runs an action on the loop once, after a time and at most a little later, together with others of that kind: a loop with thousands of such timers wakes seldom. Only on the loop.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="due">How long from now, at least.</param>
    /// <param name="slack">How much later it may be.</param>
    /// <param name="action">What to run.</param>
    public static LoopTimer ScheduleRoughly(this IControlLoop loop, TimeSpan due, TimeSpan slack, Action action)
    {
        if (slack <= TimeSpan.Zero) return loop.Schedule(due, action);
        var now = loop.Now.Monotonic;
        var late = new TimeSpan((now + due).Ticks % slack.Ticks);
        return loop.Schedule(late == TimeSpan.Zero ? due : due - late + slack, action);
    }
}
