using NetTapi.Storage.Writing;
using NetTapi.Testing;

namespace NetTapi.Storage.Tests.Writing;

public class WriterTests
{
    private static readonly RetryDelays Quick = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2));

    [Fact]
    public async Task What_waits_while_one_group_is_written_becomes_the_next_group()
    {
        using var log = new CapturedLog();
        var target = new ScriptedTarget();
        await using var writer = new Writer(target, Quick, TimeSpan.Zero, TimeProvider.System, log);
        var first = Add(writer, 1);
        target.Accept();
        await first;

        var rest = Enumerable.Range(2, 100).Select(serial => Add(writer, serial)).ToArray();
        target.AcceptAll();
        await Task.WhenAll(rest);
        Assert.InRange(target.Groups.Count, 2, 3);
        Assert.Equal(101, target.Groups.Sum(group => group.Count));
    }

    [Fact]
    [Requirement("Q10")]
    public async Task A_refused_group_is_tried_again_and_said_only_when_it_is_on_disk()
    {
        using var log = new CapturedLog();
        var target = new ScriptedTarget();
        await using var writer = new Writer(target, Quick, TimeSpan.Zero, TimeProvider.System, log);
        var saved = Add(writer, 1);
        target.Refuse();
        await log.Logged(CapturedLog.Refused);
        target.Refuse();
        Assert.False(saved.IsCompleted);
        Assert.Empty(target.Groups);

        target.AcceptAll();
        await saved;
        Assert.Equal(3, target.Tries);
        Assert.True(writer.Health.IsHealthy);
    }

    [Fact]
    public async Task Callbacks_come_in_the_order_of_the_queue_and_one_that_fails_stops_none_behind_it()
    {
        using var log = new CapturedLog();
        var target = new ScriptedTarget();
        var order = new List<int>();
        await using (var writer = new Writer(target, Quick, TimeSpan.Zero, TimeProvider.System, log))
        {
            foreach (var serial in Enumerable.Range(1, 1200))
            {
                writer.Add(new StayWrite(Samples.Stay(serial, "107"), () =>
                {
                    order.Add(serial);
                    if (serial == 3) throw new InvalidOperationException("a caller's fault");
                }));
            }

            target.AcceptAll();
        }

        Assert.Equal(Enumerable.Range(1, 1200), order);
        Assert.True(log.Has(CapturedLog.CallbackFailed));
    }

    [Fact]
    public async Task A_row_nobody_waits_for_is_written_with_what_comes_after_it()
    {
        using var log = new CapturedLog();
        var target = new ScriptedTarget();
        target.AcceptAll();
        await using var writer = new Writer(target, Quick, TimeSpan.FromHours(1), TimeProvider.System, log);
        writer.Add(new CallWrite(Samples.Call(1)));
        writer.Add(new CallWrite(Samples.Call(2)));
        await Add(writer, 1);
        Assert.Equal(3, Assert.Single(target.Groups).Count);
    }

    [Fact]
    public async Task A_row_nobody_waits_for_is_written_alone_after_a_while_or_at_the_stop()
    {
        using var log = new CapturedLog();
        var written = new ScriptedTarget();
        await using (var writer = new Writer(written, Quick, TimeSpan.FromMilliseconds(1), TimeProvider.System, log))
        {
            writer.Add(new CallWrite(Samples.Call(1)));
            written.Accept();
            await written.Committed;
        }

        var stopped = new ScriptedTarget();
        stopped.AcceptAll();
        await using (var writer = new Writer(stopped, Quick, TimeSpan.FromHours(1), TimeProvider.System, log)) writer.Add(new CallWrite(Samples.Call(2)));
        Assert.Single(Assert.Single(stopped.Groups));
    }

    [Fact]
    public async Task A_row_that_comes_right_behind_what_was_waited_for_is_written_too()
    {
        using var log = new CapturedLog();
        var target = new ScriptedTarget();
        target.AcceptAll();
        await using var writer = new Writer(target, Quick, TimeSpan.FromMilliseconds(20), TimeProvider.System, log);
        for (var i = 0; i < 50; i++)
        {
            await Add(writer, i);
            var unawaited = new UnawaitedWrite();
            writer.Add(unawaited);
            await unawaited.Done;
        }
    }

    /// <summary>A server that stopped while old calls were being removed said as an error that an ExpiryWrite came after the stop.</summary>
    [Fact]
    public async Task What_comes_after_the_stop_is_said_in_words_and_only_where_something_is_lost()
    {
        using var log = new CapturedLog();
        var writer = new Writer(new ScriptedTarget(), Quick, TimeSpan.Zero, TimeProvider.System, log);
        await writer.DisposeAsync();
        writer.Add(new ExpiryWrite(Samples.Noon, writer.Add));
        Assert.False(log.Has(CapturedLog.TooLate));
        writer.Add(new StayWrite(Samples.Stay(7, "107"), static () => { }));
        Assert.Equal("The record of call 7 for user 107 came after the stop and was not written.", await log.Logged(CapturedLog.TooLate));
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 200)]
    [InlineData(5, 1600)]
    [InlineData(9, 5000)]
    [InlineData(1000, 5000)]
    public void The_delay_doubles_up_to_the_longest(int refusals, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), new RetryDelays(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5)).After(refusals));

    private static Task Add(Writer writer, int serial)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        writer.Add(new StayWrite(Samples.Stay(serial, "107"), done.SetResult));
        return done.Task;
    }

    private sealed class UnawaitedWrite : Write
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override bool IsAwaited => false;

        public override string? Content => null;

        public Task Done => _done.Task;

        public override void Committed() => _done.SetResult();
    }
}
