using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>An INVITE whose target said nothing, so that another was tried: it is cancelled as soon as it can be, and an answer is hung up. On the loop.</summary>
internal sealed class GivenUpInvite(IInviteHost host, SentRequest sent) : IClientTransactionEvents
{
    private readonly DeclinedAnswers _declined = new(host, null);
    private bool _isCancelled;

    void IClientTransactionEvents.OnResponse(SipResponse response)
    {
        if (response.IsSuccess)
        {
            if (Dialog.FromResponse(sent.Request, response) is { } dialog) _declined.Decline(dialog, sent.Request.CSeq!.Number);
        }
        else if (response.IsProvisional && !_isCancelled)
        {
            _isCancelled = true;
            sent.Cancel(host);
        }
    }

    void IClientTransactionEvents.OnNoResponse(int status)
    {
        // It goes on not to answer.
    }
}
