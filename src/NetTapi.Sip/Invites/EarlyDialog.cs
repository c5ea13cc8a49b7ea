using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>One place that a call of ours rings at: a forked INVITE has several, each with a dialog and an exchange of descriptions of its own. On the loop.</summary>
public sealed class EarlyDialog : IDialogUsage
{
    private readonly OfferAnswer _exchange;

    internal EarlyDialog(OutgoingInvite invite, Dialog dialog, OfferAnswer exchange)
    {
        Invite = invite;
        Dialog = dialog;
        _exchange = exchange;
    }

    /// <summary>The call.</summary>
    public OutgoingInvite Invite { get; }

    /// <summary>Its dialog.</summary>
    public Dialog Dialog { get; }

    /// <summary>Our description towards this place.</summary>
    public SessionDescription? Local => _exchange.Local;

    /// <summary>This place's description: its early media; null for none.</summary>
    public SessionDescription? Remote => _exchange.Remote;

    /// <inheritdoc />
    bool IDialogUsage.IsCall => true;

    internal OfferAnswer Exchange => _exchange;

    /// <inheritdoc />
    bool IDialogUsage.OnRequest(ServerTransaction transaction) => false;

    /// <inheritdoc />
    void IDialogUsage.OnFlowFailed()
    {
        // The INVITE's own transaction tells.
    }
}
