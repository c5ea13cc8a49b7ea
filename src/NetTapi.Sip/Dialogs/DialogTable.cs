using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Dialogs;

/// <summary>All dialogs, by id. On the loop.</summary>
internal sealed class DialogTable
{
    private readonly Dictionary<DialogId, Dialog> _dialogs = [];
    private readonly HashSet<Dialog> _stranded = [];

    /// <summary>Dialogs going on.</summary>
    public int Count => _dialogs.Count;

    /// <summary>Gives a dialog a usage, and so keeps it.</summary>
    public void Attach(Dialog dialog, IDialogUsage usage)
    {
        dialog.Attach(usage);
        _dialogs[dialog.Id] = dialog;
    }

    /// <summary>Takes a usage from a dialog; the dialog ends with its last.</summary>
    public void Detach(Dialog dialog, IDialogUsage usage)
    {
        dialog.Detach(usage);
        if (dialog.Usages.Count > 0) return;
        dialog.State = DialogState.Ended;
        _dialogs.Remove(dialog.Id);
        _stranded.Remove(dialog);
    }

    /// <summary>The dialog of a request that has a tag in To, or null.</summary>
    public Dialog? Find(SipRequest request) =>
        request.To?.Tag is { } local ? _dialogs.GetValueOrDefault(new DialogId(request.CallId!, local, request.From?.Tag ?? "")) : null;

    /// <summary>The dialog of a response, or null.</summary>
    public Dialog? Find(SipResponse response) =>
        response.From?.Tag is { } local ? _dialogs.GetValueOrDefault(new DialogId(response.CallId!, local, response.To?.Tag ?? "")) : null;

    /// <summary>The dialog that a call is to take the place of (RFC 3891 3), or the status to refuse with.</summary>
    public (Dialog? Dialog, int Status) FindReplaced(Replaces replaces)
    {
        // A tag of 0 may also stand for the missing tag of a peer of RFC 2543.
        var dialog = _dialogs.GetValueOrDefault(new DialogId(replaces.CallId, replaces.ToTag, replaces.FromTag));
        if (dialog is null && replaces.FromTag == "0") dialog = _dialogs.GetValueOrDefault(new DialogId(replaces.CallId, replaces.ToTag, ""));
        if (dialog is null) return (null, 481);
        if (!dialog.Usages.Any(usage => usage.IsCall)) return (null, 603);
        if (dialog.State == DialogState.Confirmed) return replaces.EarlyOnly ? (null, 486) : (dialog, 0);
        return dialog.IsOurs ? (dialog, 0) : (null, 481);
    }

    /// <summary>Tells the usages of every dialog on a flow that it failed.</summary>
    public void OnFlowFailed(Flow flow)
    {
        foreach (var dialog in _dialogs.Values.Where(dialog => dialog.Flow == flow).ToArray())
        {
            dialog.Strand();
            _stranded.Add(dialog);
            foreach (var usage in dialog.Usages.ToArray()) usage.OnFlowFailed();
        }
    }

    /// <summary>Who is reached as a dialog's target has another flow: dialogs whose own failed go on by it.</summary>
    public void Rescue(SipUri target, Flow flow)
    {
        foreach (var dialog in _stranded.Where(dialog => dialog.RemoteTarget.Matches(target)).ToArray()) Move(dialog, flow);
    }

    /// <summary>The peer of a dialog was heard on a flow.</summary>
    public void Move(Dialog dialog, Flow flow)
    {
        dialog.MoveTo(flow);
        _stranded.Remove(dialog);
    }
}
