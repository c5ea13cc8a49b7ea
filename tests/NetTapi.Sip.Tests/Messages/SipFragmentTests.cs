using System.Text;
using CsCheck;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Messages;

/// <summary>What a notice of a REFER says (RFC 3420), and what names a dialog, from whoever sends it.</summary>
public class SipFragmentTests
{
    [Theory]
    [InlineData("SIP/2.0 100 Trying", 100, "Trying")]
    [InlineData("SIP/2.0 200 OK\r\nTo: <sip:a@b>\r\n", 200, "OK")]
    [InlineData("sip/2.0 486", 486, "")]
    [InlineData("SIP/2.0 603 Decline\n", 603, "Decline")]
    public void The_status_line_is_read(string text, int status, string reason)
    {
        Assert.True(SipFragment.TryParse(Encoding.UTF8.GetBytes(text), out var fragment));
        Assert.Equal(new SipFragment(status, reason), fragment);
        Assert.True(SipFragment.TryParse(fragment.ToBytes(), out var again));
        Assert.Equal(fragment, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("SIP/2.0 ")]
    [InlineData("SIP/2.0 99 Few")]
    [InlineData("SIP/2.0 099 Few")]
    [InlineData("SIP/2.0 700 Many")]
    [InlineData("INVITE sip:a@b SIP/2.0")]
    public void What_is_no_status_line_is_not_read(string text) => Assert.False(SipFragment.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void No_bytes_make_it_throw() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        _ = SipFragment.TryParse(bytes, out _);
        byte[] whole = [.. "SIP/2.0 "u8, .. bytes];
        if (SipFragment.TryParse(whole, out var fragment)) Assert.InRange(fragment.Status, 100, 699);
    });

    [Fact]
    public void No_text_in_place_of_a_dialog_makes_it_throw() => Gen.String[Gen.Char[" ;=%&?@abto-tagfrom-tag1\0é"], 0, 60].Sample(text =>
    {
        _ = Replaces.TryParse(text, out _);
        _ = Replaces.Of(SipUri.Parse("sip:a@b") with { Headers = $"Replaces={text}" });
    });
}
