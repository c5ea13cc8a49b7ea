using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Tests.Agents;

namespace NetTapi.Sip.Tests.Sdp;

public class SdpBodyTests
{
    private const string Description = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";

    [Fact]
    public void A_description_is_found_in_a_plain_body() => Assert.Equal(4000, Read("application/sdp", Description)!.Audio!.Port);

    [Fact]
    public void A_description_is_found_among_other_parts()
    {
        var body = "preamble\r\n--b1\r\nContent-Type: application/isup\r\n\r\n\0\x01--\r\n--b1\r\nContent-Disposition: session\r\ncontent-type: application/sdp\r\n\r\n"
            + Description + "\r\n--b1--\r\n";

        Assert.Equal(4000, Read("multipart/mixed;boundary=\"b1\"", body)!.Audio!.Port);
    }

    [Theory]
    [InlineData("text/plain", "hello")]
    [InlineData("multipart/mixed", "--b1")]
    [InlineData("multipart/mixed;boundary=b1", "--b1--")]
    [InlineData("multipart/mixed;boundary=b1", "--b1\r\nContent-Type: text/plain\r\n\r\nx\r\n--b1--")]
    public void A_body_without_a_description_has_none(string type, string body) => Assert.Null(Read(type, body));

    [Fact]
    public void A_description_that_cannot_be_read_is_told_from_none() => Assert.False(SdpBody.TryRead(Message("application/sdp", "hello"), out _));

    private static SessionDescription? Read(string type, string body)
    {
        Assert.True(SdpBody.TryRead(Message(type, body), out var description));
        return description;
    }

    private static SipRequest Message(string type, string body) => TestRequest.Parse(
        "INVITE sip:1@h SIP/2.0",
        "Via: SIP/2.0/UDP h;branch=z9hG4bK1",
        "From: <sip:a@h>;tag=1",
        "To: <sip:b@h>",
        "Call-ID: x",
        "CSeq: 1 INVITE",
        $"Content-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
}
