using System.Net;
using System.Text;
using NetTapi.Sip.Sdp;

namespace NetTapi.Sip.Tests.Sdp;

public class SessionDescriptionTests
{
    private const string Offer =
        """
        v=0
        o=alice 2890844526 2890844527 IN IP4 host.anywhere.com
        s= 
        c=IN IP4 192.0.2.1
        b=AS:64
        t=0 0
        a=x-unknown:kept
        m=audio 49170/2 RTP/AVP 96 0 8 101 35
        i=voice
        a=rtpmap:96 opus/48000/2
        a=fmtp:96 useinbandfec=1
        a=rtpmap:101 telephone-event/8000
        a=fmtp:101 0-16
        a=ptime:20
        y=strange
        m=video 51372 RTP/AVP 31
        c=IN IP6 2001:db8::1
        a=sendonly

        """;

    [Fact]
    public void A_description_is_written_as_it_was_read_unknown_lines_included() =>
        Assert.Equal(Offer.ReplaceLineEndings("\r\n"), Parse(Offer).ToString());

    [Fact]
    public void Codecs_are_read_from_rtpmap_fmtp_and_the_static_table()
    {
        var audio = Parse(Offer).Media[0];

        Assert.Equal(2, audio.PortCount);
        Assert.Equal(
            [new(96, "opus", 48000, 2, "useinbandfec=1"), SdpCodec.Pcmu, SdpCodec.Pcma, new(101, "telephone-event", 8000, 1, "0-16")],
            audio.Codecs);
    }

    [Fact]
    public void The_address_is_the_mediums_own_or_else_the_sessions()
    {
        var offer = Parse(Offer);

        Assert.Equal("192.0.2.1", offer.ConnectionOf(offer.Media[0]));
        Assert.Equal("2001:db8::1", offer.ConnectionOf(offer.Media[1]));
        var endpoint = AudioEndpoint.Of(offer)!;
        Assert.Equal(IPEndPoint.Parse("192.0.2.1:49170"), endpoint.Target);
        Assert.Equal(101, endpoint.TelephoneEvent!.PayloadType);
        Assert.Equal("opus", endpoint.Preferred!.Name);
    }

    [Theory]
    [InlineData("", "192.0.2.1", MediaDirection.SendReceive)]
    [InlineData("a=sendonly", "192.0.2.1", MediaDirection.SendOnly)]
    [InlineData("a=inactive", "192.0.2.1", MediaDirection.Inactive)]
    [InlineData("a=recvonly", "192.0.2.1", MediaDirection.ReceiveOnly)]
    [InlineData("", "0.0.0.0", MediaDirection.SendOnly)]
    [InlineData("a=recvonly", "0.0.0.0", MediaDirection.Inactive)]
    public void Every_way_to_hold_is_understood(string attribute, string address, MediaDirection expected)
    {
        foreach (var text in new[]
                 {
                     $"v=0\no=- 1 1 IN IP4 h\ns=-\nc=IN IP4 {address}\nt=0 0\nm=audio 4000 RTP/AVP 0\n{attribute}",
                     $"v=0\no=- 1 1 IN IP4 h\ns=-\n{attribute}\nm=audio 4000 RTP/AVP 0\nc=IN IP4 {address}",
                 })
        {
            var endpoint = AudioEndpoint.Of(Parse(text))!;
            Assert.Equal(expected, endpoint.Direction);
            Assert.Equal(!expected.HasFlag(MediaDirection.ReceiveOnly), endpoint.IsHold);
            Assert.Equal(address == "0.0.0.0", endpoint.Target is null);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("o=- 1 1 IN IP4 h")]
    [InlineData("v=1")]
    [InlineData("v=0\nm =audio 1 RTP/AVP 0")]
    [InlineData("v=0\nm=audio")]
    [InlineData("v=0\nm=audio x RTP/AVP 0")]
    [InlineData("v=0\nm=audio 70000 RTP/AVP 0")]
    [InlineData("v=0\nm=audio 1 RTP/AVP")]
    public void What_is_no_description_is_not_taken(string text) => Assert.False(SessionDescription.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void A_copy_with_other_lines_has_the_codecs_of_its_own()
    {
        var media = AudioSession.Offer(new SdpOrigin(7, 1, IPAddress.Loopback), new IPEndPoint(IPAddress.Loopback, 4000), [SdpCodec.Pcmu, SdpCodec.TelephoneEvent]).Audio!;
        Assert.Equal([SdpCodec.Pcmu, SdpCodec.TelephoneEvent], media.Codecs);
        Assert.Equal([SdpCodec.Pcmu], (media with { Lines = [] }).Codecs);
        Assert.Equal([SdpCodec.Pcma], (media with { Formats = ["8"] }).Codecs.Select(codec => codec with { Parameters = null }));
    }

    [Fact]
    public void A_next_version_is_one_higher_and_nothing_else()
    {
        var offer = Parse(Offer);
        var next = offer.With(offer.Origin!.Next());

        Assert.Equal(offer.ToString().Replace("2890844527", "2890844528", StringComparison.Ordinal), next.ToString());
    }

    internal static SessionDescription Parse(string text)
    {
        Assert.True(SessionDescription.TryParse(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")), out var description));
        return description;
    }
}
