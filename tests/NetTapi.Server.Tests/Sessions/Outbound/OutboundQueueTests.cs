using CsCheck;
using Microsoft.Extensions.Time.Testing;
using NetTapi.Server.Sessions.Outbound;
using NetTapi.Testing;

namespace NetTapi.Server.Tests.Sessions.Outbound;

public sealed class OutboundQueueTests : IDisposable
{
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    private readonly ScriptedSender _sender = new();
    private readonly FakeTimeProvider _time = new();
    private readonly OutboundBudget _budget = new(totalBytes: 4000, maxSessions: 10);
    private readonly List<CutOff> _cutOffs = [];
    private readonly OutboundQueue _queue;

    public OutboundQueueTests() => _queue = new OutboundQueue(_sender, _budget, new OutboundSettings(1000, SendTimeout, _time), _cutOffs.Add);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public void What_waits_goes_with_one_send()
    {
        Assert.Equal(Added.First, _queue.Add("one,"u8));
        Assert.Equal(Added.Behind, _queue.Add("two,"u8));
        _queue.Send();
        Assert.Equal(["one,two,"], _sender.Sends);
    }

    [Fact]
    public void What_is_added_during_a_send_goes_with_the_next_one()
    {
        _sender.Stalled = true;
        _queue.Add("one,"u8);
        _queue.Send();
        Assert.Equal(Added.Behind, _queue.Add("two,"u8));
        Assert.Equal(Added.Behind, _queue.Add("three,"u8));
        _queue.Send();
        _sender.LetGo();
        Assert.Equal(["one,", "two,three,"], _sender.Sends);
    }

    [Fact]
    public void An_idle_session_holds_no_buffer()
    {
        _queue.Add("one"u8);
        Assert.True(_queue.BufferBytes > 0);
        _queue.Send();
        Assert.Equal(0, _queue.BufferBytes);
        Assert.Equal(0, _queue.Bytes);
    }

    [Fact]
    [Requirement("N12")]
    public void A_session_that_falls_behind_is_cut_off_once_and_holds_nothing_more()
    {
        _sender.Stalled = true;
        _queue.Add(new byte[600]);
        _queue.Send();
        Assert.Equal(Added.Behind, _queue.Add(new byte[400]));
        Assert.Equal(Added.Refused, _queue.Add("x"u8));
        Assert.Equal(Added.Refused, _queue.Add("y"u8));
        Assert.Equal([CutOff.QueueFull], _cutOffs);
        Assert.False(_queue.IsOpen);
        _sender.Break();
        Assert.Equal(0, _queue.BufferBytes);
        Assert.Equal(0, _budget.Taken);
    }

    [Fact]
    [Requirement("N12")]
    public void A_send_that_does_not_get_through_in_time_cuts_the_session_off()
    {
        _sender.Stalled = true;
        _queue.Add("one"u8);
        _queue.Send();
        _time.Advance(SendTimeout - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_cutOffs);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([CutOff.SendTimeout], _cutOffs);
    }

    [Fact]
    public void The_deadline_is_that_of_each_send_not_of_all_together()
    {
        for (int send = 0; send < 3; send++)
        {
            _sender.Stalled = true;
            _queue.Add("x"u8);
            _queue.Send();
            _time.Advance(SendTimeout * 0.9);
            _sender.LetGo();
        }
        _time.Advance(SendTimeout * 2);
        Assert.Empty(_cutOffs);
    }

    [Fact]
    public async Task Completing_sends_what_waits_and_takes_nothing_more()
    {
        _sender.Stalled = true;
        _queue.Add("one,"u8);
        _queue.Send();
        _queue.Add("two"u8);
        Task drained = _queue.CompleteAsync();
        Assert.False(drained.IsCompleted);
        Assert.Equal(Added.Refused, _queue.Add("three"u8));
        _sender.LetGo();
        await drained;
        Assert.Equal(["one,", "two"], _sender.Sends);
        Assert.Empty(_cutOffs);
    }

    [Fact]
    public async Task An_aborted_connection_always_frees_the_writer()
    {
        _sender.Stalled = true;
        _queue.Add("one"u8);
        _queue.Send();
        Task drained = _queue.CompleteAsync();
        _queue.Abort();
        _sender.Break();
        await drained;
        Assert.Equal(0, _queue.BufferBytes);
    }

    [Fact]
    [Requirement("N12")]
    public void When_the_total_is_used_up_only_sessions_beyond_their_own_share_are_cut_off()
    {
        var budget = new OutboundBudget(totalBytes: 4000, maxSessions: 10);
        Assert.Equal(200, budget.OwnShare);
        var cutOffs = new List<CutOff>();
        var settings = new OutboundSettings(10_000, SendTimeout, _time);
        using var greedy = new OutboundQueue(new ScriptedSender { Stalled = true }, budget, settings, cutOffs.Add);
        using var modest = new OutboundQueue(new ScriptedSender { Stalled = true }, budget, settings, cutOffs.Add);

        Assert.Equal(Added.First, greedy.Add(new byte[2200]));
        Assert.Equal(2000, budget.Taken);
        Assert.Equal(Added.First, modest.Add(new byte[200]));
        Assert.Equal(Added.Refused, modest.Add(new byte[1]));
        Assert.Equal([CutOff.TotalFull], cutOffs);
        greedy.Abort();
        Assert.Equal(0, budget.Taken);
    }

    [Fact]
    public void Every_byte_goes_out_once_and_in_order_whatever_the_transport_does() =>
        Gen.Int[0, 2].List[1, 40].Sample(steps =>
        {
            var sender = new ScriptedSender();
            using var queue = new OutboundQueue(sender, new OutboundBudget(1 << 20, 1), new OutboundSettings(1 << 20, SendTimeout, _time), _ => { });
            var expected = new List<string>();
            foreach (int step in steps)
            {
                string message = $"{expected.Count},";
                if (step == 0) sender.Stalled = true;
                if (step == 1 && sender.IsPending) sender.LetGo();
                if (queue.Add(System.Text.Encoding.ASCII.GetBytes(message)) == Added.First) queue.Send();
                expected.Add(message);
            }
            if (sender.IsPending) sender.LetGo();
            Assert.Equal(string.Concat(expected), string.Concat(sender.Sends));
            Assert.Equal(0, queue.BufferBytes);
        });
}
