using NetTapi.Loop;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Invites;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>Two peers on a simulated network, with what a test of calls does again and again.</summary>
public abstract class CallOfTwo
{
    private protected CallOfTwo(Func<UserAgentOptions, UserAgentOptions>? anna = null, Func<UserAgentOptions, UserAgentOptions>? ben = null)
    {
        Network = new SimulatedNetwork(Loop, NetworkManners.Good);
        Wire = new WireLog(Network);
        Anna = new Peer(Loop, Network, "10.0.0.1:5060", anna ?? (static options => options));
        Ben = new Peer(Loop, Network, "10.0.0.2:5060", ben ?? (static options => options));
        Ben.OnCall = _ => Ben.Accept();
    }

    private protected SimulatedLoop Loop { get; } = new(1);

    private protected SimulatedNetwork Network { get; }

    private protected WireLog Wire { get; }

    private protected Peer Anna { get; }

    private protected Peer Ben { get; }

    private protected void Do(Action action, double seconds = 1)
    {
        Loop.Post(action);
        Run(seconds);
    }

    private protected void Run(double seconds) => Loop.Run(TimeSpan.FromSeconds(seconds));

    private protected OutgoingInvite? Call(double seconds = 1)
    {
        OutgoingInvite? call = null;
        Do(() => call = Anna.Call(Ben, Anna.Offer()), seconds);
        return call;
    }

    /// <summary>Hangs up, and sees that nothing is left over.</summary>
    private protected void HangUp()
    {
        Loop.Post(() => Anna.Session!.End());
        Idle();
    }

    private protected void Idle()
    {
        Loop.RunUntilIdle();
        Anna.IsIdle();
        Ben.IsIdle();
        Assert.Equal(0, Loop.PendingTimers);
    }
}
