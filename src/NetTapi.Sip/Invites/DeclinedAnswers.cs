using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Invites;

/// <summary>Answers that nobody wants any more: each is acknowledged, and hung up (RFC 3261 13.2.2.4). Repeated ones get their ACK again.</summary>
internal sealed class DeclinedAnswers(IInviteHost host, DigestClient? digest)
{
    private const int Most = 32;

    private Dictionary<string, SipRequest>? _acks;

    public void Decline(Dialog dialog, uint cseq)
    {
        _acks ??= [];
        if (_acks.TryGetValue(dialog.Id.RemoteTag, out var sent))
        {
            host.SendAck(sent, dialog.Flow);
            return;
        }

        if (_acks.Count >= Most) return;
        var ack = dialog.MakeRequest(SipMethods.Ack, cseq);
        ack = digest?.Authorize(ack) ?? ack;
        _acks.Add(dialog.Id.RemoteTag, ack);
        host.SendAck(ack, dialog.Flow);
        DialogRequest.Send(host, dialog, digest, dialog.MakeRequest(SipMethods.Bye));
    }
}
