using System.Collections.Immutable;
using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Invites;

/// <summary>
/// What is left of an INVITE of ours once it is answered: its 2xx may come again, and other places it forked to may answer too (RFC 3261 13.2.2.4). It outlives a short call by half a minute, so it
/// keeps the dialogs alone. On the loop.
/// </summary>
internal sealed class AnsweredInvite(SipRequest request, Flow? flow, Dialog answered, SentAck ack, DeclinedAnswers declined, ImmutableArray<Dialog> others) : IClientTransactionEvents
{
    void IClientTransactionEvents.OnResponse(SipResponse response)
    {
        if (!response.IsSuccess) return;
        if ((response.To?.Tag ?? "") == answered.Id.RemoteTag) ack.Again();
        else if (Other(response) is { } other) declined.Decline(other, request.CSeq!.Number);
    }

    void IClientTransactionEvents.OnNoResponse(int status)
    {
        // It was answered.
    }

    private Dialog? Other(SipResponse response)
    {
        var tag = response.To?.Tag ?? "";
        if (others.FirstOrDefault(one => one.Id.RemoteTag == tag) is not { } dialog) return Dialog.FromResponse(request, response, flow);
        if (dialog.State != DialogState.Confirmed) dialog.Confirm(response);
        return dialog;
    }
}
