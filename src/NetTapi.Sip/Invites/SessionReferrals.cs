using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>The REFERs of one call, both ways (RFC 3515, RFC 5589).</summary>
internal sealed class SessionReferrals(IInviteHost host, InviteSession session, DigestClient? digest)
{
    private const int MostAtOnce = 4;

    private int _taken;

    public void Send(NameAddress target, IReferEvents events)
    {
        if (session.IsOver) events.OnRefused(481, StatusCodes.ReasonOf(481));
        else _ = new OutgoingRefer(host, session.Dialog, digest, target, events);
    }

    /// <summary>Where the peer of another call is reached, to take the place of us there.</summary>
    public static NameAddress InPlaceOf(Dialog other)
    {
        // Seen from there: its own tag is our remote one, 0 where it gave none.
        var replaces = new Replaces(other.Id.CallId, other.Id.RemoteTag.Length == 0 ? "0" : other.Id.RemoteTag, other.Id.LocalTag);
        return new NameAddress(replaces.AddTo(other.RemoteTarget));
    }

    public void Take(ServerTransaction transaction)
    {
        if (session.IsOver)
        {
            transaction.Respond(SipResponse.For(transaction.Request, 481));
            return;
        }

        if (IncomingRefer.TargetOf(transaction.Request) is not { } target)
        {
            transaction.Respond(SipResponse.For(transaction.Request, 400));
            return;
        }

        // Each holds the dialog for minutes, and somebody might go on asking.
        if (session.Dialog.Usages.OfType<IncomingRefer>().Count() >= MostAtOnce)
        {
            transaction.Respond(SipResponse.For(transaction.Request, 503).With(HeaderNames.RetryAfter, "60"));
            return;
        }

        var refer = new IncomingRefer(host, session.Dialog, digest, transaction, target, _taken++ == 0);
        var isTaken = session.Events is { } events && host.Guard(() => events.OnRefer(session, refer));
        if (!isTaken) refer.Reject(500);
    }
}
