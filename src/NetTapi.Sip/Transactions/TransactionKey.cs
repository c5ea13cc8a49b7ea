using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Transactions;

/// <summary>What identifies a server transaction (RFC 3261 17.2.3): branch and sent-by; for a peer of RFC 2543, which makes no unique branches, what its request is made of.</summary>
/// <param name="Branch">The branch, or the pieces of an old request.</param>
/// <param name="SentBy">Host and port of the topmost Via.</param>
/// <param name="Method">The method; that of the INVITE for its ACK.</param>
public readonly record struct TransactionKey(string Branch, string SentBy, string Method)
{
    /// <summary>The key of a request; an ACK has that of its INVITE.</summary>
    public static TransactionKey Of(SipRequest request) => Of(request, request.Method == SipMethods.Ack ? SipMethods.Invite : request.Method);

    /// <summary>The key of the INVITE that a CANCEL is about: the same but for the method (RFC 3261 9.2).</summary>
    public static TransactionKey OfCancelled(SipRequest cancel) => Of(cancel, SipMethods.Invite);

    private static TransactionKey Of(SipRequest request, string method)
    {
        var via = request.TopVia;
        if (via is { HasUniqueBranch: true }) return new TransactionKey(via.Branch!.ToLowerInvariant(), via.SentBy, method);
        // RFC 2543: Request-URI, From tag, Call-ID, CSeq number and the topmost Via. The To tag is left out: an ACK has one where its INVITE had none.
        return new TransactionKey($"{request.Uri}|{request.From?.Tag}|{request.CallId}|{request.CSeq?.Number}|{via}", via?.SentBy ?? "", method);
    }
}
