using System.Net;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Transactions;

/// <summary>A request we got.</summary>
internal abstract class ServerTransaction(ITransactionHost host, SipRequest request, Flow flow) : Transaction(host, request, flow)
{
    /// <summary>Where the request came from; its answers go to the flow, which may lead to another port there (RFC 3261 18.2.2).</summary>
    public IPEndPoint Source { get; init; } = flow.Remote;

    public TransactionKey Key { get; } = TransactionKey.Of(request);

    /// <summary>What the same request has in common with it that came by another way.</summary>
    public (string CallId, string? FromTag, CSeq CSeq) MergeKey { get; } = (request.CallId!, request.From?.Tag, request.CSeq!);

    /// <summary>Whether a final response was given.</summary>
    public abstract bool IsAnswered { get; }

    /// <summary>The same request arrived again, or the ACK of a refusal.</summary>
    public abstract void OnRequest(SipRequest request);

    /// <summary>Answers. After a final response, nothing more is sent.</summary>
    public abstract void Respond(SipResponse response);
}
