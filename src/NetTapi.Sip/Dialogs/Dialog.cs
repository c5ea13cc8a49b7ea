using System.Collections.Immutable;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Dialogs;

/// <summary>One end of a dialog (RFC 3261 12): who talks to whom, by which way, and where the count of requests stands. On the loop.</summary>
public sealed class Dialog
{
    private readonly List<IDialogUsage> _usages = [];
    private readonly SipHeader _from;
    private readonly SipHeader _to;
    private uint _localCSeq;
    private uint? _remoteCSeq;

    private Dialog(DialogId id, NameAddress local, NameAddress remote, ImmutableArray<NameAddress> routes, SipUri target, uint? localCSeq, uint? remoteCSeq)
    {
        Id = id;
        Local = local;
        Remote = remote;
        _from = new SipHeader(HeaderNames.From, local.ToString());
        _to = new SipHeader(HeaderNames.To, remote.ToString());
        Routes = routes;
        RemoteTarget = target;
        IsOurs = localCSeq is not null;
        _localCSeq = localCSeq ?? 0;
        _remoteCSeq = remoteCSeq;
    }

    /// <summary>Its id.</summary>
    public DialogId Id { get; }

    /// <summary>Our address, with our tag.</summary>
    public NameAddress Local { get; }

    /// <summary>The peer's address, with its tag.</summary>
    public NameAddress Remote { get; }

    /// <summary>The route set, the next hop first.</summary>
    public ImmutableArray<NameAddress> Routes { get; private set; }

    /// <summary>Where the peer wants requests.</summary>
    public SipUri RemoteTarget { get; private set; }

    /// <summary>The flow requests are sent on whatever the target says, as to a phone behind NAT; null: the target is looked up.</summary>
    public Flow? Flow { get; internal set; }

    /// <summary>Whether its flow has failed: the target is looked up for as long as the peer is not heard on another one.</summary>
    internal bool IsStranded { get; private set; }

    /// <summary>Whether we began it: the Call-ID is of our making.</summary>
    public bool IsOurs { get; }

    /// <summary>How far it is.</summary>
    public DialogState State { get; internal set; }

    internal IReadOnlyList<IDialogUsage> Usages => _usages;

    /// <summary>The dialog a response to our request makes (RFC 3261 12.1.2); null where the response can make none.</summary>
    internal static Dialog? FromResponse(SipRequest request, SipResponse response, Flow? flow = null)
    {
        if (response.To is not { } remote || request.From?.Tag is not { } localTag) return null;
        var target = response.Contacts is [var contact, ..] ? contact.Uri : request.Uri;
        return new Dialog(
            new DialogId(request.CallId!, localTag, remote.Tag ?? ""),
            request.From,
            remote,
            RoutesOf(response),
            target,
            request.CSeq!.Number,
            null)
        { State = response.IsSuccess ? DialogState.Confirmed : DialogState.Early, Flow = flow };
    }

    /// <summary>The dialog our response to a request makes (RFC 3261 12.1.1).</summary>
    internal static Dialog FromRequest(SipRequest request, string localTag) => new(
        new DialogId(request.CallId!, localTag, request.From!.Tag ?? ""),
        request.To!.WithTag(localTag),
        request.From,
        request.RecordRoutes,
        request.Contacts is [var contact, ..] ? contact.Uri : request.From.Uri,
        null,
        request.CSeq!.Number)
    { State = DialogState.Early };

    /// <summary>A request of this dialog, complete but for Via. An ACK has the CSeq of its INVITE.</summary>
    internal SipRequest MakeRequest(string method, uint? cseq = null, params ReadOnlySpan<SipHeader> more)
    {
        var number = cseq ?? ++_localCSeq;
        var (uri, routes) = RouteOut();
        var headers = ImmutableArray.CreateBuilder<SipHeader>(5 + routes.Length + more.Length);
        headers.Add(new(HeaderNames.MaxForwards, "70"));
        headers.Add(_from);
        headers.Add(_to);
        headers.Add(new(HeaderNames.CallId, Id.CallId));
        headers.Add(new(HeaderNames.CSeq, new CSeq(number, method).ToString()));
        foreach (var route in routes) headers.Add(new(HeaderNames.Route, route.ToString()));
        headers.AddRange(more);
        return new SipRequest(method, uri, new HeaderList(headers.DrainToImmutable()));
    }

    /// <summary>Takes the next number for a request made outside <see cref="MakeRequest"/>, as a retry with credentials.</summary>
    internal uint NextCSeq() => ++_localCSeq;

    /// <summary>Whether a request comes in its turn (RFC 3261 12.2.2); an ACK always does.</summary>
    internal bool TakeTurn(SipRequest request)
    {
        if (request.Is(SipMethods.Ack)) return true;
        if (_remoteCSeq is { } last && request.CSeq!.Number <= last) return false;
        _remoteCSeq = request.CSeq!.Number;
        return true;
    }

    /// <summary>A target refresh: the peer's Contact is where it wants requests from now on.</summary>
    internal void Refresh(SipMessage message)
    {
        if (message.Contacts is [var contact, ..]) RemoteTarget = contact.Uri;
    }

    /// <summary>The 2xx confirms an early dialog, and may have come by another way (RFC 3261 13.2.2.4).</summary>
    internal void Confirm(SipResponse success)
    {
        Routes = RoutesOf(success);
        Refresh(success);
        State = DialogState.Confirmed;
    }

    /// <summary>Its flow has failed. The dialog goes on: a connection is only the way (RFC 5626 1).</summary>
    internal void Strand()
    {
        Flow = null;
        IsStranded = true;
    }

    /// <summary>The peer is reached by another flow than before: it has a new connection, or its NAT a new port.</summary>
    internal void MoveTo(Flow flow)
    {
        if (Flow is null && !IsStranded) return;
        Flow = flow;
        IsStranded = false;
    }

    internal void Attach(IDialogUsage usage) => _usages.Add(usage);

    internal void Detach(IDialogUsage usage) => _usages.Remove(usage);

    private static ImmutableArray<NameAddress> RoutesOf(SipResponse response) =>
        response.RecordRoutes is { IsEmpty: false } recorded ? [.. recorded.Reverse()] : [];

    /// <summary>Loose routing, or the strict one of RFC 2543 (RFC 3261 12.2.1.1).</summary>
    private (SipUri Uri, ImmutableArray<NameAddress> Routes) RouteOut()
    {
        if (Routes is not [var first, ..] || first.Uri.IsLooseRouter) return (RemoteTarget, Routes);
        return (first.Uri, [.. Routes.Skip(1), new NameAddress(RemoteTarget)]);
    }
}
