using System.Net;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Messages;

public class SipUriTests
{
    [Theory]
    [InlineData("sip:alice@atlanta.com")]
    [InlineData("sip:alice:secretword@atlanta.com;transport=tcp")]
    [InlineData("sips:alice@atlanta.com?subject=project%20x&priority=urgent")]
    [InlineData("sip:+1-212-555-1212:1234@gateway.com;user=phone")]
    [InlineData("sips:1212@gateway.com")]
    [InlineData("sip:alice@192.0.2.4:5070")]
    [InlineData("sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com")]
    [InlineData("sip:alice;day=tuesday@atlanta.com")]
    [InlineData("sip:[2001:db8::10]:5080;lr")]
    [InlineData("tel:+1-201-555-0123;phone-context=example.com")]
    [InlineData("urn:service:sos")]
    public void A_URI_is_written_as_it_was_read(string text) => Assert.Equal(text, SipUri.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("sip:")]
    [InlineData("sip:@host")]
    [InlineData("alice@host")]
    [InlineData("sip:a@b@c")]
    [InlineData("sip:a@host:0")]
    [InlineData("sip:a@host:65536")]
    [InlineData("sip:a@host:x")]
    [InlineData("sip:a@ho st")]
    [InlineData("sip:a%2@host")]
    [InlineData("sip:a@[::1")]
    [InlineData("sip:a@[1.2.3.4]")]
    [InlineData("sip:a@host;;lr")]
    [InlineData("sip:a@host?")]
    [InlineData("<sip:a@host>")]
    public void What_is_no_URI_is_not_taken(string text) => Assert.False(SipUri.TryParse(text, out _));

    [Theory] // RFC 3261 19.1.4
    [InlineData("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp", true)]
    [InlineData("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5", true)]
    [InlineData("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;newparam=5", true)]
    [InlineData("sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com", "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com", true)]
    [InlineData("sip:alice@atlanta.com?subject=project%20x&priority=urgent", "sip:alice@atlanta.com?priority=urgent&subject=project%20x", true)]
    [InlineData("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP", false)]
    [InlineData("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060", false)]
    [InlineData("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp", false)]
    [InlineData("sip:bob@biloxi.com:6000;transport=tcp", "sip:bob@biloxi.com", false)]
    [InlineData("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting", false)]
    [InlineData("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4", false)]
    [InlineData("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off", false)]
    [InlineData("sip:a@h", "sips:a@h", false)]
    [InlineData("tel:1", "TEL:1", true)]
    public void URIs_match_by_the_rules_of_RFC_3261(string one, string other, bool match)
    {
        Assert.Equal(match, SipUri.Parse(one).Matches(SipUri.Parse(other)));
        Assert.Equal(match, SipUri.Parse(other).Matches(SipUri.Parse(one)));
    }

    [Fact]
    public void A_URI_made_of_parts_escapes_its_user_and_brackets_IPv6()
    {
        Assert.Equal("sip:a%20b%40c%23@host:5070", SipUri.Sip("a b@c#", "host", 5070).ToString());
        Assert.Equal("sip:128@[::1]:5060", SipUri.Sip("128", new IPEndPoint(IPAddress.IPv6Loopback, 5060)).ToString());
        Assert.Equal("a b@c#", SipUri.Sip("a b@c#", "host").UserText);
    }

    [Fact]
    public void Parameters_are_found_in_any_case()
    {
        var uri = SipUri.Parse("sip:a@h;Transport=TCP;lr;Unknown=1");

        Assert.Equal("tcp", uri.Transport);
        Assert.True(uri.IsLooseRouter);
        Assert.Equal("1", uri.Parameters["unknown"]);
        Assert.Equal("sip:a@h;Transport=TCP;lr", (uri with { Parameters = uri.Parameters.Without("UNKNOWN") }).ToString());
    }

    [Fact]
    public void Thousands_of_parameters_are_refused_for_they_would_make_a_comparison_take_for_ever()
    {
        Assert.True(SipUri.TryParse("sip:h" + Many(64), out _));
        Assert.False(SipUri.TryParse("sip:h" + Many(65), out _));

        static string Many(int count) => string.Concat(Enumerable.Range(0, count).Select(number => $";p{number}"));
    }

    [Theory]
    [InlineData("tel:+1-972-555-1128;ext=5", "+1-972-555-1128")]
    [InlineData("TEL:128", "128")]
    [InlineData("sip:92148441111;phone-context=+1@h;user=phone", "92148441111")]
    [InlineData("sip:%2A70%2B1@h", "*70+1")]
    [InlineData("mailto:a@b", null)]
    [InlineData("sip:h", null)]
    public void What_is_dialled_is_read_without_the_parameters_of_numbers(string uri, string? dialled) => Assert.Equal(dialled, SipUri.Parse(uri).Dialled);
}
