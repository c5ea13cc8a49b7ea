using System.Globalization;
using NetTapi.Loop;
using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>A REFER of ours, and the subscription by which the peer tells what becomes of it (RFC 3515). It may outlive the call. On the loop.</summary>
internal sealed class OutgoingRefer : IDialogUsage
{
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(1);

    private readonly IInviteHost _host;
    private readonly Dialog _dialog;
    private readonly IReferEvents _events;
    private readonly DialogRequest _sent;
    private LoopTimer? _patience;
    private bool _isAccepted;
    private bool _isOver;

    public OutgoingRefer(IInviteHost host, Dialog dialog, DigestClient? digest, NameAddress target, IReferEvents events)
    {
        _host = host;
        _dialog = dialog;
        _events = events;
        // Attached before it is sent: the first notice may overtake the 202.
        host.Dialogs.Attach(dialog, this);
        var request = dialog.MakeRequest(
            SipMethods.Refer,
            null,
            new SipHeader(HeaderNames.ReferTo, target.ToString()),
            new SipHeader(HeaderNames.ReferredBy, new NameAddress(dialog.Local.Uri).ToString()));
        _sent = DialogRequest.Send(host, dialog, digest, host.Describe(request), OnResponse);
    }

    public bool IsCall => false;

    public bool OnRequest(ServerTransaction transaction)
    {
        var request = transaction.Request;
        if (!request.Is(SipMethods.Notify) || !IsOurs(request)) return false;
        transaction.Respond(_host.Describe(SipResponse.For(request, 200)));
        Accepted();
        OnNotice(request);
        return true;
    }

    public void OnFlowFailed() => Complete(503);

    private void OnResponse(SipResponse response)
    {
        if (_isOver) return;
        if (!response.IsSuccess)
        {
            if (_isAccepted) return;
            End();
            _host.Guard(() => _events.OnRefused(response.Status, response.Reason));
            return;
        }

        Accepted();
        // The peer makes no subscription (RFC 4488): it has said all it will.
        if (string.Equals(response.Headers.First(HeaderNames.ReferSub), "false", StringComparison.OrdinalIgnoreCase)) Complete(202);
        else _patience ??= Wait(UsualLifetime);
    }

    private void Accepted()
    {
        if (_isAccepted) return;
        _isAccepted = true;
        _host.Guard(_events.OnAccepted);
    }

    private void OnNotice(SipRequest notice)
    {
        if (_isOver) return;
        var (state, expires) = StateOf(notice);
        var hasStatus = SipFragment.TryParse(notice.Body.Span, out var fragment);
        if (hasStatus && fragment.Status >= 200)
        {
            Complete(fragment.Status, fragment.Reason);
        }
        else if (state == "terminated")
        {
            Complete(202);
        }
        else
        {
            _patience?.Cancel();
            _patience = Wait(expires);
            if (hasStatus) _host.Guard(() => _events.OnProgress(fragment.Status, fragment.Reason));
        }
    }

    private static (string State, TimeSpan Expires) StateOf(SipRequest notice)
    {
        var text = notice.Headers.First(HeaderNames.SubscriptionState) ?? "active";
        var semicolon = text.IndexOf(';', StringComparison.Ordinal);
        var state = (semicolon < 0 ? text : text[..semicolon]).Trim().ToLowerInvariant();
        if (semicolon < 0 || !SipParameters.TryParse(text.AsSpan(semicolon), out var parameters)) return (state, UsualLifetime);
        return HeaderText.TryNumber(parameters["expires"], (long)LongestLifetime.TotalSeconds, out var seconds) && seconds > 0
            ? (state, TimeSpan.FromSeconds(seconds))
            : (state, UsualLifetime);
    }

    private bool IsOurs(SipRequest notice)
    {
        var text = notice.Headers.First(HeaderNames.Event) ?? "";
        var semicolon = text.IndexOf(';', StringComparison.Ordinal);
        var package = (semicolon < 0 ? text : text[..semicolon]).Trim();
        if (!package.Equals("refer", StringComparison.OrdinalIgnoreCase)) return false;
        if (semicolon < 0 || !SipParameters.TryParse(text.AsSpan(semicolon), out var parameters) || parameters["id"] is not { } id) return true;
        return id == _sent.Request.CSeq!.Number.ToString(CultureInfo.InvariantCulture);
    }

    private LoopTimer Wait(TimeSpan time) => _host.Loop.Schedule(time, static refer => refer.Complete(408), this);

    private void Complete(int status, string? reason = null)
    {
        if (_isOver) return;
        End();
        _host.Guard(() => _events.OnCompleted(status, reason ?? StatusCodes.ReasonOf(status)));
    }

    private void End()
    {
        _isOver = true;
        _patience?.Cancel();
        _host.Dialogs.Detach(_dialog, this);
    }
}
