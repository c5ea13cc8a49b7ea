using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Tests.Dialogs;

/// <summary>Where a dialog's requests go, and which requests it takes (RFC 3261 12).</summary>
public class DialogTests
{
    [Fact]
    public void Requests_go_to_the_peers_contact_by_its_record_route_in_reverse()
    {
        var dialog = Make("<sip:p1;lr>, <sip:p2;lr>");
        var bye = dialog.MakeRequest(SipMethods.Bye);
        Assert.Equal("sip:ben@10.0.0.7:5070", bye.Uri.ToString());
        Assert.Equal(["sip:p2;lr", "sip:p1;lr"], bye.Routes.Select(route => route.Uri.ToString()));
    }

    [Fact]
    public void A_strict_router_gets_the_request_itself_and_the_contact_goes_last()
    {
        var bye = Make("<sip:p1;lr>, <sip:p2>").MakeRequest(SipMethods.Bye);
        Assert.Equal("sip:p2", bye.Uri.ToString());
        Assert.Equal(["sip:p1;lr", "sip:ben@10.0.0.7:5070"], bye.Routes.Select(route => route.Uri.ToString()));
    }

    [Fact]
    public void Requests_are_counted_and_an_ACK_has_the_number_of_its_INVITE()
    {
        var dialog = Make(null);
        Assert.Equal(8u, dialog.MakeRequest(SipMethods.Info).CSeq!.Number);
        Assert.Equal(9u, dialog.MakeRequest(SipMethods.Bye).CSeq!.Number);
        Assert.Equal(7u, dialog.MakeRequest(SipMethods.Ack, 7).CSeq!.Number);
    }

    [Fact]
    public void A_request_out_of_turn_is_not_taken_but_an_ACK_always_is()
    {
        var dialog = Dialog.FromRequest(Invite(), "ben");
        Assert.False(dialog.TakeTurn(InDialog(SipMethods.Info, 7)));
        Assert.True(dialog.TakeTurn(InDialog(SipMethods.Info, 9)));
        Assert.False(dialog.TakeTurn(InDialog(SipMethods.Bye, 8)));
        Assert.True(dialog.TakeTurn(InDialog(SipMethods.Ack, 7)));
    }

    [Fact]
    public void The_callees_dialog_has_the_tags_the_other_way_round()
    {
        var caller = Make(null);
        var callee = Dialog.FromRequest(Invite(), "ben");
        Assert.Equal((caller.Id.LocalTag, caller.Id.RemoteTag), (callee.Id.RemoteTag, callee.Id.LocalTag));
        Assert.Equal("sip:anna@10.0.0.1:5060", callee.MakeRequest(SipMethods.Bye).Uri.ToString());
    }

    [Fact]
    public void A_contact_in_a_later_request_is_where_requests_go_from_then_on()
    {
        var dialog = Make(null);
        dialog.Refresh(InDialog(SipMethods.Invite, 9).With(HeaderNames.Contact, "<sip:ben@10.0.0.8>"));
        Assert.Equal("sip:ben@10.0.0.8", dialog.MakeRequest(SipMethods.Bye).Uri.ToString());
    }

    private static Dialog Make(string? recordRoute)
    {
        var response = SipResponse.For(Invite(), 200, null, "ben").With(HeaderNames.Contact, "<sip:ben@10.0.0.7:5070>");
        if (recordRoute is not null) response = response.With(HeaderNames.RecordRoute, recordRoute);
        return Dialog.FromResponse(Invite(), response)!;
    }

    private static SipRequest Invite() => InDialog(SipMethods.Invite, 7).With(HeaderNames.Contact, "<sip:anna@10.0.0.1:5060>");

    private static SipRequest InDialog(string method, uint cseq) => new(
        method,
        SipUri.Parse("sip:ben@10.0.0.2"),
        HeaderList.Empty
            .Add(HeaderNames.Via, "SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bKa")
            .Add(HeaderNames.From, "<sip:anna@10.0.0.1>;tag=anna")
            .Add(HeaderNames.To, "<sip:ben@10.0.0.2>")
            .Add(HeaderNames.CallId, "call")
            .Add(HeaderNames.CSeq, $"{cseq} {method}"));
}
