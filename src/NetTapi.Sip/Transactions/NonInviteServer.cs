using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Transactions;

/// <summary>A request we got, other than INVITE (RFC 3261 17.2.2).</summary>
internal sealed class NonInviteServer(ITransactionHost host, SipRequest request, Flow flow) : ServerTransaction(host, request, flow)
{
    private SipResponse? _last;

    /// <inheritdoc />
    public override bool IsAnswered => _last is { IsFinal: true };

    /// <inheritdoc />
    public override void OnRequest(SipRequest request)
    {
        if (_last is not null) Send(_last);
    }

    /// <inheritdoc />
    public override void Respond(SipResponse response)
    {
        if (IsOver || IsAnswered) return;
        _last = response;
        Send(response);
        if (!response.IsFinal) return;
        // Over UDP it stays to answer repeated requests (timer J).
        if (IsReliable) End();
        else EndAfter(Host.Timers.Patience);
    }

    /// <inheritdoc />
    public override void OnFlowFailed() => End();
}
