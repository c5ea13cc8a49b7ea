using System.Collections.Immutable;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Sip.Invites;

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

    /// <summary>The same for who tells the places apart that one INVITE forked to: each has an early dialog of its own.</summary>
    void OnEarly(OutgoingInvite invite, EarlyDialog early, SipResponse response, SessionDescription? description) => OnProgress(invite, response, description);

    /// <summary>One of the places makes an offer before its answer: where we made none, in a reliable provisional response; else in an UPDATE.</summary>
    /// <returns>Our answer; null: an UPDATE is refused with 488, the call of a late offer ends with 488.</returns>
    SessionDescription? OnOffer(OutgoingInvite invite, EarlyDialog early, SessionDescription offer) => null;

    /// <summary>The call was answered. <see cref="InviteSession.Events"/> must be set before this returns.</summary>
    /// <param name="invite">The call.</param>
    /// <param name="session">The session it became.</param>
    /// <param name="description">The peer's answer to our offer; where we made none, the peer's own offer, which <see cref="IInviteSessionEvents.OnOffer"/> is asked about next.</param>
    void OnAnswered(OutgoingInvite invite, InviteSession session, SessionDescription? description);

    /// <summary>The call was sent elsewhere (3xx): it is over, and may be made again to the contacts, the best first. In place of <see cref="OnFailed"/>.</summary>
    void OnRedirected(OutgoingInvite invite, ImmutableArray<NameAddress> contacts) => OnFailed(invite, invite.Refusal!.Status, invite.Refusal.Reason);

    /// <summary>The call failed, exactly once: refused, not answered (408), could not be sent (503), or cancelled (487).</summary>
    void OnFailed(OutgoingInvite invite, int status, string reason);
}
