using System.Net;
using NetTapi.Loop;
using NetTapi.Sip.Transport;

namespace NetTapi.Testing;

/// <summary>How badly a simulated network behaves. Chances are in per cent.</summary>
public sealed record NetworkManners
{
    /// <summary>Nothing is lost, doubled or reordered; a message takes a millisecond.</summary>
    public static readonly NetworkManners Good = new();

    /// <summary>Messages lost.</summary>
    public int Loss { get; init; }

    /// <summary>Messages that arrive twice.</summary>
    public int Doubles { get; init; }

    /// <summary>The shortest way.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>How much longer the longest way is: more than a few milliseconds reorders.</summary>
    public TimeSpan Jitter { get; init; } = TimeSpan.Zero;
}

/// <summary>A network on the simulated loop: what it loses, doubles and delays comes from the loop's seed. Its transports carry messages as bytes, as real ones do.</summary>
public sealed class SimulatedNetwork(SimulatedLoop loop, NetworkManners manners)
{
    private readonly Dictionary<(TransportProtocol Protocol, IPEndPoint Address), SimulatedTransport> _transports = [];

    /// <summary>How it behaves from now on.</summary>
    public NetworkManners Manners { get; set; } = manners;

    /// <summary>Messages that it carried.</summary>
    public int Carried { get; private set; }

    /// <summary>Told of every message put on the way, for a test that wants to see or to stop it: false loses it.</summary>
    public Func<IPEndPoint, IPEndPoint, ReadOnlyMemory<byte>, bool> Passes { get; set; } = static (_, _, _) => true;

    /// <summary>A transport at an address that nobody else has.</summary>
    public ITransport Attach(IPEndPoint address, TransportProtocol protocol = TransportProtocol.Udp)
    {
        var transport = new SimulatedTransport(this, address, protocol);
        _transports.Add((protocol, address), transport);
        return transport;
    }

    /// <summary>Takes what is at an address off the network: what is sent there is lost, or over TCP fails.</summary>
    public void Detach(IPEndPoint address)
    {
        foreach (var key in _transports.Keys.Where(key => key.Address.Equals(address)).ToArray()) _transports.Remove(key);
    }

    private void Carry(SimulatedTransport from, Flow flow, ReadOnlyMemory<byte> message)
    {
        if (!Passes(from.Local, flow.Remote, message)) return;
        var copies = from.IsReliable ? 1 : Chance(Manners.Loss) ? 0 : Chance(Manners.Doubles) ? 2 : 1;
        for (; copies > 0; copies--)
        {
            var delay = Manners.Delay + (from.IsReliable ? TimeSpan.Zero : Manners.Jitter * (loop.Entropy.Next(1001) / 1000.0));
            loop.Schedule(delay, () => Arrive(from, flow, message));
        }
    }

    private void Arrive(SimulatedTransport from, Flow flow, ReadOnlyMemory<byte> message)
    {
        if (_transports.TryGetValue((from.Protocol, flow.Remote), out var to))
        {
            Carried++;
            to.Receiver?.OnMessage(new Flow(to, to.Local, from.Local, flow.Connection), message.ToArray());
        }
        else if (from.IsReliable)
        {
            from.Receiver?.OnFlowFailed(flow);
        }
    }

    private bool Chance(int perCent) => loop.Entropy.Next(100) < perCent;

    private sealed class SimulatedTransport(SimulatedNetwork network, IPEndPoint local, TransportProtocol protocol) : ITransport
    {
        public TransportProtocol Protocol => protocol;

        public IPEndPoint Local => local;

        public bool IsReliable => protocol != TransportProtocol.Udp;

        public ITransportReceiver? Receiver { get; private set; }

        public void Start(ITransportReceiver receiver) => Receiver = receiver;

        public Flow FlowTo(IPEndPoint remote) => new(this, local, remote, 0);

        public void Send(Flow flow, ReadOnlyMemory<byte> message) => network.Carry(this, flow, message);
    }
}

/// <summary>Finds address literals, and names a test has given addresses to. On the loop.</summary>
public sealed class SimulatedResolver : ISipResolver
{
    private readonly Dictionary<string, IPEndPoint[]> _names = [];

    /// <summary>Gives a name addresses, the one to be tried first before the others.</summary>
    public void Name(string host, params IPEndPoint[] addresses) => _names[host] = addresses;

    /// <inheritdoc />
    public void Resolve(string host, int? port, TransportProtocol? protocol, Action<System.Collections.Immutable.ImmutableArray<SipTarget>> resolved)
    {
        var used = protocol ?? TransportProtocol.Udp;
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal)) resolved([new SipTarget(used, new IPEndPoint(literal, port ?? 5060))]);
        else if (_names.TryGetValue(host, out var addresses)) resolved([.. addresses.Select(address => new SipTarget(used, address))]);
        else resolved([]);
    }
}
