using NetTapi.Loop;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>Calls over a network that loses, doubles, delays and reorders, from a seed each.</summary>
public class BadNetworkTests
{
    private static readonly NetworkManners Bad = new()
    {
        Loss = 20,
        Doubles = 15,
        Delay = TimeSpan.FromMilliseconds(5),
        Jitter = TimeSpan.FromMilliseconds(300),
    };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Both_ends_are_idle_in_the_end_whatever_the_network_does(int quarter)
    {
        for (var i = 0; i < 250; i++)
        {
            var seed = (ulong)((quarter * 250) + i);
            try
            {
                Play(seed);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"seed {seed}: {fault.Message}", fault);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nothing_is_left_of_calls_with_all_extensions_whatever_the_network_does(int quarter)
    {
        for (var i = 0; i < 250; i++)
        {
            var seed = (ulong)(1_000_000 + (quarter * 250) + i);
            try
            {
                new FullCall(seed, Bad).Play();
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"seed {seed}: {fault.Message}", fault);
            }
        }
    }

    private static void Play(ulong seed)
    {
        var loop = new SimulatedLoop(seed);
        var network = new SimulatedNetwork(loop, Bad);
        var anna = new Peer(loop, network, "10.0.0.1:5060");
        var ben = new Peer(loop, network, "10.0.0.2:5060");
        var chance = loop.Entropy;
        ben.OnCall = invite =>
        {
            invite.Progress(180);
            loop.Schedule(TimeSpan.FromMilliseconds(chance.Next(4000)), () =>
            {
                if (invite.IsAnswered) return;
                if (chance.Next(4) == 0) invite.Reject(486);
                else ben.Accept();
            });
        };
        loop.Post(() =>
        {
            var call = anna.Call(ben, anna.Offer());
            if (chance.Next(3) == 0) loop.Schedule(TimeSpan.FromMilliseconds(chance.Next(5000)), call.Cancel);
            loop.Schedule(TimeSpan.FromMilliseconds(3000 + chance.Next(20_000)), () => (chance.Next(2) == 0 ? anna : ben).Session?.End());
        });
        loop.Run(TimeSpan.FromMinutes(5));
        // A BYE may have been lost for good: then the other end is still in the call, and its own BYE ends it.
        anna.Session?.End();
        ben.Session?.End();
        loop.RunUntilIdle();
        anna.IsIdle();
        ben.IsIdle();
        Assert.Equal(0, loop.PendingTimers);
        Assert.Single(anna.Log, line => line == "answered" || line.StartsWith("failed", StringComparison.Ordinal));
        Assert.True(anna.Log.Count(line => line.StartsWith("ended", StringComparison.Ordinal)) <= 1);
        Assert.True(ben.Log.Count(line => line.StartsWith("ended", StringComparison.Ordinal) || line == "cancelled") <= 1);
    }
}
