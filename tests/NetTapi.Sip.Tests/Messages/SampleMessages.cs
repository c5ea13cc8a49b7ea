using System.Text;

namespace NetTapi.Sip.Tests.Messages;

/// <summary>Good messages of everyday calls, for tests that go through many.</summary>
internal static class SampleMessages
{
    public const string Invite =
        """
        INVITE sip:128@192.0.2.10:5060;transport=udp SIP/2.0
        Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bKabc;rport
        v: SIP/2.0/TCP 203.0.113.9;branch=z9hG4bKdef, SIP/2.0/UDP far.example;branch=z9hG4bKghi
        Max-Forwards: 69
        From: "Müller, Anna" <sip:+4930123@carrier.example>;tag=9fxced76sl
        To: <sip:128@192.0.2.10>
        Call-ID: 3848276298220188511@carrier.example
        CSeq: 1 INVITE
        Contact: <sip:+4930123@198.51.100.7:5060>
        Record-Route: <sip:edge.carrier.example;lr>
        Allow: INVITE, ACK, CANCEL, OPTIONS, BYE
        Supported: 100rel, timer
        P-Asserted-Identity: "Anna" <sip:+4930123@carrier.example>, <tel:+4930123>
        Privacy: id;critical
        X-Folded: one
          two
        Content-Type: application/sdp
        Content-Length: 137

        v=0
        o=- 20518 0 IN IP4 203.0.113.1
        s= 
        c=IN IP4 203.0.113.1
        t=0 0
        m=audio 54400 RTP/AVP 0 8 101
        a=rtpmap:101 telephone-event/8000

        """;

    public const string Ringing =
        """
        SIP/2.0 180 Ringing
        Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bKabc;rport=5060;received=198.51.100.7
        From: <sip:1@a>;tag=1
        To: <sip:2@b>;tag=2
        Call-ID: x@y
        CSeq: 7 INVITE
        Content-Length: 0


        """;

    public const string Register =
        """
        REGISTER sip:office SIP/2.0
        Via: SIP/2.0/TCP 192.0.2.5:5060;branch=z9hG4bK1
        From: 128 <sip:128@office>;tag=1
        To: sip:128@office
        i: reg1
        CSeq: 1826 REGISTER
        m: <sip:128@192.0.2.5>;expires=60;+sip.instance="<urn:uuid:1>"
        Authorization: Digest username="128", realm="office", nonce="n,1", uri="sip:office", response="0", qop=auth, nc=00000001, cnonce="c"
        User-Agent: Phone/1.0 (a "quoted" comment)


        """;

    public static byte[][] All { get; } = [Bytes(Invite), Bytes(Ringing), Bytes(Register)];

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
}
