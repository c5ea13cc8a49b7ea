using System.IO.Pipelines;
using System.Text;
using NetTapi.Protocol.Framing;
using NetTapi.Testing;

namespace NetTapi.Protocol.Tests.Framing;

/// <summary>The one loop that reads messages off a pipe. The pipe's reader runs inline, so each segment is looked at before the next is written.</summary>
public class MessagePumpTests
{
    private static readonly PipeOptions Inline = new(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false);

    private readonly Pipe _pipe = new(Inline);
    private readonly Collector _collector = new();

    [Fact]
    [Requirement("W8")]
    public async Task Messages_arrive_whole_and_in_order_over_every_segmentation()
    {
        byte[] wire = [.. Wire.Terminated("!<dial><addr=9,1>"), .. Wire.Terminated("?<call_info=1>")];
        foreach (var arrival in Segmentation.Of(wire))
        {
            var pipe = new Pipe(Inline);
            var collector = new Collector();
            var run = MessagePump.RunAsync(pipe.Reader, ProtocolLimits.Default, collector, CancellationToken.None);
            foreach (var segment in arrival.Segments) await pipe.Writer.WriteAsync(segment);
            Assert.Equal(["!<dial><addr=9,1>", "?<call_info=1>"], collector.Messages);
            await pipe.Writer.CompleteAsync();
            await run;
            Assert.Empty(collector.Faults);
        }
    }

    [Fact]
    [Requirement("W7")]
    public async Task The_end_of_the_stream_inside_a_message_is_a_fault()
    {
        var run = Run();
        await _pipe.Writer.WriteAsync(Wire.Bytes("!<dial"));
        await _pipe.Writer.CompleteAsync();
        await run;
        Assert.Equal([ProtocolFault.Truncated], _collector.Faults);
        Assert.Empty(_collector.Messages);
    }

    [Fact]
    public async Task The_end_of_the_stream_after_padding_is_none()
    {
        var run = Run();
        await _pipe.Writer.WriteAsync(Wire.Bytes(" \r\n\0"));
        await _pipe.Writer.CompleteAsync();
        await run;
        Assert.Empty(_collector.Faults);
    }

    [Fact]
    [Requirement("W7")]
    public async Task A_message_without_end_is_refused_as_soon_as_it_passes_the_limit()
    {
        var limits = new ProtocolLimits { MaxMessageBytes = 100 };
        var run = MessagePump.RunAsync(_pipe.Reader, limits, _collector, CancellationToken.None);
        for (var sent = 0; !run.IsCompleted; sent += 10)
        {
            Assert.InRange(sent, 0, 100);
            await _pipe.Writer.WriteAsync(Wire.Bytes("!<aaaaaaaa"));
        }

        await run;
        Assert.Equal([ProtocolFault.MessageTooLong], _collector.Faults);
    }

    [Fact]
    public async Task A_receiver_that_wants_no_more_ends_the_reading_behind_its_message()
    {
        _collector.Wanted = 1;
        var run = Run();
        await _pipe.Writer.WriteAsync(new byte[][] { Wire.Terminated("!<a>"), Wire.Terminated("!<b>") }.SelectMany(bytes => bytes).ToArray());
        await run;
        Assert.Equal(["!<a>"], _collector.Messages);
        Assert.True(_pipe.Reader.TryRead(out var rest));
        Assert.Equal("!<b>\u0004", Encoding.UTF8.GetString(rest.Buffer));
    }

    [Fact]
    public async Task The_next_message_waits_until_the_receiver_is_through()
    {
        _collector.Gate = new TaskCompletionSource();
        var run = Run();
        await _pipe.Writer.WriteAsync(Wire.Bytes("!<a>\u0004!<b>\u0004"));
        Assert.Equal(["!<a>"], _collector.Messages);
        _collector.Gate.SetResult();
        await _pipe.Writer.CompleteAsync();
        await run;
        Assert.Equal(["!<a>", "!<b>"], _collector.Messages);
    }

    [Fact]
    public async Task Cancellation_ends_the_reading()
    {
        using var source = new CancellationTokenSource();
        var run = MessagePump.RunAsync(_pipe.Reader, ProtocolLimits.Default, _collector, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task A_cancelled_read_leaves_the_pipe_fit_for_the_next()
    {
        var run = Run();
        _pipe.Reader.CancelPendingRead();
        await run;
        await _pipe.Writer.WriteAsync(Wire.Terminated("!<a>"));
        await _pipe.Writer.CompleteAsync();
        await Run();
        Assert.Equal(["!<a>"], _collector.Messages);
    }

    [Fact]
    public async Task A_receiver_that_throws_leaves_the_pipe_fit_for_the_next()
    {
        _collector.Throws = true;
        var run = Run();
        await _pipe.Writer.WriteAsync(Wire.Bytes("!<a>\u0004!<b>\u0004"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => run);
        Assert.True(_pipe.Reader.TryRead(out var rest));
        Assert.Equal("!<b>\u0004", Encoding.UTF8.GetString(rest.Buffer));
    }

    private Task Run() => MessagePump.RunAsync(_pipe.Reader, ProtocolLimits.Default, _collector, CancellationToken.None);

    private sealed class Collector : IMessageReceiver
    {
        public List<string> Messages { get; } = [];

        public List<ProtocolFault> Faults { get; } = [];

        public int Wanted { get; set; } = int.MaxValue;

        public bool Throws { get; set; }

        public TaskCompletionSource? Gate { get; set; }

        public ValueTask<bool> OnMessageAsync(ReadOnlySpan<byte> message)
        {
            Messages.Add(Encoding.UTF8.GetString(message));
            if (Throws) throw new InvalidOperationException("the receiver's own fault");
            return ContinueAsync(Messages.Count < Wanted);
        }

        public ValueTask OnFaultAsync(ProtocolFault fault)
        {
            Faults.Add(fault);
            return default;
        }

        private async ValueTask<bool> ContinueAsync(bool wanted)
        {
            if (Gate is not null) await Gate.Task;
            return wanted;
        }
    }
}
