using System.Net;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Agents;

/// <summary>Brings each request that arrives to whoever takes it: its transaction, its dialog's usage, the handler of its method. On the loop.</summary>
/// <param name="host">The user agent.</param>
/// <param name="transactions">All transactions.</param>
/// <param name="handlers">Who takes what belongs to no dialog.</param>
/// <param name="most">How many requests may be under way: with invented addresses strangers could begin any number.</param>
internal sealed class RequestRouter(IInviteHost host, TransactionTable transactions, RequestHandlers handlers, int most)
{
    private const int DefaultPort = 5060;

    private readonly Dictionary<ServerTransaction, IncomingInvite> _ringing = [];

    /// <summary>Calls that came in and have no final answer.</summary>
    public int Ringing => _ringing.Count;

    /// <summary>Requests dropped because there are too many.</summary>
    public long Dropped { get; private set; }

    public void OnRequest(Flow source, SipRequest request)
    {
        var flow = AnswerFlow(request, source);
        request = NoteSource(request, source);
        if (transactions.FindServer(request) is { } known)
        {
            known.OnRequest(request);
        }
        else if (request.Is(SipMethods.Ack))
        {
            OnAck(request);
        }
        else if (transactions.Taken >= most && !IsOfCall(request))
        {
            Dropped++;
        }
        else if (transactions.IsMerged(request))
        {
            Answer(transactions.Accept(request, flow, source.Remote), 482);
        }
        else
        {
            OnNew(transactions.Accept(request, flow, source.Remote));
        }
    }

    private bool IsOfCall(SipRequest request) => request.Is(SipMethods.Cancel) ? transactions.FindCancelled(request) is not null : host.Dialogs.Find(request) is not null;

    /// <summary>A flow failed: calls that rang on it can't be answered any more.</summary>
    public void OnFlowFailed(Flow flow)
    {
        foreach (var (_, invite) in _ringing.Where(pair => pair.Key.Flow == flow).ToArray()) invite.Cancel();
    }

    /// <summary>Writes down where the request really came from (RFC 3261 18.2.1, RFC 3581), so that the answer finds the way.</summary>
    private static SipRequest NoteSource(SipRequest request, Flow flow)
    {
        var via = request.TopVia!;
        var address = flow.Remote.Address.ToString();
        var parameters = via.Parameters;
        if (via.Host != address || via.WantsRPort) parameters = parameters.With("received", address);
        if (via.WantsRPort) parameters = parameters.With("rport", flow.Remote.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return ReferenceEquals(parameters, via.Parameters) ? request : request.ReplaceTop(via with { Parameters = parameters });
    }

    /// <summary>
    /// Who does not ask for answers at the port he sent from (rport) gets them at the one he names (RFC 3261 18.2.2), as telephones and gateways need that send from one port and hear at another. Only where he knows his own
    /// address, though: behind NAT nobody is reached but by the way he came.
    /// </summary>
    private static Flow AnswerFlow(SipRequest request, Flow source)
    {
        var via = request.TopVia!;
        if (source.Transport.IsReliable || via.WantsRPort) return source;
        var knowsItself = IPAddress.TryParse(via.Host.Trim('[', ']'), out var address) && address.Equals(source.Remote.Address);
        return knowsItself ? source with { Remote = new IPEndPoint(source.Remote.Address, via.Port ?? DefaultPort) } : source;
    }

    private void OnAck(SipRequest ack)
    {
        if (host.Dialogs.Find(ack) is not { } dialog) return;
        foreach (var usage in dialog.Usages.ToArray()) usage.OnAck(ack);
    }

    private void OnNew(ServerTransaction transaction)
    {
        var request = transaction.Request;
        if (request.Is(SipMethods.Cancel)) OnCancel(transaction);
        else if (request.To?.Tag is not null) OnInDialog(transaction);
        else if (handlers.Refuse(request, host.Loop.Entropy.Hex(8)) is { } refusal) transaction.Respond(refusal);
        else if (request.Is(SipMethods.Invite)) OnInvite(transaction);
        else if (handlers.Find(request.Method) is not { } handler) Answer(transaction, 481);
        else if (!host.Guard(() => handler.OnRequest(new ServerRequest(transaction)))) Answer(transaction, 500);
    }

    private void OnCancel(ServerTransaction cancel)
    {
        var invite = transactions.FindCancelled(cancel.Request);
        Answer(cancel, invite is null ? 481 : 200);
        if (invite is not null && _ringing.TryGetValue(invite, out var ringing)) ringing.Cancel();
    }

    private void OnInDialog(ServerTransaction transaction)
    {
        var request = transaction.Request;
        if (host.Dialogs.Find(request) is not { } dialog)
        {
            Answer(transaction, 481);
            return;
        }

        if (!dialog.TakeTurn(request))
        {
            Answer(transaction, 500);
            return;
        }

        host.Dialogs.Move(dialog, transaction.Flow);
        if (RequestInspection.RefuseExtensions(request, handlers.Inspection.Extensions, "") is { } refusal)
        {
            transaction.Respond(refusal);
            return;
        }

        if (dialog.Usages.ToArray().Any(usage => usage.OnRequest(transaction))) return;
        if (request.Is(SipMethods.Options)) transaction.Respond(host.Describe(SipResponse.For(request, 200)).With(HeaderNames.Accept, Sdp.SessionDescription.ContentType));
        // A method we know, but for nothing that this dialog is used for: a notice of a subscription that is over, a PRACK of nothing.
        else if (handlers.Inspection.Methods.Contains(request.Method)) Answer(transaction, 481);
        else transaction.Respond(SipResponse.For(request, 405).With(HeaderNames.Allow, string.Join(", ", handlers.Inspection.Methods)));
    }

    private void OnInvite(ServerTransaction transaction)
    {
        var request = transaction.Request;
        if (!Sdp.SdpBody.TryRead(request, out var offer) || !HasReadableReplaces(request))
        {
            Answer(transaction, 400);
            return;
        }

        if (SessionTimer.Refuse(host, request) is { } tooShort)
        {
            transaction.Respond(tooShort);
            return;
        }

        ((InviteServer)transaction).OweTrying();
        var invite = new IncomingInvite(host, transaction, offer, () => _ringing.Remove(transaction));
        _ringing.Add(transaction, invite);
        if (!host.Guard(() => handlers.InviteHandler!.OnInvite(invite))) invite.Reject(500);
        transaction.Respond(SipResponse.For(request, 100));
    }

    /// <summary>One, or none (RFC 3891 3).</summary>
    private static bool HasReadableReplaces(SipRequest request) =>
        !request.Headers.Contains(HeaderNames.Replaces)
        || (request.Headers.CountOf(HeaderNames.Replaces) == 1 && Replaces.TryParse(request.Headers.First(HeaderNames.Replaces), out _));

    private void Answer(ServerTransaction transaction, int status) =>
        transaction.Respond(SipResponse.For(transaction.Request, status, null, host.Loop.Entropy.Hex(8)));
}
