using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Agents;

public class RequestInspectionTests
{
    private static readonly RequestInspection Rules = new([SipMethods.Invite, SipMethods.Options, SipMethods.Cancel], ["timer"]);

    [Theory]
    [InlineData("INVITE sip:1@h", "X: y", null)]
    [InlineData("INVITE sip:1@h", "Require: TIMER", null)]
    [InlineData("INVITE sip:1@h", "Require: timer, 100rel", 420)]
    [InlineData("CANCEL sip:1@h", "Require: 100rel", null)]
    [InlineData("REGISTER sip:h", "X: y", 405)]
    [InlineData("FETCH sip:h", "X: y", 501)]
    [InlineData("invite sip:1@h", "X: y", 501)]
    [InlineData("INVITE tel:1", "X: y", 416)]
    [InlineData("INVITE sip:1@h", "Accept: text/plain, application/sdp;level=1", null)]
    [InlineData("INVITE sip:1@h", "Accept: */*", null)]
    [InlineData("INVITE sip:1@h", "Accept: text/plain", 406)]
    [InlineData("OPTIONS sip:1@h", "Accept: text/plain", null)]
    public void The_first_thing_wrong_decides(string line, string header, int? status)
    {
        var request = TestRequest.Parse(
            $"{line} SIP/2.0", "Via: SIP/2.0/UDP h;branch=z9hG4bK1", "From: <sip:a@h>;tag=1", "To: <sip:b@h>", "Call-ID: x", $"CSeq: 1 {line.Split(' ')[0]}", header);

        var refusal = Rules.Refuse(request, "tag");
        Assert.Equal(status, refusal?.Status);
        if (status is 405 or 501) Assert.Equal("INVITE, OPTIONS, CANCEL", refusal!.Headers.First("Allow"));
        if (status == 420) Assert.Equal("100rel", refusal!.Headers.First("Unsupported"));
    }

    [Theory]
    [InlineData("Content-Type: application/sdp", null)]
    [InlineData("Content-Type: multipart/mixed;boundary=x", null)]
    [InlineData("Content-Type: text/plain", 415)]
    [InlineData("Content-Type: application/sdp\r\nContent-Encoding: gzip", 415)]
    [InlineData("Content-Type: text/plain\r\nContent-Disposition: render;handling=optional", null)]
    public void A_body_nobody_reads_is_refused_unless_it_may_be_ignored(string headers, int? status)
    {
        var request = TestRequest.Parse(
            "INVITE sip:1@h SIP/2.0", "Via: SIP/2.0/UDP h;branch=z9hG4bK1", "From: <sip:a@h>;tag=1", "To: <sip:b@h>", "Call-ID: x", "CSeq: 1 INVITE", $"{headers}\r\n\r\nbody");

        var refusal = Rules.Refuse(request, "tag");
        Assert.Equal(status, refusal?.Status);
        if (status == 415) Assert.Equal("application/sdp", refusal!.Headers.First("Accept"));
    }

    [Fact]
    public void OPTIONS_is_answered_with_all_this_element_can()
    {
        var options = new OptionsResponder(new Loop.SeededEntropy(1), () => ["INVITE", "ACK"], () => ["timer", "100rel"]);
        var response = TestRequest.Ask(options, TestRequest.Parse(
            "OPTIONS sip:h SIP/2.0", "Via: SIP/2.0/UDP h;branch=z9hG4bK1", "From: <sip:a@h>;tag=1", "To: <sip:b@h>", "Call-ID: x", "CSeq: 1 OPTIONS"));

        Assert.Equal(200, response.Status);
        Assert.Equal(["INVITE", "ACK"], response.Allow);
        Assert.Equal(["timer", "100rel"], response.Supported);
        Assert.Equal(["application/sdp"], response.Accept);
    }
}
