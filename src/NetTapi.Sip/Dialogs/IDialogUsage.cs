using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Dialogs;

/// <summary>What uses a dialog: a call, later a subscription (RFC 5057). The dialog ends with its last usage.</summary>
internal interface IDialogUsage
{
    /// <summary>Takes a request of the dialog, in order; its answer goes through the transaction.</summary>
    /// <param name="request">The request.</param>
    /// <param name="respond">Answers it; not to be used for an ACK.</param>
    /// <returns>False where this usage does not know the method.</returns>
    bool OnRequest(SipRequest request, Action<SipResponse> respond);

    /// <summary>A 2xx to our INVITE came again: its ACK was lost.</summary>
    void OnRepeatedSuccess(SipResponse response);

    /// <summary>Nothing can be sent to the peer any more.</summary>
    void OnFlowFailed();
}
