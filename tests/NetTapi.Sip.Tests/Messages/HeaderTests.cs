using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Messages;

public class HeaderTests
{
    [Theory]
    [InlineData("\"A. G. Bell\" <sip:agb@bell-telephone.com> ;tag=a48s", "A. G. Bell", "sip:agb@bell-telephone.com", "a48s")]
    [InlineData("sip:+12125551212@server.phone2net.com;tag=887s", null, "sip:+12125551212@server.phone2net.com", "887s")]
    [InlineData("Anonymous <sip:c8oqz84zk7z@privacy.org>;tag=hyh8", "Anonymous", "sip:c8oqz84zk7z@privacy.org", "hyh8")]
    [InlineData("\"<evil> , \\\"x\\\"\" <sip:a@h;p=1>", "<evil> , \"x\"", "sip:a@h;p=1", null)]
    [InlineData("<tel:+1-201-555-0123>", null, "tel:+1-201-555-0123", null)]
    public void A_name_and_address_are_read(string text, string? name, string uri, string? tag)
    {
        var address = NameAddress.Parse(text);

        Assert.Equal(name, address.DisplayName);
        Assert.Equal(uri, address.Uri.ToString());
        Assert.Equal(tag, address.Tag);
        Assert.Equal(address.ToString(), NameAddress.Parse(address.ToString()).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"open <sip:a@h>")]
    [InlineData("\"name\" sip:a@h")]
    [InlineData("name <sip:a@h")]
    [InlineData("<sip:a@h>;;")]
    [InlineData("<sip:a@h>x")]
    [InlineData("sip:a@h?x=y")]
    [InlineData("sip:a@h, sip:b@h")]
    public void What_is_no_address_is_not_taken(string text) => Assert.False(NameAddress.TryParse(text, out _));

    [Fact]
    public void A_Via_is_read_with_white_space_about_every_separator()
    {
        Assert.True(Via.TryParse("SIP / 2.0 / UDP first.example.com: 4000;ttl=16 ;maddr=224.2.0.1 ;branch=z9hG4bKa7c6a8dlze.1;rport", out var via));
        Assert.Equal(("UDP", "first.example.com", 4000), (via.Transport, via.Host, via.Port));
        Assert.Equal("first.example.com:4000", via.SentBy);
        Assert.True(via.WantsRPort);
        Assert.Null(via.RPort);
        Assert.Equal("SIP/2.0/UDP first.example.com:4000;ttl=16;maddr=224.2.0.1;branch=z9hG4bKa7c6a8dlze.1;rport", via.ToString());
        Assert.True(Via.TryParse("SIP/2.0/TCP [2001:db8::9:1]:5061;received=192.0.2.1;rport=9", out var other));
        Assert.Equal(("[2001:db8::9:1]", "192.0.2.1", 9), (other.Host, other.Received, other.RPort));
    }

    [Fact]
    public void Lists_are_split_at_commas_outside_quotes_and_brackets()
    {
        var headers = new HeaderList(
            new SipHeader("m", "\"a, \\\"b\" <sip:a,b@h>;x=\"1,2\" , <sip:c@h>"), new SipHeader("Via", "x"), new SipHeader("CONTACT", "sip:d@h,,"));

        Assert.Equal(["\"a, \\\"b\" <sip:a,b@h>;x=\"1,2\"", "<sip:c@h>", "sip:d@h"], headers.Values("Contact"));
        Assert.Equal(2, headers.CountOf("contact"));
    }

    [Fact]
    public void Several_headers_are_set_at_once_each_where_its_first_was_or_at_the_end()
    {
        var headers = new HeaderList(new SipHeader("k", "100rel"), new SipHeader("To", "<sip:a@h>"), new SipHeader("allow", "BYE"), new SipHeader("Supported", "timer"));

        var set = headers.Replace(new SipHeader("Allow", "INVITE"), new SipHeader("Server", "x"), new SipHeader("Supported", "path"));

        Assert.Equal(["Supported: path", "To: <sip:a@h>", "Allow: INVITE", "Server: x"], set.Select(header => header.ToString()));
        Assert.Equal(4, headers.Count);
    }

    [Fact]
    public void Changing_a_list_keeps_the_order_of_what_stays()
    {
        var headers = new HeaderList(new SipHeader("v", "one, two"), new SipHeader("X", "1"), new SipHeader("Via", "three"), new SipHeader("X", "2"));

        Assert.Equal(["v: new, two", "X: 1", "Via: three", "X: 2"], headers.ReplaceFirstValue("Via", "new").Select(header => header.ToString()));
        Assert.Equal(["v: one, two", "x: 3", "Via: three"], headers.Replace("x", "3").Select(header => header.ToString()));
        Assert.Equal(["X: 1", "X: 2"], headers.Remove("via").Select(header => header.ToString()));
        Assert.Equal("Via: zero", headers.Prepend("Via", "zero")[0].ToString());
        Assert.Equal("Route: r", headers.ReplaceFirstValue("Route", "r")[0].ToString());
    }

    [Theory]
    [InlineData("X", "a\r\nEvil: 1")]
    [InlineData("X", "a\nb")]
    [InlineData("X: y\r\nZ", "a")]
    [InlineData("", "a")]
    public void No_value_can_break_its_line(string name, string value) => Assert.Throws<ArgumentException>(() => new SipHeader(name, value));

    [Fact]
    public void Compact_and_full_names_are_one()
    {
        foreach (var (compact, full) in new[]
                 {
                     ("i", "Call-ID"), ("m", "Contact"), ("e", "Content-Encoding"), ("l", "Content-Length"), ("c", "Content-Type"), ("f", "From"),
                     ("s", "Subject"), ("k", "Supported"), ("t", "To"), ("v", "Via"), ("r", "Refer-To"), ("x", "Session-Expires"), ("o", "Event"), ("u", "Allow-Events"),
                 })
        {
            Assert.True(HeaderNames.Same(compact, full));
            Assert.True(HeaderNames.Same(compact.ToUpperInvariant(), full.ToLowerInvariant()));
        }

        Assert.False(HeaderNames.Same("q", "Contact"));
    }
}
