using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Sip.Invites;

/// <summary>The ACK of the last 2xx to an INVITE of ours, made again whenever that 2xx comes again (RFC 3261 13.2.2.4).</summary>
internal sealed class SentAck(IInviteHost host, Dialog dialog, DigestClient? digest)
{
    private uint? _cseq;
    private SessionDescription? _answer;

    public void Send(uint cseq, SessionDescription? answer)
    {
        _cseq = cseq;
        _answer = answer;
        Again();
    }

    public void Again()
    {
        if (_cseq is not { } cseq) return;
        var ack = dialog.MakeRequest(SipMethods.Ack, cseq);
        if (_answer is not null) ack = ack.WithBody(SessionDescription.ContentType, _answer.ToBytes());
        host.SendAck(digest?.Authorize(ack) ?? ack, dialog.Flow);
    }
}
