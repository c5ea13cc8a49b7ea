using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>One place that a call of ours rings at: a forked INVITE has several, each with a dialog and an exchange of descriptions of its own. On the loop.</summary>
public sealed class EarlyDialog : IDialogUsage, IOfferParty
{
    private readonly IInviteHost _host;
    private readonly DigestClient? _digest;
    private readonly Func<EarlyDialog, SessionDescription, SessionDescription?> _onOffer;
    private readonly ReliableReceipts _receipts = new();
    private readonly SessionOffer _offering;
    private readonly PeerOffer _peerOffer;
    private bool _isFailed;

    internal EarlyDialog(
        IInviteHost host, OutgoingInvite invite, Dialog dialog, OfferAnswer exchange, DigestClient? digest, Func<EarlyDialog, SessionDescription, SessionDescription?> onOffer)
    {
        _host = host;
        _digest = digest;
        _onOffer = onOffer;
        Invite = invite;
        Dialog = dialog;
        Exchange = exchange;
        _offering = new SessionOffer(host, this, exchange, digest);
        _peerOffer = new PeerOffer(host, exchange);
        host.Dialogs.Attach(dialog, this);
    }

    /// <summary>The call.</summary>
    public OutgoingInvite Invite { get; }

    /// <summary>Its dialog.</summary>
    public Dialog Dialog { get; }

    /// <summary>Our description towards this place.</summary>
    public SessionDescription? Local => Exchange.Local;

    /// <summary>This place's description: its early media; null for none.</summary>
    public SessionDescription? Remote => Exchange.Remote;

    /// <summary>Whether the call is over here: answered, here or elsewhere, or failed.</summary>
    public bool IsOver { get; private set; }

    /// <inheritdoc />
    bool IDialogUsage.IsCall => !IsOver;

    /// <inheritdoc />
    bool IOfferParty.MayOffer => MayOffer;

    /// <summary>An offer under way when the call is answered is still answered: the exchange goes on in the session.</summary>
    bool IOfferParty.IsOver => _isFailed;

    /// <summary>The exchange, which goes over to the session.</summary>
    internal OfferAnswer Exchange { get; }

    /// <summary>Whether an offer of ours waits for its answer, which an answer to the call does not bring.</summary>
    internal bool IsOffering => _offering.IsOutstanding;

    private bool MayOffer => Exchange.State == OfferAnswerState.Stable && Exchange.Remote is not null;

    /// <summary>Offers a change before the answer (UPDATE, RFC 3311): only once the first offer is answered reliably (RFC 3262).</summary>
    /// <param name="offer">Our offer.</param>
    /// <param name="completed">Called once, now or later; never after the call has failed.</param>
    public void Offer(SessionDescription offer, Action<OfferOutcome> completed)
    {
        if (IsOver) completed(OfferOutcome.Refused);
        else if (_offering.IsPending || !MayOffer) completed(OfferOutcome.Pending);
        else _offering.Begin(offer, SipMethods.Update, completed);
    }

    /// <inheritdoc />
    bool IDialogUsage.OnRequest(ServerTransaction transaction)
    {
        var update = transaction.Request;
        if (!update.Is(SipMethods.Update)) return false;
        if (!SdpBody.TryRead(update, out var offer)) transaction.Respond(SipResponse.For(update, 400));
        else if (offer is null) transaction.Respond(_peerOffer.Success(transaction));
        else transaction.Respond(_peerOffer.Refuse(update) ?? _peerOffer.Answer(transaction, offer, SdpCarrier.Request, () => _onOffer(this, offer)));
        Dialog.Refresh(update);
        return true;
    }

    /// <inheritdoc />
    void IDialogUsage.OnFlowFailed()
    {
        // The INVITE's own transaction tells.
    }

    /// <inheritdoc />
    SipRequest IOfferParty.Prepare(SipRequest request) => _host.Describe(request);

    /// <inheritdoc />
    void IOfferParty.OnSuccess(SipResponse success)
    {
        // Nothing is agreed for the call as a whole before its answer.
    }

    /// <inheritdoc />
    bool IOfferParty.MendsRefusal(SipResponse refusal) => false;

    /// <inheritdoc />
    void IOfferParty.AcknowledgeOffer(uint cseq) => throw new InvalidOperationException("There is no re-INVITE before the answer.");

    /// <inheritdoc />
    void IOfferParty.AcknowledgeAgain()
    {
        // An UPDATE is never acknowledged.
    }

    /// <inheritdoc />
    void IOfferParty.OnPeerLost() => Exchange.Withdraw();

    /// <summary>Whether a provisional response is news: an unreliable one always, a reliable one in its turn.</summary>
    internal bool IsNews(SipResponse response) => !ReliableReceipts.IsReliable(response) || _receipts.Take(response);

    /// <summary>Acknowledges a reliable provisional response, with our answer where it made an offer (RFC 3262 5).</summary>
    internal void Acknowledge(SipResponse response, SessionDescription? answer)
    {
        var prack = _host.Describe(Dialog.MakeRequest(SipMethods.Prack, null, ReliableReceipts.Acknowledgement(response)));
        if (answer is not null) prack = prack.WithBody(SessionDescription.ContentType, answer.ToBytes());
        DialogRequest.Send(_host, Dialog, _digest, prack);
    }

    /// <summary>The call was answered or has failed.</summary>
    internal void End(bool isFailed)
    {
        if (IsOver) return;
        IsOver = true;
        _isFailed = isFailed;
        if (isFailed) _offering.End();
        _host.Dialogs.Detach(Dialog, this);
    }
}
