using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using NetTapi.Loop;
using NetTapi.Sip.Dialogs;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Agents;

/// <summary>
/// SIP as a whole, for who makes and takes calls: transports below, calls and handlers above. Everything but parsing and sockets runs on the loop, and every member is to be called there, except the
/// constructor and <see cref="Start"/>.
/// </summary>
public sealed class UserAgent : IInviteHost, IRequestSender, ISipReceiver
{
    private readonly UserAgentOptions _options;
    private readonly ImmutableArray<ITransport> _transports;
    private readonly ISipResolver _resolver;
    private readonly TransactionTable _transactions;
    private readonly RequestHandlers _handlers;
    private readonly RequestRouter _router;
    private readonly LocalAddresses _addresses;
    private readonly TargetMemory _memory;
    private readonly SipGate _gate;

    /// <summary>Makes a user agent.</summary>
    /// <param name="loop">The loop it runs on.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="transports">Where it listens; the first of a protocol is the one it sends from.</param>
    /// <param name="resolver">Finds where URIs are served.</param>
    public UserAgent(IControlLoop loop, UserAgentOptions options, IEnumerable<ITransport> transports, ISipResolver resolver)
    {
        Loop = loop;
        _options = options;
        _transports = [.. transports];
        _resolver = resolver;
        _addresses = new LocalAddresses(options.AdvertisedAddress);
        _memory = new TargetMemory(loop);
        _transactions = new TransactionTable(loop, options.Timers, Transmit);
        _handlers = new RequestHandlers(options.Extensions);
        _router = new RequestRouter(this, _transactions, _handlers, options.Gate.Transactions);
        _gate = new SipGate(loop, options.Gate, options.Time, this);
        Handle(SipMethods.Options, new OptionsResponder(loop.Entropy, () => _handlers.Inspection.Methods, () => _handlers.Inspection.Extensions));
    }

    /// <summary>The loop.</summary>
    public IControlLoop Loop { get; }

    /// <summary>Takes calls that come in; null: INVITE is not allowed.</summary>
    public IInviteHandler? InviteHandler
    {
        get => _handlers.InviteHandler;
        set => _handlers.InviteHandler = value;
    }

    /// <summary>What goes on in it, for health and for tests that assert empty tables.</summary>
    public UserAgentFigures Figures => new(_transactions.Count, Dialogs.Count, _router.Ringing, _gate.Dropped + _router.Dropped, _gate.Malformed);

    /// <summary>Told of each flow that failed: whoever registered over it is not reached any more.</summary>
    public Action<Flow>? FlowFailed { get; set; }

    SipTimers IInviteHost.Timers => _options.Timers;

    DialogTable IInviteHost.Dialogs => Dialogs;

    SessionIntervals IInviteHost.SessionIntervals => _options.Intervals;

    private DialogTable Dialogs { get; } = new();

    /// <summary>Begins to receive.</summary>
    public void Start()
    {
        foreach (var transport in _transports) transport.Start(_gate);
    }

    /// <summary>Sets who takes requests of a method outside dialogs.</summary>
    public void Handle(string method, IRequestHandler handler) => _handlers.Set(method, handler);

    /// <summary>Makes a call.</summary>
    public OutgoingInvite Invite(InviteRequest request, IOutgoingInviteEvents events) => new(this, request, events);

    /// <summary>Finds the call that another is to take the place of.</summary>
    public ReplacedDialog FindReplaced(Replaces replaces)
    {
        var (dialog, status) = Dialogs.FindReplaced(replaces);
        return dialog is null
            ? new ReplacedDialog(null, null, status)
            : new ReplacedDialog(dialog.Usages.OfType<InviteSession>().FirstOrDefault(), dialog.Usages.OfType<EarlyDialog>().FirstOrDefault()?.Invite, 0);
    }

    /// <inheritdoc />
    public void Request(SipRequest request, Action<SipResponse> completed) => Request(request, completed, static _ => { });

    /// <inheritdoc />
    public void Request(SipRequest request, Action<SipResponse> completed, Action<Flow> sent) =>
        ((IInviteHost)this).Send(request, null, new OneAnswer(request, completed), begun => sent(begun.Flow));

    /// <summary>A phone has registered again. Calls of its that have lost their connection go on by the new one.</summary>
    /// <param name="contact">Its contact.</param>
    /// <param name="flow">Where it registered from.</param>
    public void Registered(SipUri contact, Flow flow) => Dialogs.Rescue(contact, flow);

    /// <summary>Asks a peer whether it is there (OPTIONS, RFC 3261 11), as a gateway is watched.</summary>
    /// <param name="target">The peer.</param>
    /// <param name="from">Who asks, without a tag.</param>
    /// <param name="completed">Called once.</param>
    public void Ping(SipUri target, NameAddress from, Action<PingOutcome> completed) => OptionsPing.Send(this, target, from, completed);

    /// <summary>The address of ours that a peer can reach, as for the media of a call to it.</summary>
    public IPAddress LocalAddressTo(IPAddress destination)
    {
        var transport = _transports.FirstOrDefault(transport => transport.Local.AddressFamily == destination.AddressFamily) ?? _transports[0];
        return _addresses.For(transport.Local.Address, destination);
    }

    /// <summary>Our address as who serves a URI is to see it: the host of media offered there, host and port of a Contact given there.</summary>
    /// <param name="target">The URI.</param>
    /// <param name="found">Called once, now or later; null where nothing is found or reached there.</param>
    public void Locate(SipUri target, Action<IPEndPoint?> found) => _resolver.Resolve(target.Host, target.Port, ProtocolOf(target), targets =>
    {
        var reached = targets.Select(one => (Target: one, Transport: TransportFor(one.Protocol, one.Address))).FirstOrDefault(pair => pair.Transport is not null);
        found(reached.Transport is { } transport ? new IPEndPoint(_addresses.For(transport.Local.Address, reached.Target.Address.Address), transport.Local.Port) : null);
    });

    void IInviteHost.Send(SipRequest request, Flow? flow, IClientTransactionEvents events, Action<SentRequest> begun)
    {
        if (flow is not null)
        {
            Begin([flow]);
            return;
        }

        var next = NextHop(request);
        _resolver.Resolve(next.Host, next.Port, ProtocolOf(next), targets =>
        {
            var flows = _memory.Order(FlowsTo(request, targets, ProtocolOf(next) is null));
            if (flows.IsEmpty) Loop.Post(() => events.OnNoResponse(503));
            else Begin(flows);
        });

        void Begin(ImmutableArray<Flow> flows) => new RequestSending(this, _transactions, _memory, Address, request, flows, events, begun).Start();
    }

    void IInviteHost.SendAck(SipRequest ack, Flow? flow)
    {
        if (flow is not null)
        {
            Transmit(flow, Address(ack, flow));
            return;
        }

        var next = NextHop(ack);
        _resolver.Resolve(next.Host, next.Port, ProtocolOf(next), targets =>
        {
            if (_memory.Order(FlowsTo(ack, targets, ProtocolOf(next) is null)) is [var first, ..]) Transmit(first, Address(ack, first));
        });
    }

    void IInviteHost.Resend(Flow flow, SipResponse response) => Transmit(flow, response);

    NameAddress IInviteHost.ContactFor(Flow flow)
    {
        var uri = SipUri.Sip(_options.ContactUser, AddressOn(flow));
        return new NameAddress(flow.Transport.Protocol == TransportProtocol.Tcp ? uri with { Parameters = uri.Parameters.With("transport", "tcp") } : uri);
    }

    IPAddress IInviteHost.LocalAddressOn(Flow flow) => AddressOn(flow).Address;

    bool IInviteHost.Supports(SipExtension extension) => _handlers.Supports(extension);

    SipRequest IInviteHost.Describe(SipRequest request)
    {
        var supported = request.To?.Tag is null ? _handlers.Supported : _handlers.SupportedInCalls;
        var allow = new SipHeader(HeaderNames.Allow, _handlers.Allow);
        var product = new SipHeader(HeaderNames.UserAgent, _options.Product);
        return supported.Length == 0 ? request.With(allow, product) : request.With(allow, product, new SipHeader(HeaderNames.Supported, supported));
    }

    SipResponse IInviteHost.Describe(SipResponse response)
    {
        var allow = new SipHeader(HeaderNames.Allow, _handlers.Allow);
        var product = new SipHeader(HeaderNames.Server, _options.Product);
        return _handlers.Supported.Length == 0 ? response.With(allow, product) : response.With(allow, product, new SipHeader(HeaderNames.Supported, _handlers.Supported));
    }

    bool IInviteHost.Guard(Action action)
    {
        try
        {
            action();
            return true;
        }
#pragma warning disable CA1031 // Whatever a handler throws is the end of its own call only.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _options.OnFault(fault);
            return false;
        }
    }

    void ISipReceiver.OnMessage(Flow flow, SipMessage message)
    {
        if (message is SipRequest request) _router.OnRequest(flow, request);
        else OnResponse((SipResponse)message);
    }

    void ISipReceiver.OnFault(Flow flow, SipFault fault)
    {
        if (fault.Answer(Loop.Entropy.Hex(8)) is { } answer) Transmit(flow, answer);
    }

    void ISipReceiver.OnFlowFailed(Flow flow)
    {
        _transactions.OnFlowFailed(flow);
        // A datagram that could not be sent, as in a moment without network, says nothing of the next one: registrations and calls stay.
        if (!flow.Transport.IsReliable) return;
        _router.OnFlowFailed(flow);
        Dialogs.OnFlowFailed(flow);
        FlowFailed?.Invoke(flow);
    }

    private static TransportProtocol? ProtocolOf(SipUri uri) => uri.Transport switch
    {
        "udp" => TransportProtocol.Udp,
        "tcp" => TransportProtocol.Tcp,
        _ => null,
    };

    private void OnResponse(SipResponse response)
    {
        // More than our own Via: it went astray on its way to somebody else (RFC 3261 8.1.3.3).
        if (response.Vias.Length > 1) return;
        if (_transactions.OnResponse(response) || !response.IsSuccess || response.CSeq?.Method != SipMethods.Invite) return;
        // A 2xx whose transaction is gone: the peer still waits for the ACK.
        foreach (var usage in Dialogs.Find(response)?.Usages.ToArray() ?? []) usage.OnRepeatedSuccess(response);
    }

    /// <summary>The flows to the targets that our transports reach. A long request goes by TCP first, where nothing says UDP only (RFC 3261 18.1.1).</summary>
    private ImmutableArray<Flow> FlowsTo(SipRequest request, ImmutableArray<SipTarget> targets, bool isFree)
    {
        var isLong = isFree && request.Body.Length + request.Headers.Sum(header => header.Name.Length + header.Value.Length + 4) > _options.LargestDatagram - 200;
        var flows = ImmutableArray.CreateBuilder<Flow>();
        foreach (var target in targets)
        {
            if (isLong && target.Protocol == TransportProtocol.Udp) Add(TransportProtocol.Tcp, target.Address);
            Add(target.Protocol, target.Address);
        }

        return flows.ToImmutable();

        void Add(TransportProtocol protocol, IPEndPoint remote)
        {
            if (TransportFor(protocol, remote) is { } transport) flows.Add(transport.FlowTo(remote));
        }
    }

    /// <summary>Where a request goes first: to its first route; to its Request-URI where that is a strict router's, whose rest of the way the routes then are (RFC 3261 8.1.2, 12.2.1.1).</summary>
    private static SipUri NextHop(SipRequest request) => request.Routes is [{ Uri: { IsLooseRouter: true } route }, ..] ? route : request.Uri;

    private ITransport? TransportFor(TransportProtocol protocol, IPEndPoint remote) =>
        _transports.FirstOrDefault(one => one.Protocol == protocol && one.Local.AddressFamily == remote.AddressFamily);

    /// <summary>The request as it goes out on a flow: with a Via of its own, and with our Contact where one belongs. A CANCEL keeps the Via of its INVITE.</summary>
    private SipRequest Address(SipRequest request, Flow flow)
    {
        if (request.Is(SipMethods.Cancel)) return request;
        var local = AddressOn(flow);
        var branch = $"{Via.BranchCookie}{Loop.Entropy.Hex(12)}";
        var parameters = SipParameters.Empty.With("branch", branch).With("rport");
        var via = new Via(NameInVia(flow.Transport.Protocol), HostText(local.Address), local.Port, parameters);
        var hasContact = request.Headers.Contains(HeaderNames.Contact) || !MakesContact(request.Method);
        var addressed = hasContact ? request : request.With(HeaderNames.Contact, ((IInviteHost)this).ContactFor(flow).ToString());
        return addressed.Push(via);
    }

    private static string NameInVia(TransportProtocol protocol) => protocol switch
    {
        TransportProtocol.Tcp => "TCP",
        TransportProtocol.Tls => "TLS",
        TransportProtocol.WebSocket => "WS",
        _ => "UDP",
    };

    /// <summary>The methods that make or refresh a dialog, and so say where we are (RFC 3261 12, RFC 3515, RFC 6665).</summary>
    private static bool MakesContact(string method) =>
        method is SipMethods.Invite or SipMethods.Update or SipMethods.Subscribe or SipMethods.Notify or SipMethods.Refer;

    private IPEndPoint AddressOn(Flow flow) => new(_addresses.For(flow.Local.Address, flow.Remote.Address), flow.Transport.Local.Port);

    private static string HostText(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();

    private void Transmit(Flow flow, SipMessage message) => flow.Transport.Send(flow, SipWriter.ToArray(message));

    /// <summary>Waits for the one final response.</summary>
    private sealed class OneAnswer(SipRequest request, Action<SipResponse> completed) : IClientTransactionEvents
    {
        void IClientTransactionEvents.OnResponse(SipResponse response)
        {
            if (response.IsFinal) completed(response);
        }

        void IClientTransactionEvents.OnNoResponse(int status) => completed(SipResponse.For(request, status));
    }
}

/// <summary>What goes on in a user agent.</summary>
/// <param name="Transactions">Transactions going on.</param>
/// <param name="Dialogs">Dialogs going on.</param>
/// <param name="Ringing">Calls that came in and have no final answer.</param>
/// <param name="Dropped">Messages dropped because of a bound.</param>
/// <param name="Malformed">Messages that were none.</param>
public readonly record struct UserAgentFigures(int Transactions, int Dialogs, int Ringing, long Dropped, long Malformed);
