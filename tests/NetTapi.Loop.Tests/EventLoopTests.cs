namespace NetTapi.Loop.Tests;

public class EventLoopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Posts_of_one_thread_run_in_order_on_one_thread()
    {
        await using var loop = Make();
        List<int> ran = [];
        var done = new TaskCompletionSource();
        var onLoop = false;
        for (var i = 0; i < 10_000; i++) loop.Post(ran.Add, i);
        loop.Post(() => onLoop = loop.IsCurrent);
        loop.Post(done.SetResult);
        Assert.False(loop.IsCurrent);
        await done.Task.WaitAsync(Patience);
        Assert.Equal(Enumerable.Range(0, 10_000), ran);
        Assert.True(onLoop);
    }

    [Fact]
    public async Task Posts_of_many_threads_all_run_one_at_a_time()
    {
        await using var loop = Make();
        var count = 0;
        var threads = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 25_000; i++) loop.Post(() => count++);
        }));
        await Task.WhenAll(threads);
        var done = new TaskCompletionSource();
        loop.Post(done.SetResult);
        await done.Task.WaitAsync(Patience);
        Assert.Equal(100_000, count);
    }

    [Fact]
    public async Task A_timer_of_a_century_does_not_end_the_loop()
    {
        await using var loop = Make();
        var armed = new TaskCompletionSource();
        loop.Post(() =>
        {
            loop.Schedule(TimeSpan.FromSeconds(uint.MaxValue), static () => { });
            loop.Schedule(TimeSpan.FromMilliseconds(1), armed.SetResult);
        });
        await armed.Task.WaitAsync(Patience);
        // Only the century is left to wait for; the loop still wakes.
        var alive = new TaskCompletionSource();
        loop.Post(() => loop.Schedule(TimeSpan.FromMilliseconds(1), alive.SetResult));
        await alive.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Timers_run_when_they_are_due_and_in_that_order()
    {
        await using var loop = Make();
        List<int> ran = [];
        var done = new TaskCompletionSource();
        loop.Post(() =>
        {
            loop.Schedule(TimeSpan.FromMilliseconds(30), () =>
            {
                ran.Add(30);
                done.SetResult();
            });
            loop.Schedule(TimeSpan.FromMilliseconds(10), () => ran.Add(10));
            loop.Schedule(TimeSpan.FromMilliseconds(20), () => ran.Add(20)).Cancel();
        });
        await done.Task.WaitAsync(Patience);
        Assert.Equal([10, 30], ran);
    }

    [Fact]
    public async Task An_earlier_timer_set_later_still_runs_first()
    {
        await using var loop = Make();
        var first = new TaskCompletionSource();
        loop.Post(() => loop.Schedule(TimeSpan.FromHours(1), static () => { }));
        loop.Post(() => loop.Schedule(TimeSpan.FromMilliseconds(5), first.SetResult));
        await first.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_fault_is_reported_and_the_loop_goes_on()
    {
        var fault = new TaskCompletionSource<Exception>();
        await using var loop = new EventLoop(TimeProvider.System, SystemEntropy.Instance, fault.SetResult);
        loop.Post(() => throw new InvalidDataException("broken"));
        var done = new TaskCompletionSource();
        loop.Post(done.SetResult);
        await done.Task.WaitAsync(Patience);
        Assert.IsType<InvalidDataException>(await fault.Task);
    }

    [Fact]
    public async Task What_was_posted_before_the_end_still_runs()
    {
        var loop = Make();
        var ran = 0;
        for (var i = 0; i < 1_000; i++) loop.Post(() => ran++);
        await loop.DisposeAsync();
        Assert.Equal(1_000, ran);
    }

    [Fact]
    public async Task A_post_that_comes_after_the_end_is_dropped_and_harms_nobody()
    {
        var loop = Make();
        await loop.DisposeAsync();
        loop.Post(static () => Assert.Fail("This ran."));
        loop.Post(static () => Assert.Fail("This ran."));
    }

    [Fact]
    public async Task A_timer_can_only_be_set_on_the_loop()
    {
        await using var loop = Make();
        Assert.Throws<InvalidOperationException>(() => loop.Schedule(TimeSpan.Zero, static () => { }));
    }

    [Fact]
    public async Task Readings_can_stand_still_while_timers_run()
    {
        var readings = new StandingClock();
        await using var loop = new EventLoop(TimeProvider.System, SystemEntropy.Instance, static _ => { }, readings);
        var before = loop.Now;
        var done = new TaskCompletionSource();
        loop.Post(() => loop.Schedule(TimeSpan.FromMilliseconds(5), done.SetResult));
        await done.Task.WaitAsync(Patience);
        Assert.Equal(before, loop.Now);
    }

    private static EventLoop Make() => new(TimeProvider.System, SystemEntropy.Instance, static fault => Assert.Fail(fault.ToString()));

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;

        public override long GetTimestamp() => 42;
    }
}
