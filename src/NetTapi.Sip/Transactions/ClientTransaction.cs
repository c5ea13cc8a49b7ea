using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Transactions;

/// <summary>A request we sent.</summary>
internal abstract class ClientTransaction(ITransactionHost host, SipRequest request, Flow flow, IClientTransactionEvents events)
    : Transaction(host, request, flow)
{
    private const int TimedOut = 408;
    private const int Unsendable = 503;

    /// <summary>Whom to tell; null once nothing more is to be told: a transaction waits up to half a minute for stragglers, and must not keep a whole call for that long.</summary>
    protected IClientTransactionEvents? Events { get; private set; } = events;

    /// <summary>What its responses carry: branch and method.</summary>
    public (string Branch, string Method) Key { get; } = (request.TopVia!.Branch!, request.Method);

    /// <summary>Sends the request.</summary>
    public abstract void Start();

    /// <summary>A response to it arrived.</summary>
    public abstract void OnResponse(SipResponse response);

    /// <summary>Tells somebody else from here on.</summary>
    public void HandTo(IClientTransactionEvents successor) => Events = successor;

    /// <summary>Tells the last response there is.</summary>
    protected void Conclude(SipResponse final)
    {
        var events = Events;
        Events = null;
        events?.OnResponse(final);
    }

    /// <summary>Ends after a time for want of a response.</summary>
    protected void FailAfter(TimeSpan time) => EndAfter(time, () => Events?.OnNoResponse(TimedOut));

    /// <summary>Ends, and tells that no response can come.</summary>
    protected void FailUnsent()
    {
        End();
        Events?.OnNoResponse(Unsendable);
    }
}
