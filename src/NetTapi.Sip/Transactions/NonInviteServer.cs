using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Transactions;

/// <summary>A request we got, other than INVITE (RFC 3261 17.2.2).</summary>
internal sealed class NonInviteServer : ServerTransaction
{
    private SipResponse? _last;

    public NonInviteServer(ITransactionHost host, SipRequest request, Flow flow)
        : base(host, request, flow) =>
        // A handler that never answers would keep it for ever. When this time is up the peer has given up too (timer F), so that the answer is of use only to a log.
        EndAfter(host.Timers.Patience, () => Send(SipResponse.For(Request, 500)));

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
        else Linger(Host.Timers.Patience);
    }

    /// <inheritdoc />
    public override void OnFlowFailed() => End();
}
