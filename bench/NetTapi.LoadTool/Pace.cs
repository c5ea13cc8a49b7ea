namespace NetTapi.LoadTool;

/// <summary>Does something evenly over time.</summary>
internal static class Pace
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    public static async Task RunAsync(int count, int perSecond, Func<Task> act)
    {
        TimeProvider time = TimeProvider.System;
        using var timer = new PeriodicTimer(Tick, time);
        long began = time.GetTimestamp();
        int done = 0;
        while (done < count && await timer.WaitForNextTickAsync())
        {
            int due = Math.Min(count, (int)(time.GetElapsedTime(began).TotalSeconds * perSecond));
            for (; done < due; done++) await act();
        }
    }
}
