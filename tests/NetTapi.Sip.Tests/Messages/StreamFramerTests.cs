using System.Buffers;
using System.Text;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Messages;

public class StreamFramerTests
{
    [Fact]
    public void Messages_come_out_whole_however_the_stream_is_cut()
    {
        byte[] stream = [.. SampleMessages.All[0], .. "\r\n"u8, .. SampleMessages.All[2], .. SampleMessages.All[1]];
        for (var size = 1; size <= stream.Length; size = size < 40 ? size + 1 : size * 2)
        {
            var found = Feed(stream, size, out var pings);
            Assert.Equal(SampleMessages.All.Select(Convert.ToHexString).Order(), found.Select(Convert.ToHexString).Order());
            Assert.Equal(0, pings);
        }
    }

    [Fact]
    public void A_double_line_end_between_messages_is_a_ping()
    {
        byte[] stream = [.. "\r\n\r\n"u8, .. SampleMessages.All[1], .. "\r\n\r\n\r\n\r\n"u8, .. SampleMessages.All[1]];
        for (var size = 1; size <= stream.Length; size++)
        {
            Assert.Equal(2, Feed(stream, size, out var pings).Count);
            Assert.Equal(3, pings);
        }
    }

    [Theory]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 0\r\nl: 0")]
    [InlineData("Content-Length: 99999999999")]
    [InlineData("Content-Length: 70000")]
    [InlineData("Content-Length: x")]
    public void A_length_that_cannot_be_trusted_breaks_the_stream(string header)
    {
        var buffer = new ReadOnlySequence<byte>(Encoding.ASCII.GetBytes($"OPTIONS sip:h SIP/2.0\r\n{header}\r\n\r\n"));
        Assert.Equal(FrameStatus.Broken, new StreamFramer().Read(ref buffer, out var part));
        Assert.Equal(buffer.Length, part.Length);
    }

    [Fact]
    public void A_folded_length_is_understood_and_a_missing_one_means_no_body()
    {
        var buffer = new ReadOnlySequence<byte>("A sip:h SIP/2.0\r\nContent-Length:\r\n 3\r\n\r\nabcB sip:h SIP/2.0\r\nX: y\r\n\r\n"u8.ToArray());
        var framer = new StreamFramer();

        Assert.Equal(FrameStatus.Message, framer.Read(ref buffer, out var first));
        Assert.EndsWith("abc", Encoding.ASCII.GetString(first), StringComparison.Ordinal);
        Assert.Equal(FrameStatus.Message, framer.Read(ref buffer, out var second));
        Assert.StartsWith("B ", Encoding.ASCII.GetString(second), StringComparison.Ordinal);
        Assert.True(buffer.IsEmpty);
    }

    [Fact]
    public void A_head_that_never_ends_breaks_the_stream_at_its_bound()
    {
        var framer = new StreamFramer(new SipLimits { HeadBytes = 1_000 });
        var stream = new ReadOnlySequence<byte>(Enumerable.Repeat((byte)'x', 1_001).ToArray());
        var begun = stream.Slice(0, 1_000);

        Assert.Equal(FrameStatus.Incomplete, framer.Read(ref begun, out _));
        Assert.Equal(FrameStatus.Broken, framer.Read(ref stream, out _));
    }

    private static List<byte[]> Feed(byte[] stream, int size, out int pings)
    {
        var framer = new StreamFramer();
        var found = new List<byte[]>();
        var consumed = 0;
        pings = 0;
        for (var end = Math.Min(size, stream.Length); ; end = Math.Min(end + size, stream.Length))
        {
            var buffer = Segment.Sequence(stream[consumed..end], size);
            FrameStatus status;
            while ((status = framer.Read(ref buffer, out var message)) != FrameStatus.Incomplete)
            {
                Assert.NotEqual(FrameStatus.Broken, status);
                if (status == FrameStatus.Ping) pings++;
                else found.Add(message.ToArray());
            }

            consumed = end - (int)buffer.Length;
            if (end == stream.Length) return found;
        }
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Sequence(byte[] data, int size)
        {
            var first = new Segment { Memory = data.AsMemory(0, Math.Min(size, data.Length)) };
            var last = first;
            for (var at = first.Memory.Length; at < data.Length; at += size)
            {
                var next = new Segment { Memory = data.AsMemory(at, Math.Min(size, data.Length - at)), RunningIndex = at };
                last.Next = next;
                last = next;
            }

            return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
        }
    }
}
