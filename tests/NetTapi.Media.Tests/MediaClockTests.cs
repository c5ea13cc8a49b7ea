using Microsoft.Extensions.Time.Testing;

namespace NetTapi.Media.Tests;

public class MediaClockTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Ticks_keep_to_their_deadlines_and_not_to_the_last_tick()
    {
        await using var clock = new MediaClock(_time, fault => Assert.Fail(fault.Message));
        var counter = new Counter(int.MaxValue);
        clock.Add(counter);
        // Always 5 ms late: sleeping 20 ms from each tick would lose one tick in five.
        for (var i = 0; i < 40; i++) _time.Advance(TimeSpan.FromMilliseconds(25));
        Assert.Equal(50, counter.Ticks);
    }

    [Fact]
    public async Task After_a_long_stop_there_is_no_burst()
    {
        var jumping = new JumpingTime(_time);
        await using var clock = new MediaClock(jumping, fault => Assert.Fail(fault.Message));
        var counter = new Counter(int.MaxValue);
        clock.Add(counter);
        _time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal(1, counter.Ticks);
        jumping.Jump = TimeSpan.FromSeconds(10);
        _time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.InRange(counter.Ticks, 2, 3);
    }

    [Fact]
    public async Task The_clock_rests_when_nobody_has_anything_to_do_and_begins_again()
    {
        await using var clock = new MediaClock(_time, fault => Assert.Fail(fault.Message));
        var counter = new Counter(3);
        clock.Add(counter);
        Run(TimeSpan.FromSeconds(1));
        Assert.Equal(3, counter.Ticks);
        clock.Add(counter);
        Run(TimeSpan.FromSeconds(1));
        Assert.Equal(4, counter.Ticks);
    }

    [Fact]
    public async Task One_that_throws_is_reported_and_the_others_go_on()
    {
        var faults = new List<Exception>();
        await using var clock = new MediaClock(_time, faults.Add);
        var counter = new Counter(5);
        clock.Add(new Thrower());
        clock.Add(counter);
        Run(TimeSpan.FromSeconds(1));
        Assert.Single(faults);
        Assert.Equal(5, counter.Ticks);
    }

    /// <summary>Step by step: a jump is another matter.</summary>
    private void Run(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += AudioFrame.Duration) _time.Advance(AudioFrame.Duration);
    }

    private sealed class Counter(int until) : ITicked
    {
        public int Ticks { get; private set; }

        public bool OnTick() => ++Ticks < until;
    }

    private sealed class Thrower : ITicked
    {
        public bool OnTick() => throw new InvalidOperationException("no more");
    }

    /// <summary>A clock whose readings jump as a stopped machine's do, while its timers come one at a time.</summary>
    private sealed class JumpingTime(TimeProvider inner) : TimeProvider
    {
        public TimeSpan Jump { get; set; }

        public override long TimestampFrequency => inner.TimestampFrequency;

        public override long GetTimestamp() => inner.GetTimestamp() + (Jump.Ticks * inner.TimestampFrequency / TimeSpan.TicksPerSecond);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);
    }
}
