using System.Collections.Immutable;
using System.Net;
using NetTapi.Loop;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transport;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>One end of calls on a simulated network: does what the test sets, and writes down what happens.</summary>
internal sealed class Peer : IInviteHandler, IIncomingInviteEvents, IOutgoingInviteEvents, IInviteSessionEvents, IReferEvents
{
    private readonly IPEndPoint _address;

    public Peer(SimulatedLoop loop, SimulatedNetwork network, string address, params ImmutableArray<TransportProtocol> protocols)
        : this(loop, network, address, static options => options, protocols)
    {
    }

    public Peer(
        SimulatedLoop loop, SimulatedNetwork network, string address, Func<UserAgentOptions, UserAgentOptions> change, params ImmutableArray<TransportProtocol> protocols)
    {
        _address = IPEndPoint.Parse(address);
        var transports = (protocols.IsEmpty ? [TransportProtocol.Udp] : protocols).Select(protocol => network.Attach(_address, protocol));
        Agent = new UserAgent(loop, change(new UserAgentOptions { OnFault = Faults.Add, Time = loop.Time }), transports, Resolver) { InviteHandler = this };
        Agent.Start();
    }

    public UserAgent Agent { get; }

    /// <summary>The names it knows.</summary>
    public SimulatedResolver Resolver { get; } = new();

    public List<Exception> Faults { get; } = [];

    /// <summary>What happened, in order.</summary>
    public List<string> Log { get; } = [];

    public IncomingInvite? Incoming { get; private set; }

    public InviteSession? Session { get; set; }

    /// <summary>What is done with a call that comes in.</summary>
    public Action<IncomingInvite> OnCall { get; set; } = static _ => { };

    /// <summary>What is answered to an offer in a call; null: 488.</summary>
    public Func<SessionDescription, SessionDescription?>? OnReoffer { get; set; }

    /// <summary>What is done with a REFER; null: it is declined.</summary>
    public Action<IncomingRefer>? OnReferred { get; set; }

    /// <summary>What is answered to an offer before the answer; null: 488.</summary>
    public Func<SessionDescription, SessionDescription?> OnEarlyOffer { get; set; } = static _ => null;

    /// <summary>The places an INVITE rings at, in the order they were met.</summary>
    public List<EarlyDialog> Early { get; } = [];

    public SipUri Uri => SipUri.Sip("peer", _address);

    public SessionDescription Offer(int port = 4000) => AudioSession.Offer(new SdpOrigin(1, 1, _address.Address), new IPEndPoint(_address.Address, port), AudioSession.DefaultCodecs);

    public SessionDescription Answer(SessionDescription offer) =>
        AudioSession.Answer(offer, new SdpOrigin(2, 1, _address.Address), new IPEndPoint(_address.Address, 5000), AudioSession.DefaultCodecs)!;

    public OutgoingInvite Call(Peer other, SessionDescription? offer) =>
        Agent.Invite(new InviteRequest { Target = other.Uri, From = new NameAddress(Uri), Offer = offer }, this);

    public void Accept() => Session = Incoming!.Accept(Incoming.Offer is { } offer ? Answer(offer) : Offer(5000), this);

    public void OnInvite(IncomingInvite invite)
    {
        Log.Add("invited");
        Incoming = invite;
        invite.Events = this;
        OnCall(invite);
    }

    public void OnCancelled(IncomingInvite invite) => Log.Add("cancelled");

    public void OnProgress(OutgoingInvite invite, SipResponse response, SessionDescription? description) =>
        Log.Add(description is null ? $"progress {response.Status}" : $"early media {response.Status}");

    public void OnEarly(OutgoingInvite invite, EarlyDialog early, SipResponse response, SessionDescription? description)
    {
        if (!Early.Contains(early)) Early.Add(early);
        OnProgress(invite, response, description);
    }

    SessionDescription? IIncomingInviteEvents.OnOffer(IncomingInvite invite, SessionDescription offer)
    {
        Log.Add("early offer");
        return OnEarlyOffer(offer);
    }

    void IIncomingInviteEvents.OnAnswer(IncomingInvite invite, SessionDescription answer) => Log.Add("early answer");

    SessionDescription? IOutgoingInviteEvents.OnOffer(OutgoingInvite invite, EarlyDialog early, SessionDescription offer)
    {
        Log.Add("early offer");
        return OnEarlyOffer(offer);
    }

    public void OnRedirected(OutgoingInvite invite, ImmutableArray<NameAddress> contacts) =>
        Log.Add($"redirected to {string.Join(' ', contacts.Select(contact => contact.Uri))}");

    public void OnRefer(InviteSession session, IncomingRefer refer)
    {
        Log.Add($"refer to {refer.ReferTo.Uri with { Headers = null }}");
        if (OnReferred is null) refer.Reject(603);
        else OnReferred(refer);
    }

    void IReferEvents.OnAccepted() => Log.Add("accepted");

    void IReferEvents.OnRefused(int status, string reason) => Log.Add($"refused {status}");

    void IReferEvents.OnProgress(int status, string reason) => Log.Add($"transfer {status}");

    void IReferEvents.OnCompleted(int status, string reason) => Log.Add($"transferred {status}");

    public void OnAnswered(OutgoingInvite invite, InviteSession session, SessionDescription? description)
    {
        Log.Add("answered");
        Session = session;
        session.Events = this;
    }

    public void OnFailed(OutgoingInvite invite, int status, string reason) => Log.Add($"failed {status}");

    public SessionDescription? OnOffer(InviteSession session, SessionDescription offer)
    {
        Log.Add("offer");
        return OnReoffer is null ? Answer(offer) : OnReoffer(offer);
    }

    public SessionDescription OnOfferWanted(InviteSession session)
    {
        Log.Add("offer wanted");
        return Offer(5000);
    }

    public void OnAnswer(InviteSession session, SessionDescription answer) => Log.Add("answer in ACK");

    public int OnInfo(InviteSession session, SipRequest info)
    {
        Log.Add("info");
        return 200;
    }

    public void OnEnded(InviteSession session, SessionEndReason reason)
    {
        Log.Add($"ended {reason}");
        Session = null;
    }

    /// <summary>Asserts that nothing is left of any call.</summary>
    public void IsIdle()
    {
        Assert.Empty(Faults);
        Assert.Equal(new UserAgentFigures(0, 0, 0, Agent.Figures.Dropped, 0), Agent.Figures);
    }
}
