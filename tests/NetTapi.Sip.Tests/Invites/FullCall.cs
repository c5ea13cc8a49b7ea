using NetTapi.Loop;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>One call in which chance does all that SIP can: reliable early media, changes both ways that may cross, transfers, short session timers, and an end by either side.</summary>
internal sealed class FullCall
{
    private readonly SimulatedLoop _loop;
    private readonly Entropy _chance;
    private readonly Peer _anna;
    private readonly Peer _ben;
    private readonly List<IncomingRefer> _refers = [];
    private int _port = 6000;
    private int _offers;
    private int _outcomes;

    public FullCall(ulong seed, NetworkManners manners)
    {
        _loop = new SimulatedLoop(seed);
        _chance = _loop.Entropy;
        var network = new SimulatedNetwork(_loop, manners);
        _anna = Make(network, "10.0.0.1:5060");
        _ben = Make(network, "10.0.0.2:5060");
        _ben.OnCall = Ring;
    }

    public void Play()
    {
        _loop.Post(() => _anna.Call(_ben, _chance.Next(4) == 0 ? null : _anna.Offer()));
        for (var i = 0; i < 6; i++) Later(30_000, () => Act(_chance.Next(2) == 0 ? _anna : _ben));
        Later(60_000, () => (_chance.Next(2) == 0 ? _anna : _ben).Session?.End());
        _loop.Run(TimeSpan.FromMinutes(8));
        _anna.Session?.End();
        _ben.Session?.End();
        _loop.RunUntilIdle();
        _anna.IsIdle();
        _ben.IsIdle();
        Assert.Equal(0, _loop.PendingTimers);
        Assert.True(_outcomes <= _offers);
        AssertToldOnce(_anna);
        AssertToldOnce(_ben);
    }

    private static void AssertToldOnce(Peer peer)
    {
        Assert.True(peer.Log.Count(line => line.StartsWith("ended", StringComparison.Ordinal) || line == "cancelled") <= 1);
        var asked = peer.Log.Count(line => line == "refer sent");
        Assert.Equal(asked, peer.Log.Count(line => line.StartsWith("refused", StringComparison.Ordinal) || line.StartsWith("transferred", StringComparison.Ordinal)));
    }

    private Peer Make(SimulatedNetwork network, string address)
    {
        var peer = new Peer(_loop, network, address, static options => options with { SessionExpires = TimeSpan.FromSeconds(90) });
        peer.OnEarlyOffer = peer.Answer;
        peer.OnReferred = refer =>
        {
            refer.Accept();
            _refers.Add(refer);
            Later(5000, () => refer.Notify(180));
            if (_chance.Next(4) != 0) Later(10_000, () => refer.Notify(_chance.Next(2) == 0 ? 200 : 486));
        };
        return peer;
    }

    private void Ring(IncomingInvite invite)
    {
        var isReliable = _chance.Next(2) == 0;
        if (_chance.Next(2) == 0) invite.Progress(180, reliable: isReliable);
        if (_chance.Next(2) == 0) invite.Progress(183, null, invite.Offer is { } offer ? _ben.Answer(offer) : _ben.Offer(5000), isReliable);
        Later(4000, () =>
        {
            if (invite.IsAnswered) return;
            if (_chance.Next(5) == 0) invite.Reject(486);
            else _ben.Accept();
        });
    }

    private void Act(Peer peer)
    {
        if (peer.Session is not { } session) return;
        switch (_chance.Next(4))
        {
            case 0:
                peer.Log.Add("refer sent");
                session.Refer(NameAddress.Parse("<sip:carol@10.0.0.3>"), peer);
                break;
            case 1:
                session.Info("application/dtmf-relay", "Signal=1"u8.ToArray());
                break;
            default:
                _offers++;
                session.Offer(peer.Offer(_port += 2), _ => _outcomes++, _chance.Next(2) == 0);
                break;
        }
    }

    private void Later(int milliseconds, Action action) => _loop.Schedule(TimeSpan.FromMilliseconds(_chance.Next(milliseconds)), action);
}
