using NetTapi.Loop;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Transactions;

/// <summary>What a transaction needs of the world around it.</summary>
internal interface ITransactionHost
{
    IControlLoop Loop { get; }

    SipTimers Timers { get; }

    void Send(Flow flow, SipMessage message);

    /// <summary>The transaction is over: out of the table with it.</summary>
    void Remove(Transaction transaction);
}

/// <summary>One transaction: a request and its answers. A pure state machine of messages and timers, on the loop.</summary>
internal abstract class Transaction(ITransactionHost host, SipRequest request, Flow flow)
{
    private LoopTimer? _retransmission;
    private LoopTimer? _end;

    /// <summary>The request; of one that lingers, no more than its outline.</summary>
    public SipRequest Request { get; private set; } = request;

    public Flow Flow { get; } = flow;

    public bool IsOver { get; private set; }

    protected ITransactionHost Host { get; } = host;

    protected bool IsReliable => Flow.Transport.IsReliable;

    /// <summary>Nothing can be sent on the flow any more.</summary>
    public abstract void OnFlowFailed();

    /// <summary>Ends the transaction and its timers.</summary>
    public void End()
    {
        if (IsOver) return;
        IsOver = true;
        StopRetransmitting();
        _end?.Cancel();
        Host.Remove(this);
    }

    protected void Send(SipMessage message) => Host.Send(Flow, message);

    /// <summary>Sends again after a pause, then after longer ones; only where the transport may lose.</summary>
    protected void Retransmit(SipMessage message, TimeSpan pause, Func<TimeSpan, TimeSpan> next)
    {
        StopRetransmitting();
        if (!IsReliable) _retransmission = Host.Loop.Schedule(pause, () => Again(message, pause, next));
    }

    protected void StopRetransmitting() => _retransmission?.Cancel();

    protected void CancelEnd() => _end?.Cancel();

    /// <summary>Ends the transaction after a time, in a way; an earlier end set is forgotten.</summary>
    protected void EndAfter(TimeSpan time, Action? ending = null)
    {
        _end?.Cancel();
        _end = Host.Loop.Schedule(time, () =>
        {
            End();
            ending?.Invoke();
        });
    }

    /// <summary>Its work is done: it stays to deal with stragglers. Thousands do at any time, so each remembers little, and their ends come by the bunch.</summary>
    protected void Linger(TimeSpan time)
    {
        _end?.Cancel();
        Request = Request.Outline();
        _end = Host.Loop.ScheduleRoughly(time, time / 32, End);
    }

    private void Again(SipMessage message, TimeSpan pause, Func<TimeSpan, TimeSpan> next)
    {
        Send(message);
        Retransmit(message, next(pause), next);
    }
}
