using System.Globalization;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>Answers offers in requests of the peer: re-INVITE, UPDATE, PRACK (RFC 3261 14.2, RFC 3311 5.2, RFC 3262 5).</summary>
internal sealed class PeerOffer(IInviteHost host, OfferAnswer exchange)
{
    /// <summary>Why an offer can't be taken now; null where it can.</summary>
    public SipResponse? Refuse(SipRequest request) => exchange.State switch
    {
        OfferAnswerState.LocalOffer => SipResponse.For(request, 491),
        OfferAnswerState.RemoteOffer => Later(request),
        _ => null,
    };

    /// <summary>The 200 with our answer, or with our offer where the peer asks for one; 488 where there is none.</summary>
    /// <param name="transaction">The request's.</param>
    /// <param name="offer">Its offer, or null.</param>
    /// <param name="carrier">What carries it.</param>
    /// <param name="describe">Gives our description; null refuses.</param>
    public SipResponse Answer(ServerTransaction transaction, SessionDescription? offer, SdpCarrier carrier, Func<SessionDescription?> describe)
    {
        if (offer is null) exchange.AskedByPeer();
        else exchange.Receive(offer, carrier);
        SessionDescription? description = null;
        host.Guard(() => description = describe());
        if (description is null)
        {
            exchange.Withdraw();
            return SipResponse.For(transaction.Request, 488);
        }

        exchange.Send(description, SdpCarrier.ReliableResponse);
        return Success(transaction).WithBody(SessionDescription.ContentType, description.ToBytes());
    }

    /// <summary>A plain 200, which says where we are.</summary>
    public SipResponse Success(ServerTransaction transaction) =>
        host.Describe(SipResponse.For(transaction.Request, 200)).With(HeaderNames.Contact, host.ContactFor(transaction.Flow).ToString());

    /// <summary>500 with a moment to wait, by chance up to 10 s (RFC 3261 14.2).</summary>
    private SipResponse Later(SipRequest request) =>
        SipResponse.For(request, 500).With(HeaderNames.RetryAfter, (1 + host.Loop.Entropy.Next(10)).ToString(CultureInfo.InvariantCulture));
}
