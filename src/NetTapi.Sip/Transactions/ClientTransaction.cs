using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Transactions;

/// <summary>A request we sent.</summary>
internal abstract class ClientTransaction(ITransactionHost host, SipRequest request, Flow flow, IClientTransactionEvents events)
    : Transaction(host, request, flow)
{
    protected const int TimedOut = 408;
    protected const int Unsendable = 503;

    protected IClientTransactionEvents Events { get; } = events;

    /// <summary>Sends the request.</summary>
    public abstract void Start();

    /// <summary>A response to it arrived.</summary>
    public abstract void OnResponse(SipResponse response);
}
