using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Transactions;

/// <summary>A request of ours other than INVITE (RFC 3261 17.1.2).</summary>
internal sealed class NonInviteClient(ITransactionHost host, SipRequest request, Flow flow, IClientTransactionEvents events)
    : ClientTransaction(host, request, flow, events)
{
    private enum State
    {
        Trying,
        Proceeding,
        Completed,
    }

    private State _state;

    /// <inheritdoc />
    public override void Start()
    {
        Send(Request);
        Retransmit(Request, Host.Timers.T1, NextPause);
        FailAfter(Host.Timers.Patience);
    }

    /// <inheritdoc />
    public override void OnResponse(SipResponse response)
    {
        if (_state == State.Completed) return;
        if (response.IsProvisional)
        {
            _state = State.Proceeding;
            Events?.OnResponse(response);
            return;
        }

        _state = State.Completed;
        StopRetransmitting();
        // Over UDP it stays to swallow repeated answers (timer K).
        if (IsReliable) End();
        else Linger(Host.Timers.T4);
        Conclude(response);
    }

    /// <inheritdoc />
    public override void OnFlowFailed()
    {
        if (!IsOver && _state != State.Completed) FailUnsent();
    }

    private TimeSpan NextPause(TimeSpan pause) => _state == State.Proceeding ? Host.Timers.T2 : Host.Timers.Next(pause);
}
