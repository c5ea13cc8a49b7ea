using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Invites;

/// <summary>What an offer of ours needs of the call it is made in: the fixed points at which the call's extensions see requests and answers.</summary>
internal interface IOfferParty
{
    Dialog Dialog { get; }

    bool IsOver { get; }

    /// <summary>Whether an offer can be sent now.</summary>
    bool MayOffer { get; }

    /// <summary>A request is about to be sent.</summary>
    SipRequest Prepare(SipRequest request);

    /// <summary>A request of ours succeeded.</summary>
    void OnSuccess(SipResponse success);

    /// <summary>A request of ours was refused.</summary>
    /// <returns>Whether it should be sent again, built anew.</returns>
    bool MendsRefusal(SipResponse refusal);

    /// <summary>Acknowledges a re-INVITE.</summary>
    void AcknowledgeOffer(uint cseq);

    /// <summary>The 2xx of a re-INVITE came again.</summary>
    void AcknowledgeAgain();

    /// <summary>The peer does not answer, or knows nothing of the call.</summary>
    void OnPeerLost();
}
