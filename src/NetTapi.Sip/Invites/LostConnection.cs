using NetTapi.Loop;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Invites;

/// <summary>
/// The connection by which the peer of a call was reached is gone; its sound may go on, and the peer may come again by another one. It has a while for that. Then it is asked whether it is there, and who is not has lost
/// his call: it would block a line for as long as the other side waits. On the loop.
/// </summary>
internal sealed class LostConnection(IInviteHost host, InviteSession session, DigestClient? digest)
{
    private LoopTimer? _patience;

    public void Begin()
    {
        _patience?.Cancel();
        _patience = host.Loop.Schedule(host.Timers.Patience, static lost => lost.Ask(), this);
    }

    public void End() => _patience?.Cancel();

    private void Ask()
    {
        if (!session.IsOver && session.Dialog.IsStranded) DialogRequest.Send(host, session.Dialog, digest, host.Describe(session.Dialog.MakeRequest(SipMethods.Options)), OnAnswer);
    }

    /// <summary>Whatever else it says of OPTIONS, it is there.</summary>
    private void OnAnswer(SipResponse response)
    {
        if (!session.IsOver && response.Status is 408 or 481 or 503) session.Abandon(SessionEndReason.Lost);
    }
}
