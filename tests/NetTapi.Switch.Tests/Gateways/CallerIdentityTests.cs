using NetTapi.Sip.Messages;
using NetTapi.Switch.Gateways;
using NetTapi.Telephony.Switching;
using NetTapi.Testing;

namespace NetTapi.Switch.Tests.Gateways;

/// <summary>Caller ID and the number dialled, as carriers write them.</summary>
public class CallerIdentityTests
{
    [Theory]
    [Requirement("N4")]
    [InlineData("\"FACETCORP\" <sip:9729859901@carrier>", null, "FACETCORP", "9729859901")]
    [InlineData("<sip:9729859901@carrier>", null, "", "9729859901")]
    [InlineData("\"Bob\" <sip:bob@carrier>", null, "Bob", "")]
    [InlineData("<sip:+1-972-985-9901@carrier;user=phone>", null, "", "+19729859901")]
    [InlineData("<sip:9729859901;npdi@carrier>", null, "", "9729859901")]
    [InlineData("\"Account\" <sip:acme@carrier>", "\"FACETCORP\" <sip:9729859901@carrier>", "FACETCORP", "9729859901")]
    [InlineData("\"FACETCORP\" <sip:111@carrier>", "<tel:+1-972-985-9901;ext=5>", "FACETCORP", "+19729859901")]
    [InlineData("<sip:111@carrier>", "\"FACETCORP\" <sip:facet@carrier>, <tel:9729859901>", "FACETCORP", "9729859901")]
    public void The_asserted_identity_comes_before_From_and_name_and_number_are_read_apart(string from, string? asserted, string name, string number) =>
        Assert.Equal(new CallerId(name, number), CallerIdentity.Of(Invite(from, asserted, null)));

    [Theory]
    [Requirement("N4")]
    [InlineData("\"FACETCORP\" <sip:9729859901@carrier>", "id")]
    [InlineData("\"FACETCORP\" <sip:9729859901@carrier>", "user;critical")]
    [InlineData("\"FACETCORP\" <sip:9729859901@carrier>", "Full")]
    [InlineData("\"FACETCORP\" <sip:9729859901@carrier>", "session;header")]
    [InlineData("\"Anonymous\" <sip:anonymous@anonymous.invalid>", null)]
    [InlineData("\"Anonymous\" <sip:anonymous@carrier>", null)]
    [InlineData("\"FACETCORP\" <sip:9729859901@anonymous.invalid>", "none")]
    public void A_caller_who_asks_for_privacy_has_neither_name_nor_number(string from, string? privacy) =>
        Assert.Equal(CallerId.Unknown, CallerIdentity.Of(Invite(from, "\"FACETCORP\" <sip:9729859901@carrier>", privacy)));

    [Fact]
    public void Privacy_none_hides_nothing() =>
        Assert.Equal("9729859901", CallerIdentity.Of(Invite("<sip:9729859901@carrier>", null, "none")).Number);

    [Theory]
    [InlineData("\"FACETCORP\" <sip:9729859901@carrier>;party=calling;id-type=subscriber;privacy=off;screen=yes", "FACETCORP", "9729859901")]
    [InlineData("<sip:9725551128@us>;party=called, \"FACETCORP\" <sip:9729859901@carrier>", "FACETCORP", "9729859901")]
    [InlineData("\"FACETCORP\" <sip:9729859901@carrier>;party=calling;privacy=full", "", "")]
    [InlineData("\"FACETCORP\" <sip:9729859901@carrier>;privacy=uri-network", "", "")]
    public void An_older_gateway_says_in_Remote_Party_ID_who_calls(string party, string name, string number) =>
        Assert.Equal(new CallerId(name, number), CallerIdentity.Of(Invite("<sip:111@carrier>", null, null).With("Remote-Party-ID", party)));

    [Theory]
    [InlineData("tel:+1-972-555-1128;ext=1", "<sip:x@us>", "+19725551128")]
    [InlineData("sip:%2B19725551128@us;user=phone", "<sip:x@us>", "+19725551128")]
    [InlineData("sip:9725551128@us", "<sip:9725551128@us>", "9725551128")]
    [InlineData("sip:+9725551128@us;user=phone", "<sip:x@us>", "+9725551128")]
    [InlineData("sip:account17a@us", "<sip:9725551128@us>", "9725551128")]
    [InlineData("sip:nettapi@us", "<sip:nettapi@us>", "")]
    public void The_number_dialled_is_in_the_request_or_in_To(string uri, string to, string number)
    {
        var invite = Invite("<sip:1@carrier>", null, null).With(SipUri.Parse(uri)).With(HeaderNames.To, to);
        Assert.Equal(number, DialledNumber.Of(invite));
    }

    private static SipRequest Invite(string from, string? asserted, string? privacy)
    {
        var headers = new HeaderList([new SipHeader(HeaderNames.From, from), new SipHeader(HeaderNames.To, "<sip:9725551128@us>")]);
        if (asserted is not null) headers = headers.Add(HeaderNames.PAssertedIdentity, asserted);
        if (privacy is not null) headers = headers.Add(HeaderNames.Privacy, privacy);
        return new SipRequest(SipMethods.Invite, SipUri.Parse("sip:9725551128@us"), headers);
    }
}
