using System.Net;
using System.Text;
using NetTapi.Loop;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>Two user agents on a simulated network, and places for scripted ones.</summary>
internal sealed class CallHouse
{
    public CallHouse(ulong seed = 1, NetworkManners? manners = null)
    {
        Loop = new SimulatedLoop(seed);
        Network = new SimulatedNetwork(Loop, manners ?? NetworkManners.Good);
        Alice = Add("192.0.2.1:5060");
        Bob = Add("192.0.2.2:5060");
    }

    public SimulatedLoop Loop { get; }

    public SimulatedNetwork Network { get; }

    public UserAgent Alice { get; }

    public UserAgent Bob { get; }

    public static SessionDescription Description(int port = 4000, ulong version = 1) =>
        AudioSession.Offer(new SdpOrigin(7, version, IPAddress.Loopback), new IPEndPoint(IPAddress.Loopback, port), AudioSession.DefaultCodecs);

    public static InviteRequest To(string address) => new()
    {
        Target = SipUri.Parse($"sip:bob@{address}"),
        From = NameAddress.Parse("<sip:alice@192.0.2.1>"),
        Offer = Description(),
    };

    public UserAgent Add(string address)
    {
        var agent = new UserAgent(Loop, new UserAgentOptions { Time = Loop.Time }, [Network.Attach(IPEndPoint.Parse(address))], new SimulatedResolver());
        agent.Start();
        return agent;
    }

    /// <summary>Runs until nothing is to come, and checks that nothing is left over.</summary>
    public void RunOut()
    {
        Loop.RunUntilIdle();
        Assert.Equal((0, 0, 0), LeftOf(Alice));
        Assert.Equal((0, 0, 0), LeftOf(Bob));
    }

    /// <summary>The first line of every message from now on.</summary>
    public List<string> Record()
    {
        var lines = new List<string>();
        Network.Passes = (_, _, message) =>
        {
            lines.Add(Encoding.UTF8.GetString(message.Span).Split("\r\n")[0]);
            return true;
        };
        return lines;
    }

    private static (int Transactions, int Dialogs, int Ringing) LeftOf(UserAgent agent) =>
        (agent.Figures.Transactions, agent.Figures.Dialogs, agent.Figures.Ringing);
}

/// <summary>One side of calls: notes all it is told, and does what a test says.</summary>
internal sealed class Party : IInviteHandler, IIncomingInviteEvents, IOutgoingInviteEvents, IInviteSessionEvents
{
    public List<string> Told { get; } = [];

    public List<InviteSession> Sessions { get; } = [];

    public Action<IncomingInvite> OnInvited { get; init; } = static _ => { };

    public Action<InviteSession> OnUp { get; init; } = static _ => { };

    void IInviteHandler.OnInvite(IncomingInvite invite)
    {
        invite.Events = this;
        OnInvited(invite);
    }

    void IIncomingInviteEvents.OnCancelled(IncomingInvite invite) => Told.Add("cancelled");

    void IOutgoingInviteEvents.OnProgress(OutgoingInvite invite, SipResponse response, SessionDescription? description) => Told.Add($"progress {response.Status}");

    void IOutgoingInviteEvents.OnAnswered(OutgoingInvite invite, InviteSession session, SessionDescription? description)
    {
        Told.Add("answered");
        session.Events = this;
        Sessions.Add(session);
        OnUp(session);
    }

    void IOutgoingInviteEvents.OnFailed(OutgoingInvite invite, int status, string reason) => Told.Add($"failed {status}");

    SessionDescription? IInviteSessionEvents.OnOffer(InviteSession session, SessionDescription offer)
    {
        Told.Add("offer");
        return CallHouse.Description(5000);
    }

    SessionDescription IInviteSessionEvents.OnOfferWanted(InviteSession session) => CallHouse.Description(5000);

    void IInviteSessionEvents.OnAnswer(InviteSession session, SessionDescription answer) => Told.Add("answer");

    int IInviteSessionEvents.OnInfo(InviteSession session, SipRequest info) => 200;

    void IInviteSessionEvents.OnEnded(InviteSession session, SessionEndReason reason) => Told.Add($"ended {reason}");

    public void Accept(IncomingInvite invite)
    {
        if (!invite.IsAnswered) Sessions.Add(invite.Accept(CallHouse.Description(4100), this));
    }
}
