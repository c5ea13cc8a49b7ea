using CsCheck;

namespace NetTapi.Loop.Tests;

public class SimulatedLoopTests
{
    [Fact]
    public void Posts_run_in_the_order_they_were_posted()
    {
        var loop = new SimulatedLoop(1);
        List<int> ran = [];
        for (var i = 0; i < 100; i++) loop.Post(ran.Add, i);
        loop.RunUntilIdle();
        Assert.Equal(Enumerable.Range(0, 100), ran);
    }

    [Fact]
    public void Timers_run_in_the_order_they_are_due_and_time_jumps_to_each() =>
        Gen.Int[0, 10_000].Array[0, 200].Sample(dues =>
        {
            var loop = new SimulatedLoop(1);
            List<int> ran = [];
            foreach (var due in dues)
            {
                loop.Schedule(TimeSpan.FromMilliseconds(due), () =>
                {
                    Assert.Equal(TimeSpan.FromMilliseconds(due), loop.Now.Monotonic);
                    ran.Add(due);
                });
            }

            loop.RunUntilIdle();
            return ran.SequenceEqual(dues.Order()) && loop.PendingTimers == 0;
        });

    [Fact]
    public void Rough_timers_come_at_most_their_slack_late_and_wake_the_loop_by_the_bunch() =>
        Gen.Int[0, 10_000].Array[1, 200].Sample(dues =>
        {
            var slack = TimeSpan.FromMilliseconds(700);
            var loop = new SimulatedLoop(1);
            HashSet<TimeSpan> wakings = [];
            foreach (var due in dues.Select(due => TimeSpan.FromMilliseconds(due)))
            {
                loop.ScheduleRoughly(due, slack, () =>
                {
                    Assert.InRange(loop.Now.Monotonic, due, due + slack);
                    wakings.Add(loop.Now.Monotonic);
                });
            }

            loop.RunUntilIdle();
            return loop.PendingTimers == 0 && wakings.Count <= (10_000 / 700) + 2;
        });

    [Fact]
    public void The_same_seed_repeats_the_order_of_timers_due_together()
    {
        Assert.Equal(OrderOf(7), OrderOf(7));
        Assert.Contains(Enumerable.Range(0, 50), seed => !OrderOf((ulong)seed).SequenceEqual(OrderOf(7)));
    }

    [Fact]
    public void A_cancelled_timer_does_not_run_even_when_it_is_due_already()
    {
        var loop = new SimulatedLoop(1);
        var ran = false;
        LoopTimer? second = null;
        loop.Schedule(TimeSpan.FromSeconds(1), () => second!.Cancel());
        second = loop.Schedule(TimeSpan.FromSeconds(1) + TimeSpan.FromTicks(1), () => ran = true);
        loop.RunUntilIdle();
        Assert.False(ran);
        Assert.False(second.IsPending);
    }

    [Fact]
    public void Many_cancelled_timers_are_dropped_and_the_living_still_run()
    {
        var loop = new SimulatedLoop(1);
        var ran = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var timer = loop.Schedule(TimeSpan.FromSeconds(1 + (i % 7)), () => ran++);
            if (i % 10 != 0) timer.Cancel();
        }

        Assert.Equal(1_000, loop.PendingTimers);
        loop.RunUntilIdle();
        Assert.Equal(1_000, ran);
        Assert.Equal(0, loop.PendingTimers);
    }

    [Fact]
    public void A_fault_names_the_seed()
    {
        var loop = new SimulatedLoop(4711);
        loop.Post(() => throw new InvalidDataException("broken"));
        var fault = Assert.Throws<InvalidOperationException>(loop.RunUntilIdle);
        Assert.Contains("4711", fault.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidDataException>(fault.InnerException);
    }

    [Fact]
    public void A_span_of_time_passes_even_when_nothing_happens_in_it()
    {
        var loop = new SimulatedLoop(1);
        var ran = false;
        loop.Schedule(TimeSpan.FromSeconds(10), () => ran = true);
        loop.Run(TimeSpan.FromSeconds(9));
        Assert.False(ran);
        Assert.Equal(TimeSpan.FromSeconds(9), loop.Now.Monotonic);
        loop.Run(TimeSpan.FromSeconds(1));
        Assert.True(ran);
    }

    [Fact]
    public void Its_time_provider_runs_timers_in_virtual_time()
    {
        var loop = new SimulatedLoop(1);
        var ticks = 0;
        using var timer = loop.Time.CreateTimer(_ => ticks++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        loop.Run(TimeSpan.FromSeconds(10.5));
        Assert.Equal(10, ticks);
    }

    private static int[] OrderOf(ulong seed)
    {
        var loop = new SimulatedLoop(seed);
        List<int> ran = [];
        for (var i = 0; i < 20; i++)
        {
            var number = i;
            loop.Schedule(TimeSpan.FromSeconds(1), () => ran.Add(number));
        }

        loop.RunUntilIdle();
        return [.. ran];
    }
}
