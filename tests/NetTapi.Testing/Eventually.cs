using System.Runtime.CompilerServices;
using Xunit;

namespace NetTapi.Testing;

/// <summary>Waits for what nothing tells of, as a file that another thread writes: looks again and again, leaves the processor to others meanwhile, and gives up in the end.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(2);

    /// <summary>Waits until something holds.</summary>
    /// <param name="condition">What.</param>
    /// <param name="limit">For how long at most; null: half a minute.</param>
    /// <param name="meanwhile">Done before each further look, as to move a clock of the test's own.</param>
    /// <param name="what">The condition in words.</param>
    public static async Task HoldsAsync(Func<bool> condition, TimeSpan? limit = null, Action? meanwhile = null, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var (time, longest) = (TimeProvider.System, limit ?? TimeSpan.FromSeconds(30));
        var began = time.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, time);
        while (!condition())
        {
            Assert.True(time.GetElapsedTime(began) < longest, $"{what}: not within {longest}");
            meanwhile?.Invoke();
            await timer.WaitForNextTickAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The same for a test that may not leave its thread.</summary>
    public static void Holds(Func<bool> condition, TimeSpan? limit = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Assert.True(SpinWait.SpinUntil(condition, limit ?? TimeSpan.FromSeconds(30)), what);
}
