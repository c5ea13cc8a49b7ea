using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>A request within a dialog, other than INVITE, until its final response. A challenge is answered where there are credentials (RFC 3261 22.2).</summary>
internal sealed class DialogRequest : IClientTransactionEvents
{
    private const int MostTries = 3;

    private readonly IInviteHost _host;
    private readonly Dialog _dialog;
    private readonly DigestClient? _digest;
    private readonly Action<SipResponse> _completed;
    private SentRequest? _sent;
    private int _tries;

    private DialogRequest(IInviteHost host, Dialog dialog, DigestClient? digest, SipRequest request, Action<SipResponse> completed)
    {
        _host = host;
        _dialog = dialog;
        _digest = digest;
        _completed = completed;
        Request = request;
    }

    /// <summary>The request as it was sent last.</summary>
    public SipRequest Request { get; private set; }

    /// <summary>Sends a request.</summary>
    /// <param name="host">Who sends.</param>
    /// <param name="dialog">The dialog that made it.</param>
    /// <param name="digest">Credentials; null: refusals stand.</param>
    /// <param name="request">The request.</param>
    /// <param name="completed">Called once with the final response; with a 408 made here where none came, a 503 where it could not be sent. Null where nothing depends on it.</param>
    public static DialogRequest Send(IInviteHost host, Dialog dialog, DigestClient? digest, SipRequest request, Action<SipResponse>? completed = null)
    {
        var sending = new DialogRequest(host, dialog, digest, request, completed ?? (static _ => { }));
        sending.Send(digest?.Authorize(request) ?? request);
        return sending;
    }

    void IClientTransactionEvents.OnResponse(SipResponse response)
    {
        if (response.IsProvisional) return;
        if (response.Status is not (401 or 407) || _tries >= MostTries || _digest?.Answer(_sent!.Request, response) is not { } again)
        {
            _completed(response);
            return;
        }

        // The Via is the transaction's own, and the next one gets its own.
        var headers = again.With(HeaderNames.CSeq, new CSeq(_dialog.NextCSeq(), again.Method).ToString()).Headers.Remove(HeaderNames.Via);
        Send(again.With(headers));
    }

    void IClientTransactionEvents.OnNoResponse(int status) => _completed(SipResponse.For(Request, status));

    private void Send(SipRequest request)
    {
        _tries++;
        Request = request;
        _host.Send(request, _dialog.Flow, this, sent => _sent = sent);
    }
}
