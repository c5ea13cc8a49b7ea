using System.Globalization;
using NetTapi.Loop;
using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;

namespace NetTapi.Sip.Invites;

/// <summary>
/// A REFER that came in a call (RFC 3515): once it is accepted, a subscription in the same dialog tells the peer what becomes of it. The subscription may outlive the call; it ends with a final status, or
/// after a time. On the loop.
/// </summary>
public sealed class IncomingRefer : IDialogUsage
{
    private const string Package = "refer";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    private readonly IInviteHost _host;
    private readonly Dialog _dialog;
    private readonly DigestClient? _digest;
    private readonly ServerTransaction _transaction;
    private readonly string _event;
    private LoopTimer? _expiry;
    private SipFragment _last = new(100, StatusCodes.ReasonOf(100));
    private bool _isSubscribed;
    private bool _isUnderWay;
    private bool _hasNews;

    internal IncomingRefer(IInviteHost host, Dialog dialog, DigestClient? digest, ServerTransaction transaction, NameAddress referTo, bool isFirst)
    {
        _host = host;
        _dialog = dialog;
        _digest = digest;
        _transaction = transaction;
        Request = transaction.Request;
        ReferTo = referTo;
        // The first of a dialog needs no id (RFC 3515 2.4.6), and some phones know none.
        _event = isFirst ? Package : string.Create(CultureInfo.InvariantCulture, $"{Package};id={transaction.Request.CSeq!.Number}");
    }

    /// <summary>The request.</summary>
    public SipRequest Request { get; }

    /// <summary>Whom to call.</summary>
    public NameAddress ReferTo { get; }

    /// <summary>The call that the one to be made replaces, as in an attended transfer; null in a blind one.</summary>
    public Replaces? Replaces => Messages.Replaces.Of(ReferTo.Uri);

    /// <summary>Who refers, as Referred-By says (RFC 3892).</summary>
    public string? ReferredBy => Request.Headers.First(HeaderNames.ReferredBy);

    /// <summary>Whether it was accepted or rejected.</summary>
    public bool IsAnswered => _transaction.IsAnswered || _transaction.IsOver;

    /// <inheritdoc />
    bool IDialogUsage.IsCall => false;

    /// <summary>Agrees to call. The peer is told at once that we try, unless it does not want to be told (RFC 4488).</summary>
    public void Accept()
    {
        if (IsAnswered) return;
        var wantsNews = !string.Equals(Request.Headers.First(HeaderNames.ReferSub), "false", StringComparison.OrdinalIgnoreCase);
        var response = _host.Describe(SipResponse.For(Request, 202)).With(HeaderNames.Contact, _host.ContactFor(_transaction.Flow).ToString());
        _transaction.Respond(wantsNews ? response : response.With(HeaderNames.ReferSub, "false"));
        if (!wantsNews) return;
        _isSubscribed = true;
        _host.Dialogs.Attach(_dialog, this);
        _expiry = _host.Loop.Schedule(Lifetime, Expire);
        SendNotice(null);
    }

    /// <summary>Refuses, 300 to 699.</summary>
    public void Reject(int status)
    {
        if (!IsAnswered) _transaction.Respond(SipResponse.For(Request, status));
    }

    /// <summary>Tells the peer what becomes of it: 101 to 199 on the way, and once a final status, which ends the subscription. Nothing is sent where the peer does not listen.</summary>
    public void Notify(int status, string? reason = null)
    {
        if (!_isSubscribed || _last.Status >= 200) return;
        _last = new SipFragment(status, reason ?? StatusCodes.ReasonOf(status));
        _hasNews = true;
        if (!_isUnderWay) SendNotice(null);
    }

    /// <inheritdoc />
    bool IDialogUsage.OnRequest(ServerTransaction transaction)
    {
        var request = transaction.Request;
        if (!request.Is(SipMethods.Subscribe) || !IsOurs(request)) return false;
        var seconds = Math.Min(request.Expires ?? uint.MaxValue, (uint)Lifetime.TotalSeconds);
        var response = _host.Describe(SipResponse.For(request, 200)).With(HeaderNames.Expires, seconds.ToString(CultureInfo.InvariantCulture));
        transaction.Respond(response.With(HeaderNames.Contact, _host.ContactFor(transaction.Flow).ToString()));
        _expiry?.Cancel();
        if (seconds == 0) Expire();
        else _expiry = _host.Loop.Schedule(TimeSpan.FromSeconds(seconds), Expire);
        return true;
    }

    void IDialogUsage.OnFlowFailed() => End();

    /// <summary>Whom a REFER is about: exactly one (RFC 3515 2.4.1); null: 400.</summary>
    internal static NameAddress? TargetOf(SipRequest refer) =>
        refer.Headers.CountOf(HeaderNames.ReferTo) == 1 && NameAddress.TryParse(refer.Headers.First(HeaderNames.ReferTo), out var target) ? target : null;

    private bool IsOurs(SipRequest request)
    {
        var named = request.Headers.First(HeaderNames.Event)?.Replace(" ", "", StringComparison.Ordinal);
        return named is Package || string.Equals(named, _event, StringComparison.OrdinalIgnoreCase);
    }

    private void Expire() => SendNotice("timeout");

    /// <summary>One at a time: over UDP the next might overtake the last.</summary>
    private void SendNotice(string? end)
    {
        if (_last.Status >= 200) end = "noresource";
        _isUnderWay = true;
        _hasNews = false;
        var state = end is null ? $"active;expires={(int)Lifetime.TotalSeconds}" : $"terminated;reason={end}";
        var notice = _dialog.MakeRequest(
            SipMethods.Notify, null, new SipHeader(HeaderNames.Event, _event), new SipHeader(HeaderNames.SubscriptionState, state));
        notice = _host.Describe(notice).WithBody($"{SipFragment.ContentType};version=2.0", _last.ToBytes());
        if (end is not null) Close();
        DialogRequest.Send(_host, _dialog, _digest, notice, response => OnNoticed(response, end is not null));
        if (end is not null) End();
    }

    private void OnNoticed(SipResponse response, bool wasLast)
    {
        _isUnderWay = false;
        if (wasLast) return;
        // Whoever does not take a notice wants none (RFC 6665 4.2.2); 5xx may pass.
        if (response.Status is >= 400 and < 500) End();
        else if (_hasNews && _isSubscribed) SendNotice(null);
    }

    private void Close()
    {
        _isSubscribed = false;
        _expiry?.Cancel();
    }

    private void End()
    {
        Close();
        _host.Dialogs.Detach(_dialog, this);
    }
}
