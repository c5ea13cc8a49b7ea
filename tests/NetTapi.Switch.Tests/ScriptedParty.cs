using System.Net;
using NetTapi.Loop;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Switch.Tests;

/// <summary>A peer whose every description a test writes itself, where a softphone would be too polite.</summary>
public sealed class ScriptedParty : IOutgoingInviteEvents, IInviteSessionEvents, IInviteHandler
{
    public ScriptedParty(UserAgent agent)
    {
        Agent = agent;
        agent.InviteHandler = this;
    }

    public UserAgent Agent { get; }

    public InviteSession? Session { get; private set; }

    public IncomingInvite? Incoming { get; private set; }

    public SessionDescription? Heard { get; private set; }

    public int Status { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>What it answers offers with that come in a call; none: it refuses them.</summary>
    public SdpCodec[] Answers { get; set; } = [];

    public List<string> Infos { get; } = [];

    /// <summary>The sound of each offer that came in the call.</summary>
    public List<string[]> Offers { get; } = [];

    /// <summary>An offer or answer of one audio medium.</summary>
    public static SessionDescription Audio(string address, int port, params SdpCodec[] codecs) =>
        AudioSession.Offer(new SdpOrigin(1, 1, IPAddress.Parse(address)), new IPEndPoint(IPAddress.Parse(address), port), [.. codecs]);

    public OutgoingInvite Call(string number, SessionDescription? offer, DigestCredentials? credentials = null, Replaces? replaces = null, int hops = 70) => Agent.Invite(
        new InviteRequest
        {
            Target = SipUri.Sip(number, Office.ServerAddress),
            From = new NameAddress(SipUri.Sip("9729859901", "carrier")),
            Offer = offer,
            Credentials = credentials,
            Replaces = replaces,
            MaxForwards = hops,
        },
        this);

    /// <summary>Makes an offer in the call, and waits for what comes of it.</summary>
    public OfferOutcome? Offer(Office office, SessionDescription offer)
    {
        OfferOutcome? outcome = null;
        office.Loop.Post(() => Session!.Offer(offer, what => outcome = what));
        office.Run(2);
        return outcome;
    }

    public void OnInvite(IncomingInvite invite) => Incoming = invite;

    public void Accept(SessionDescription description) => Session = Incoming!.Accept(description, this);

    void IOutgoingInviteEvents.OnProgress(OutgoingInvite invite, SipResponse response, SessionDescription? description)
    {
        Status = response.Status;
        Heard = description ?? Heard;
    }

    void IOutgoingInviteEvents.OnAnswered(OutgoingInvite invite, InviteSession session, SessionDescription? description)
    {
        session.Events = this;
        Session = session;
        Status = 200;
        Heard = description;
    }

    void IOutgoingInviteEvents.OnFailed(OutgoingInvite invite, int status, string reason) => Status = status;

    SessionDescription? IInviteSessionEvents.OnOffer(InviteSession session, SessionDescription offer)
    {
        Offers.Add([.. offer.Audio!.Codecs.Where(codec => !codec.IsTelephoneEvent).Select(codec => codec.Name)]);
        return AudioSession.Answer(Heard = offer, new SdpOrigin(1, 1, IPAddress.Loopback), new IPEndPoint(IPAddress.Parse("192.0.2.9"), 4000), [.. Answers]);
    }

    SessionDescription IInviteSessionEvents.OnOfferWanted(InviteSession session) => session.Local!;

    void IInviteSessionEvents.OnAnswer(InviteSession session, SessionDescription answer) => Heard = answer;

    int IInviteSessionEvents.OnInfo(InviteSession session, SipRequest info)
    {
        Infos.Add(System.Text.Encoding.UTF8.GetString(info.Body.Span));
        return 200;
    }

    void IInviteSessionEvents.OnEnded(InviteSession session, SessionEndReason reason) => IsOver = true;
}
