using System.Net.Sockets;
using DnsClient;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Server.Configuration;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Transport;

namespace NetTapi.Server.Hosting;

/// <summary>SIP and media on real sockets: bound at once, receiving only when told to.</summary>
internal sealed class SipParts : IAsyncDisposable
{
    /// <summary>A call takes two at once.</summary>
    private const int SpareLegs = 24;

    private readonly IReadOnlyList<ITransport> _transports;

    private SipParts(ServerOptions options, IControlLoop loop, IReadOnlyList<ITransport> transports, Action<Exception> onFault)
    {
        _transports = transports;
        var agent = new UserAgentOptions
        {
            AdvertisedAddress = options.Sip.AdvertisedAddress,
            SessionExpires = options.Sip.SessionExpires,
            MinimumSessionExpires = options.Sip.MinimumSessionExpires,
            OnFault = onFault,
        };
        UserAgent = new UserAgent(loop, agent, transports, new SipResolver(loop, new LookupClient()));
        Media = new MediaPlane(loop, new MediaOptions { Ports = options.Sip.RtpPorts, DigitDuration = options.Switch.DtmfDuration, DigitGap = options.Switch.DtmfGap, SpareLegs = SpareLegs });
    }

    /// <summary>Calls and requests.</summary>
    public UserAgent UserAgent { get; }

    /// <summary>Legs of media.</summary>
    public MediaPlane Media { get; }

    /// <summary>Where it listens, in the order of the configuration; real ports.</summary>
    public IReadOnlyList<SipListener> Listeners => [.. _transports.Select(transport => new SipListener(transport.Protocol, transport.Local))];

    /// <summary>Binds every listener.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="loop">The control loop.</param>
    /// <param name="onFault">Told of what a handler of calls threw.</param>
    /// <exception cref="StartException">An address is in use, or not this machine's.</exception>
    public static async Task<SipParts> BindAsync(ServerOptions options, IControlLoop loop, Action<Exception> onFault)
    {
        var transports = new List<ITransport>();
        try
        {
            foreach (var listener in options.Sip.Listen) transports.Add(Bind(listener));
            return new SipParts(options, loop, transports, onFault);
        }
        catch
        {
            await CloseAsync(transports);
            throw;
        }
    }

    /// <summary>Closes all sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        await Media.DisposeAsync();
        await CloseAsync(_transports);
    }

    private static async Task CloseAsync(IEnumerable<ITransport> transports)
    {
        foreach (var transport in transports.OfType<IAsyncDisposable>()) await transport.DisposeAsync();
    }

    private static ITransport Bind(SipListener listener)
    {
        try
        {
            return listener.Protocol == TransportProtocol.Udp ? new UdpTransport(listener.Address, TimeProvider.System) : new TcpTransport(listener.Address, new TcpOptions(), TimeProvider.System);
        }
        catch (SocketException refusal)
        {
            var reason = refusal.SocketErrorCode == SocketError.AddressAlreadyInUse ? "the address is in use" : refusal.Message;
            throw new StartException($"Sip:Listen: {listener}: {reason}", refusal);
        }
    }
}
