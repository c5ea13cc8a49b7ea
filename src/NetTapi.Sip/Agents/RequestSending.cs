using System.Collections.Immutable;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Agents;

/// <summary>One request on its way out: the targets to try, in order (RFC 3263 4.3), until one takes it.</summary>
internal sealed class RequestSending(
    TransactionTable transactions, Func<SipRequest, Flow, SipRequest> address, SipRequest request, ImmutableArray<Flow> flows, IClientTransactionEvents events, Action<SentRequest> begun)
    : IClientTransactionEvents
{
    private int _tried;
    private bool _isAnswered;

    public void Start()
    {
        var flow = flows[_tried++];
        var addressed = address(request, flow);
        var transaction = transactions.Begin(addressed, flow, this);
        begun(new SentRequest(addressed, flow, transaction));
    }

    void IClientTransactionEvents.OnResponse(SipResponse response)
    {
        _isAnswered = true;
        events.OnResponse(response);
    }

    void IClientTransactionEvents.OnNoResponse(int status)
    {
        if (!_isAnswered && _tried < flows.Length) Start();
        else events.OnNoResponse(status);
    }
}
