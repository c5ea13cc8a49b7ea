using NetTapi.Protocol.Framing;
using NetTapi.Testing;

namespace NetTapi.Protocol.Tests.Framing;

/// <summary>Where messages begin and end.</summary>
public class MessageFramerTests
{
    private static readonly ProtocolLimits Small = new() { MaxMessageBytes = 8 };

    [Fact]
    [Requirement("W8")]
    public void Many_messages_in_one_segment_are_found_in_their_order()
    {
        byte[] wire = [.. Wire.Terminated("!<a>"), .. Wire.Terminated("?<b=1>"), .. Wire.Terminated("!<c>")];
        foreach (var arrival in Segmentation.Of(wire))
        {
            Assert.Equal(["!<a>", "?<b=1>", "!<c>"], Wire.Frames(arrival.Sequence(), out _, out var left));
            Assert.True(left == 0, arrival.Name);
        }
    }

    [Theory]
    [Requirement("W4")]
    [InlineData("\u0004")]
    [InlineData(" \r\n\u0004\t\0\u0004")]
    [InlineData("\0\0\0")]
    [InlineData("\r\n")]
    public void What_means_nothing_is_taken_off_and_gives_nothing(string padding)
    {
        Assert.Empty(Wire.Frames(new(Wire.Bytes(padding)), out _, out var left));
        Assert.Equal(0, left);
        Assert.Equal(["!<a>"], Wire.Frames(new([.. Wire.Bytes(padding), .. Wire.Terminated("!<a>")]), out _, out _));
    }

    [Theory]
    [Requirement("W7")]
    [InlineData("!<12345>", false)]
    [InlineData("!<123456>", true)]
    public void A_message_over_the_limit_is_known_with_and_without_its_terminator(string wire, bool tooLong)
    {
        Assert.Equal(tooLong ? FrameResult.TooLong : FrameResult.Message, Read(Wire.Terminated(wire)));
        Assert.Equal(tooLong ? FrameResult.TooLong : FrameResult.Incomplete, Read(Wire.Bytes(wire)));
    }

    [Fact]
    [Requirement("W7")]
    public void Padding_does_not_count_towards_the_limit() => Assert.Equal(FrameResult.Message, Read(Wire.Terminated(new string(' ', 100) + "!<12345>")));

    private static FrameResult Read(byte[] wire)
    {
        var results = Segmentation.Of(wire).Select(arrival =>
        {
            var buffer = arrival.Sequence();
            // Padding behind a message that has no end yet would be part of it.
            return arrival.Name == "padded" ? (FrameResult?)null : MessageFramer.Read(ref buffer, Small, out _);
        });
        return Assert.Single(results.OfType<FrameResult>().Distinct());
    }
}
