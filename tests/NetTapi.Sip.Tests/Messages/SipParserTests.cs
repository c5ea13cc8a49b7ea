using System.Text;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Messages;

public class SipParserTests
{
    [Fact]
    public void An_INVITE_is_read_with_all_its_views()
    {
        var invite = Parse<SipRequest>(SampleMessages.Invite);

        Assert.Equal("198.51.100.7", invite.TopVia!.Host);
        Assert.Equal(3, invite.Vias.Length);
        Assert.Equal("Müller, Anna", invite.From!.DisplayName);
        Assert.Null(invite.To!.Tag);
        Assert.Equal(["100rel", "timer"], invite.Supported);
        Assert.Equal(["INVITE", "ACK", "CANCEL", "OPTIONS", "BYE"], invite.Allow);
        Assert.Equal(["sip:+4930123@carrier.example", "tel:+4930123"], invite.AssertedIdentities.Select(address => address.Uri.ToString()));
        Assert.Equal(["id", "critical"], invite.Privacy);
        Assert.Equal("application/sdp", invite.ContentType);
        Assert.Equal("one two", invite.Headers.First("x-folded"));
        Assert.Equal(invite.ContentLength, invite.Body.Length);
        Assert.True(Assert.Single(invite.RecordRoutes).Uri.IsLooseRouter);
    }

    [Fact]
    public void A_message_is_written_with_its_headers_in_order_and_the_right_length()
    {
        var ringing = Parse<SipResponse>(SampleMessages.Ringing);
        Assert.Equal(SampleMessages.Ringing.ReplaceLineEndings("\r\n"), Encoding.UTF8.GetString(SipWriter.ToArray(ringing)));

        var text = Encoding.UTF8.GetString(SipWriter.ToArray(ringing.WithBody("text/plain", "äh"u8.ToArray())));
        Assert.Contains("Content-Length: 3\r\nContent-Type: text/plain\r\n\r\näh", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_response_copies_what_RFC_3261_8_2_6_says_and_tags_To()
    {
        var invite = Parse<SipRequest>(SampleMessages.Invite);
        var response = SipResponse.For(invite, 180, toTag: "t1");

        Assert.Equal("SIP/2.0 180 Ringing", response.StartLine);
        Assert.Equal(invite.Headers.All("Via"), response.Headers.All("Via"));
        Assert.Equal(invite.Headers.First("From"), response.Headers.First("From"));
        Assert.Equal("<sip:128@192.0.2.10>;tag=t1", response.Headers.First("To"));
        Assert.True(response.Headers.Contains("Record-Route"));
        Assert.False(SipResponse.For(invite, 486).Headers.Contains("Record-Route"));
        Assert.Null(SipResponse.For(invite, 100, toTag: "t1").To!.Tag);
        Assert.False(SipResponse.For(invite, 200).Headers.Contains("Contact"));
    }

    [Theory]
    [InlineData("From", "<sip:new@h>;tag=1")]
    [InlineData("t", "<sip:new@h>;tag=1")]
    [InlineData("CSEQ", "7 BYE")]
    public void What_was_read_of_a_header_is_read_anew_in_a_copy_that_has_another(string name, string value)
    {
        var invite = Parse<SipRequest>(SampleMessages.Invite);
        var read = (invite.From, invite.To, invite.CSeq);
        var changed = invite.With(name, value);
        Assert.Equal(value, (name switch { "From" => changed.From, "t" => changed.To, _ => (object?)changed.CSeq })!.ToString());
        var other = invite.With(new SipHeader("Allow", "BYE"), new SipHeader("X", "y"));
        Assert.Equal(read, (other.From, other.To, other.CSeq));
    }

    [Theory]
    [InlineData("From")]
    [InlineData("f")]
    [InlineData("Max-Forwards")]
    public void What_may_be_there_only_once_is_refused_twice_in_whatever_spelling(string name)
    {
        var text = SampleMessages.Invite.Replace("CSeq:", $"{name}: <sip:a@h>;tag=x\nMax-Forwards: 5\nCSeq:", StringComparison.Ordinal);
        Assert.False(SipParser.TryParse(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")), out _, out var fault));
        Assert.StartsWith("Several ", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_that_is_there_is_not_changed()
    {
        var request = Parse<SipRequest>(SampleMessages.Invite.Replace("To: <sip:128@192.0.2.10>", "To: sip:128@192.0.2.10;tag=old", StringComparison.Ordinal));

        Assert.Equal("old", SipResponse.For(request, 200, toTag: "new").To!.Tag);
    }

    [Fact]
    public void The_topmost_Via_is_pushed_and_replaced_alone()
    {
        var invite = Parse<SipRequest>(SampleMessages.Register);
        var pushed = invite.Push(new Via("UDP", "h", null, SipParameters.Empty));

        Assert.Equal(["h", "192.0.2.5"], pushed.Vias.Select(via => via.Host));
        var noted = pushed.ReplaceTop(pushed.TopVia! with { Parameters = pushed.TopVia.Parameters.With("received", "192.0.2.77") });
        Assert.Equal("192.0.2.77", noted.TopVia!.Received);
        Assert.Equal(2, noted.Vias.Length);
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_taken_as_Latin_1()
    {
        var bytes = Encoding.Latin1.GetBytes(SampleMessages.Invite.ReplaceLineEndings("\r\n"));

        Assert.True(SipParser.TryParse(bytes, out var message, out _));
        Assert.Equal("Müller, Anna", message.From!.DisplayName);
    }

    [Fact]
    public void Lines_may_end_with_LF_alone_and_empty_lines_may_come_before()
    {
        Assert.True(SipParser.TryParse(Encoding.UTF8.GetBytes("\n\r\n" + SampleMessages.Ringing.ReplaceLineEndings("\n")), out var message, out _));
        Assert.Equal(180, ((SipResponse)message).Status);
    }

    [Theory]
    [InlineData("ACK")]
    [InlineData("INVITE")]
    public void A_bad_request_is_answered_but_never_an_ACK(string method)
    {
        var text = SampleMessages.Invite.Replace("INVITE", method, StringComparison.Ordinal).Replace("Contact: <", "Contact: <<", StringComparison.Ordinal);
        Assert.False(SipParser.TryParse(SampleMessages.Bytes(text), out _, out var fault));

        Assert.Equal(400, fault.Status);
        Assert.Equal(method != "ACK", fault.IsAnswerable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("hello")]
    [InlineData("hello\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nVia: x\r\n\r\n")]
    [InlineData("SIP/2.0 99 Low\r\n\r\n")]
    [InlineData("SIP/2.0 700 High\r\n\r\n")]
    [InlineData("SIP/2.0 2000 OK\r\n\r\n")]
    public void Noise_is_no_message(string text) => Assert.False(SipParser.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));

    [Theory]
    [InlineData("Via")]
    [InlineData("From")]
    [InlineData("To")]
    [InlineData("Call-ID")]
    [InlineData("CSeq")]
    public void Each_header_that_must_be_there_is_missed(string name)
    {
        var lines = SampleMessages.Ringing.ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith(name + ":", StringComparison.Ordinal));
        Assert.False(SipParser.TryParse(SampleMessages.Bytes(string.Join('\n', lines)), out _, out var fault));
        Assert.Equal($"Bad {name}", fault.Reason);
    }

    [Fact]
    public void Size_and_number_of_headers_are_bounded()
    {
        var many = SampleMessages.Register.Replace("User-Agent: ", string.Concat(Enumerable.Repeat("X: 1\n", 300)) + "User-Agent: ", StringComparison.Ordinal);
        Assert.False(SipParser.TryParse(SampleMessages.Bytes(many), out _, out var fault));
        Assert.Equal("Too Many Headers", fault.Reason);

        var values = SampleMessages.Register.Replace("User-Agent: ", "Route: " + string.Join(',', Enumerable.Repeat("<sip:h>", 200)) + "\nUser-Agent: ", StringComparison.Ordinal);
        Assert.False(SipParser.TryParse(SampleMessages.Bytes(values), out _, out fault));
        Assert.Equal("Bad Route", fault.Reason);

        Assert.False(SipParser.TryParse(SampleMessages.All[0], new SipLimits { MessageBytes = 200 }, out _, out fault));
        Assert.Equal(513, fault.Status);
        Assert.True(fault.IsAnswerable);
    }

    private static T Parse<T>(string text)
        where T : SipMessage
    {
        Assert.True(SipParser.TryParse(SampleMessages.Bytes(text), out var message, out var fault), fault?.ToString());
        return Assert.IsType<T>(message);
    }
}
