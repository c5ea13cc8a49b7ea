using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Sip.Invites;

/// <summary>What happens in an answered call. On the loop.</summary>
public interface IInviteSessionEvents
{
    /// <summary>The peer offers a change: hold, resume, another address.</summary>
    /// <returns>Our answer; null: 488, and everything stays as it was.</returns>
    SessionDescription? OnOffer(InviteSession session, SessionDescription offer);

    /// <summary>The peer asks for an offer of ours (an INVITE without a description).</summary>
    /// <returns>Our offer.</returns>
    SessionDescription OnOfferWanted(InviteSession session);

    /// <summary>The answer to an offer we made in a 2xx came with the ACK.</summary>
    void OnAnswer(InviteSession session, SessionDescription answer);

    /// <summary>An INFO came.</summary>
    /// <returns>The status to answer: 200, or 415 for what is not known.</returns>
    int OnInfo(InviteSession session, SipRequest info);

    /// <summary>The peer asks us to call somebody in place of this call, as in a transfer (REFER, RFC 3515). It must be accepted or rejected, now or soon.</summary>
    void OnRefer(InviteSession session, IncomingRefer refer) => refer.Reject(603);

    /// <summary>The call is over, exactly once, for any reason but our own <see cref="InviteSession.End"/>.</summary>
    void OnEnded(InviteSession session, SessionEndReason reason);
}

/// <summary>Why a session ended.</summary>
public enum SessionEndReason
{
    /// <summary>The peer hung up.</summary>
    Bye,

    /// <summary>The peer never acknowledged our answer.</summary>
    NoAck,

    /// <summary>The peer does not answer any more, or knows nothing of the call.</summary>
    Lost,

    /// <summary>The peer did not refresh the session in time (RFC 4028).</summary>
    Expired,
}

/// <summary>What became of an offer of ours.</summary>
public enum OfferOutcome
{
    /// <summary>It was answered: <see cref="InviteSession.Remote"/> is the answer.</summary>
    Answered,

    /// <summary>It was refused; everything stays as it was.</summary>
    Refused,

    /// <summary>Another offer is under way; this one was not sent.</summary>
    Pending,
}
