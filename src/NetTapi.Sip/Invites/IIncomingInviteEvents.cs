using NetTapi.Sip.Sdp;

namespace NetTapi.Sip.Invites;

/// <summary>What happens to a call that came in, before it is answered. On the loop.</summary>
public interface IIncomingInviteEvents
{
    /// <summary>The caller gave up, or can't be reached any more. It is answered 487 already; no other answer is needed.</summary>
    void OnCancelled(IncomingInvite invite);

    /// <summary>The caller offers a change before the answer: in a PRACK, or in an UPDATE (RFC 3262 5, RFC 3311).</summary>
    /// <returns>Our answer; null: 488, and everything stays as it was.</returns>
    SessionDescription? OnOffer(IncomingInvite invite, SessionDescription offer) => null;

    /// <summary>The answer to an offer that we made in a reliable provisional response came with its PRACK.</summary>
    void OnAnswer(IncomingInvite invite, SessionDescription answer)
    {
        // Whoever makes no offers before the answer gets none of these.
    }
}
