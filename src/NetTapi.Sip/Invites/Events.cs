using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Sip.Invites;

/// <summary>Takes INVITEs that begin calls. On the loop; what it throws ends that call with 500 and nothing else.</summary>
public interface IInviteHandler
{
    /// <summary>A call comes in. A final answer must follow, now or later.</summary>
    void OnInvite(IncomingInvite invite);
}

/// <summary>What happens to a call that came in, before it is answered. On the loop.</summary>
public interface IIncomingInviteEvents
{
    /// <summary>The caller gave up, or can't be reached any more. It is answered 487 already; no other answer is needed.</summary>
    void OnCancelled(IncomingInvite invite);
}

/// <summary>What happens to a call that goes out, before it is answered. On the loop.</summary>
public interface IOutgoingInviteEvents
{
    /// <summary>The first provisional response, 100 perhaps: the INVITE has arrived. Comes before any <see cref="OnProgress"/>.</summary>
    void OnTrying(OutgoingInvite invite)
    {
        // Few want to know.
    }

    /// <summary>A provisional response above 100.</summary>
    /// <param name="invite">The call.</param>
    /// <param name="response">The response.</param>
    /// <param name="description">The description it carries: early media; null for none.</param>
    void OnProgress(OutgoingInvite invite, SipResponse response, SessionDescription? description);

    /// <summary>The call was answered. <see cref="InviteSession.Events"/> must be set before this returns.</summary>
    /// <param name="invite">The call.</param>
    /// <param name="session">The session it became.</param>
    /// <param name="description">The peer's answer to our offer; where we made none, the peer's own offer, which <see cref="IInviteSessionEvents.OnOffer"/> is asked about next.</param>
    void OnAnswered(OutgoingInvite invite, InviteSession session, SessionDescription? description);

    /// <summary>The call failed, exactly once: refused, not answered (408), could not be sent (503), or cancelled (487).</summary>
    void OnFailed(OutgoingInvite invite, int status, string reason);
}

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
}

/// <summary>What became of an offer of ours in an answered call.</summary>
public enum OfferOutcome
{
    /// <summary>It was answered: <see cref="InviteSession.Remote"/> is the answer.</summary>
    Answered,

    /// <summary>It was refused; everything stays as it was.</summary>
    Refused,

    /// <summary>Another offer is under way; this one was not sent.</summary>
    Pending,
}
