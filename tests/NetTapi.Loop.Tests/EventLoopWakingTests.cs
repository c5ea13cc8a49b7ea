namespace NetTapi.Loop.Tests;

/// <summary>The loop sleeps without spinning: whoever posts just as it goes to sleep must wake it.</summary>
public class EventLoopWakingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Nobody_who_waits_for_his_post_to_run_waits_in_vain(int posters)
    {
        await using var loop = Make();
        // Each posts only when his last post has run: a wake-up that is lost is not healed by a later post.
        await Task.WhenAll(Enumerable.Range(1, posters).Select(seed => Task.Factory.StartNew(
            () => PostAndWait(loop, new Random(seed), rounds: 20_000 / posters),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }

    [Fact]
    public async Task A_timer_wakes_the_loop_whatever_was_armed_and_cancelled_before()
    {
        await using var loop = Make();
        var chance = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var fired = new TaskCompletionSource();
            var (cancelled, kept, spin) = (chance.Next(4), chance.Next(4), chance.Next(20_000));
            loop.Post(() => loop.Schedule(TimeSpan.FromMilliseconds(cancelled), static () => { }).Cancel());
            Thread.SpinWait(spin);
            loop.Post(() => loop.Schedule(TimeSpan.FromMinutes(1), static () => { }).Cancel());
            loop.Post(() => loop.Schedule(TimeSpan.FromMilliseconds(kept), fired.SetResult));
            await fired.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
    }

    private static void PostAndWait(EventLoop loop, Random chance, int rounds)
    {
        using var ran = new SemaphoreSlim(0);
        for (var round = 0; round < rounds; round++)
        {
            loop.Post(static waiting => waiting.Release(), ran);
            Assert.True(ran.Wait(Patience), $"The loop slept over the post of round {round}.");
            // The loop is now somewhere on its way back to sleep.
            Thread.SpinWait(chance.Next(500));
        }
    }

    private static EventLoop Make() => new(TimeProvider.System, SystemEntropy.Instance, static fault => Assert.Fail(fault.ToString()));
}
