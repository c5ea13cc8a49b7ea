using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Invites;

/// <summary>Sends the refreshes of a session timer: by UPDATE where the peer takes it, else by a re-INVITE that repeats what we said last (RFC 4028 7.4). On the loop.</summary>
internal sealed class SessionRefresh(IInviteHost host, InviteSession session, SessionTimer timer, DigestClient? digest)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private bool _hasNoUpdate;
    private bool _isUnderWay;

    /// <summary>A refresh is due.</summary>
    public void OnDue()
    {
        if (session.IsOver || _isUnderWay) return;
        if (!session.MayOffer)
        {
            // Another offer is under way, and refreshes too if it succeeds.
            timer.Postpone(Pause);
        }
        else if (session.Allows(SipMethods.Update) && !_hasNoUpdate)
        {
            _isUnderWay = true;
            var update = timer.Ask(host.Describe(session.Dialog.MakeRequest(SipMethods.Update)));
            DialogRequest.Send(host, session.Dialog, digest, update, OnUpdated);
        }
        else if (session.Local is { } local)
        {
            var before = session.Remote;
            session.Offer(local, outcome => OnOffered(outcome, before));
        }
    }

    private void OnUpdated(SipResponse response)
    {
        _isUnderWay = false;
        if (session.IsOver) return;
        switch (response.Status)
        {
            case < 300:
                session.Dialog.Refresh(response);
                timer.Agree(response);
                break;
            case 408 or 481:
                session.Abandon(SessionEndReason.Lost);
                break;
            case 422 when timer.Raise(response):
                OnDue();
                break;
            case 405 or 501:
                _hasNoUpdate = true;
                OnDue();
                break;
            default:
                NotTaken();
                break;
        }
    }

    private void OnOffered(OfferOutcome outcome, Sdp.SessionDescription? before)
    {
        // The 2xx itself was seen by the timer already.
        if (outcome != OfferOutcome.Answered) NotTaken();
        else if (session.Remote is { } remote && !remote.Equals(before)) host.Guard(() => session.Events?.OnAnswer(session, remote));
    }

    /// <summary>It answered, and so is there. Where it knows timers it counts for itself, though, and has to be asked again.</summary>
    private void NotTaken()
    {
        if (timer.IsShared) timer.Postpone(Pause);
        else timer.Restart();
    }
}
