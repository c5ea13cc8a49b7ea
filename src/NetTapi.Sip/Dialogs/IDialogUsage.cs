using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Dialogs;

/// <summary>What uses a dialog: a call, or the subscription that a REFER makes (RFC 5057). The dialog ends with its last usage.</summary>
internal interface IDialogUsage
{
    /// <summary>Whether it is a call that goes on, not a mere subscription.</summary>
    bool IsCall { get; }

    /// <summary>Takes a request of the dialog, in order. Its answer goes through the transaction, now or later.</summary>
    /// <returns>False where this usage does not know the request; it has not been answered then.</returns>
    bool OnRequest(ServerTransaction transaction);

    /// <summary>Takes an ACK, which is never answered.</summary>
    void OnAck(SipRequest ack)
    {
        // Only calls have any.
    }

    /// <summary>A 2xx to our INVITE came again: its ACK was lost.</summary>
    void OnRepeatedSuccess(SipResponse response)
    {
        // Only calls have any.
    }

    /// <summary>Nothing can be sent to the peer any more.</summary>
    void OnFlowFailed();
}
