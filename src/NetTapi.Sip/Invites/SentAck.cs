using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Sip.Invites;

/// <summary>The ACK of the last 2xx to an INVITE of ours, kept to be sent again whenever that 2xx comes again (RFC 3261 13.2.2.4).</summary>
internal sealed class SentAck(IInviteHost host, Dialog dialog, DigestClient? digest)
{
    private SipRequest? _ack;

    public void Send(uint cseq, SessionDescription? answer)
    {
        var ack = dialog.MakeRequest(SipMethods.Ack, cseq);
        if (answer is not null) ack = ack.WithBody(SessionDescription.ContentType, answer.ToBytes());
        _ack = digest?.Authorize(ack) ?? ack;
        Again();
    }

    public void Again()
    {
        if (_ack is not null) host.SendAck(_ack, dialog.Flow);
    }
}
