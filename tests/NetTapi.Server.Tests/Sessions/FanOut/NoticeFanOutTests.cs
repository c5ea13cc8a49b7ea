using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NetTapi.Protocol.Encodings;
using NetTapi.Server.Sessions;
using NetTapi.Server.Sessions.FanOut;
using NetTapi.Server.Sessions.Outbound;
using NetTapi.Telephony.Notices;
using NetTapi.Testing;

namespace NetTapi.Server.Tests.Sessions.FanOut;

public sealed class NoticeFanOutTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<SessionMetrics>().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Theory]
    [Requirement("N7")]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_delivery_is_reported_once_when_every_receiver_has_it(int workers)
    {
        await using NoticeFanOut fanOut = Create(workers);
        ImmutableArray<IWatcher> receivers = [.. Enumerable.Range(0, 10).Select(lane => new Receiver(lane))];
        var reported = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fanOut.Deliver(Notices.Incoming(), receivers, reported.SetResult);
        await reported.Task;
        Assert.All(receivers, receiver => Assert.Single(((Receiver)receiver).Taken));
    }

    [Fact]
    public async Task A_delivery_to_nobody_is_reported_at_once()
    {
        await using NoticeFanOut fanOut = Create(2);
        bool reported = false;
        fanOut.Deliver(Notices.Incoming(), [], () => reported = true);
        Assert.True(reported);
    }

    [Fact]
    [Requirement("N12")]
    public async Task With_its_backlog_full_a_worker_cuts_its_receivers_off_and_the_caller_never_waits()
    {
        using var held = new ManualResetEventSlim();
        var slow = new Receiver(0) { Hold = held };
        await using (NoticeFanOut fanOut = Create(1, backlog: 4))
        {
            int reported = 0;
            while (!slow.IsCutOff) fanOut.Deliver(Notices.Incoming(), [slow], () => Interlocked.Increment(ref reported));
            Assert.InRange(reported, 1, 2);
            held.Set();
        }
        Assert.Equal(CutOff.FanOutFull, slow.Reason);
    }

    [Fact]
    public async Task A_callback_that_fails_costs_no_one_else_a_notice()
    {
        var receiver = new Receiver(0);
        await using (NoticeFanOut fanOut = Create(1))
        {
            fanOut.Deliver(Notices.Incoming(1), [receiver], () => throw new InvalidOperationException("on purpose"));
            fanOut.Deliver(Notices.Incoming(2), [receiver], null);
        }
        Assert.Equal([1, 2], receiver.Taken.Select(notice => notice.Serial.Value));
    }

    [Fact]
    public void A_notice_is_encoded_once_for_each_encoding()
    {
        var notice = new EncodedNotice(Notices.Incoming());
        foreach (WireEncoding encoding in new[] { WireEncoding.Utf8, WireEncoding.Latin1, WireEncoding.Windows1252 })
            Assert.True(notice.In(encoding) == notice.In(encoding));
    }

    private NoticeFanOut Create(int workers, int backlog = 1000) =>
        new(workers, backlog, _services.GetRequiredService<SessionMetrics>(), NullLogger<NoticeFanOut>.Instance);

    private sealed class Receiver(int lane) : INoticeReceiver
    {
        public List<Notice> Taken { get; } = [];

        public ManualResetEventSlim? Hold { get; init; }

        public CutOff? Reason { get; private set; }

        public bool IsCutOff => Reason is not null;

        public int Lane => lane;

        public bool IsOpen => !IsCutOff;

        public Added Take(EncodedNotice notice)
        {
            Hold?.Wait();
            Taken.Add(notice.Notice);
            return Added.First;
        }

        public void Send()
        {
        }

        void INoticeReceiver.CutOff(CutOff reason) => Reason ??= reason;
    }
}
