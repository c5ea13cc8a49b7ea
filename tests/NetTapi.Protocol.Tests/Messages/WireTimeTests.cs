using CsCheck;
using NetTapi.Protocol.Messages;
using NetTapi.Testing;

namespace NetTapi.Protocol.Tests.Messages;

/// <summary>Times as they stand on the wire.</summary>
public class WireTimeTests
{
    [Theory]
    [Requirement("Q4")]
    [InlineData(0, "0:00:00", "0:00")]
    [InlineData(59.999, "0:00:59", "0:59")]
    [InlineData(3600, "1:00:00", "60:00")]
    [InlineData(36061.5, "10:01:01", "601:01")]
    [InlineData(-5, "0:00:00", "0:00")]
    public void Seconds_are_cut_and_the_first_figure_is_not_padded(double seconds, string duration, string minutes)
    {
        var text = new char[WireTime.Longest];
        var span = TimeSpan.FromSeconds(seconds);
        Assert.Equal(duration, WireTime.FormatDuration(span, text).ToString());
        Assert.Equal(minutes, WireTime.FormatMinutes(span, text).ToString());
    }

    [Fact]
    [Requirement("Q4")]
    public void What_is_written_is_read_back() => Gen.Int[0, 10_000_000].Sample(seconds =>
    {
        var text = new char[WireTime.Longest];
        var span = TimeSpan.FromSeconds(seconds);
        Assert.True(WireTime.TryParseSpan(WireTime.FormatDuration(span, text), out var duration) && duration == span);
        Assert.True(WireTime.TryParseSpan(WireTime.FormatMinutes(span, text), out var minutes) && minutes == span);
    });

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData(":")]
    [InlineData("1:2:3:4")]
    [InlineData("-1:00")]
    [InlineData("a:00")]
    public void What_is_no_time_is_refused(string text) => Assert.False(WireTime.TryParseSpan(text, out _));

    [Fact]
    [Requirement("Q3")]
    public void An_instant_is_local_and_has_an_at_sign()
    {
        var instant = new DateTime(2006, 2, 27, 15, 4, 3);
        Assert.Equal("2006/02/27@15:04:03", WireTime.FormatInstant(instant, new char[WireTime.Longest]).ToString());
        Assert.True(WireTime.TryParseInstant("2006/02/27@15:04:03", out var read) && read == instant);
        Assert.False(WireTime.TryParseInstant("2006/02/30@15:04:03", out _));
    }
}
