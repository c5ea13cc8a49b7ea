using System.Net;
using NetTapi.Loop;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Transactions;

/// <summary>All transactions: makes them, finds the one a message belongs to, and lets them go. On the loop.</summary>
/// <param name="loop">The loop.</param>
/// <param name="timers">The timers.</param>
/// <param name="send">Puts a message on a flow.</param>
internal sealed class TransactionTable(IControlLoop loop, SipTimers timers, Action<Flow, SipMessage> send) : ITransactionHost
{
    private readonly Dictionary<(string Branch, string Method), ClientTransaction> _clients = [];
    private readonly Dictionary<TransactionKey, ServerTransaction> _servers = [];
    private readonly Dictionary<(string CallId, string? FromTag, CSeq CSeq), ServerTransaction> _merged = [];

    public IControlLoop Loop => loop;

    public SipTimers Timers => timers;

    /// <summary>Transactions going on.</summary>
    public int Count => _clients.Count + _servers.Count;

    /// <summary>Requests of others among them.</summary>
    public int Taken => _servers.Count;

    /// <summary>Begins a transaction for a request that has its Via, with a branch nobody else has.</summary>
    public ClientTransaction Begin(SipRequest request, Flow flow, IClientTransactionEvents events)
    {
        ClientTransaction transaction = request.Is(SipMethods.Invite)
            ? new InviteClient(this, request, flow, events)
            : new NonInviteClient(this, request, flow, events);
        _clients.Add(transaction.Key, transaction);
        transaction.Start();
        return transaction;
    }

    /// <summary>Takes a request that no transaction knows.</summary>
    /// <param name="request">The request.</param>
    /// <param name="flow">Where its answers go.</param>
    /// <param name="source">Where it came from; where answers go, if null.</param>
    public ServerTransaction Accept(SipRequest request, Flow flow, IPEndPoint? source = null)
    {
        source ??= flow.Remote;
        ServerTransaction transaction = request.Is(SipMethods.Invite) ? new InviteServer(this, request, flow) { Source = source } : new NonInviteServer(this, request, flow) { Source = source };
        _servers.Add(transaction.Key, transaction);
        if (request.To?.Tag is null) _merged.TryAdd(transaction.MergeKey, transaction);
        return transaction;
    }

    /// <summary>The transaction of a repeated request, or of the ACK of a refusal.</summary>
    public ServerTransaction? FindServer(SipRequest request) => _servers.GetValueOrDefault(TransactionKey.Of(request));

    /// <summary>The INVITE a CANCEL is about.</summary>
    public ServerTransaction? FindCancelled(SipRequest cancel) => _servers.GetValueOrDefault(TransactionKey.OfCancelled(cancel));

    /// <summary>Whether the request came by another way already: it forked and merged here (RFC 3261 8.2.2.2).</summary>
    public bool IsMerged(SipRequest request) => request.To?.Tag is null && _merged.ContainsKey((request.CallId!, request.From?.Tag, request.CSeq!));

    /// <summary>Hands a response to its transaction.</summary>
    /// <returns>False where there is none.</returns>
    public bool OnResponse(SipResponse response)
    {
        if (response.TopVia is not { Branch: { } branch } || response.CSeq is not { } cseq) return false;
        if (!_clients.TryGetValue((branch, cseq.Method), out var transaction)) return false;
        transaction.OnResponse(response);
        return true;
    }

    /// <summary>Tells every transaction on a flow that nothing more can be sent there.</summary>
    public void OnFlowFailed(Flow flow)
    {
        foreach (var transaction in _clients.Values.Concat<Transaction>(_servers.Values).Where(one => one.Flow == flow).ToArray()) transaction.OnFlowFailed();
    }

    void ITransactionHost.Send(Flow flow, SipMessage message) => send(flow, message);

    void ITransactionHost.Remove(Transaction transaction)
    {
        if (transaction is ClientTransaction client) _clients.Remove(client.Key);
        else if (transaction is ServerTransaction server)
        {
            _servers.Remove(server.Key);
            if (_merged.GetValueOrDefault(server.MergeKey) == server) _merged.Remove(server.MergeKey);
        }
    }
}
