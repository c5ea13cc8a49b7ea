using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Agents;

/// <summary>
/// One request on its way out: the targets to try, in order, until one takes it (RFC 3263 4.3). The next is tried where one can't be reached or is out of service (503), and, where the request belongs to no dialog yet, after
/// seconds without a word: the half minute that SIP allows is more than a caller waits.
/// </summary>
internal sealed class RequestSending(
    IInviteHost host,
    TransactionTable transactions,
    TargetMemory memory,
    Func<SipRequest, Flow, SipRequest> address,
    SipRequest request,
    ImmutableArray<Flow> flows,
    IClientTransactionEvents events,
    Action<SentRequest> begun)
    : IClientTransactionEvents
{
    // Three transmissions over UDP.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private SentRequest? _sent;
    private LoopTimer? _silence;
    private int _tried;
    private bool _isTaken;

    private bool HasNext => !_isTaken && _tried < flows.Length;

    public void Start()
    {
        var flow = flows[_tried++];
        var addressed = address(request, flow);
        // Before it begins: what is sent may fail at once.
        if (HasNext && request.To?.Tag is null) _silence = host.Loop.Schedule(Patience, static sending => sending.OnSilent(), this);
        var transaction = transactions.Begin(addressed, flow, this);
        _sent = new SentRequest(addressed, flow, transaction, Settle);
        begun(_sent);
    }

    void IClientTransactionEvents.OnResponse(SipResponse response)
    {
        _silence?.Cancel();
        if (response.Status == 503 && HasNext)
        {
            TryNext();
            return;
        }

        if (flows.Length > 1) memory.Answers(_sent!.Flow);
        if (response.Status > 100) _isTaken = true;
        events.OnResponse(response);
    }

    void IClientTransactionEvents.OnNoResponse(int status)
    {
        _silence?.Cancel();
        if (HasNext) TryNext();
        else events.OnNoResponse(status);
    }

    /// <summary>No other target is to be tried: the caller has given up.</summary>
    private void Settle()
    {
        _silence?.Cancel();
        _isTaken = true;
    }

    private void OnSilent()
    {
        if (_sent!.Transaction is InviteClient) _sent.Transaction.HandTo(new GivenUpInvite(host, _sent));
        else _sent.Transaction.End();
        TryNext();
    }

    private void TryNext()
    {
        memory.Failed(_sent!.Flow);
        Start();
    }
}
