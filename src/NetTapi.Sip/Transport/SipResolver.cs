using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;
using NetTapi.Loop;

namespace NetTapi.Sip.Transport;

/// <summary>
/// Finds targets as RFC 3263 says: an address literal at once; a name with a port by A and AAAA; a name without one by SRV first. While the name service fails, what it said last holds (RFC 8767): a carrier does not move because
/// a router is restarted.
/// </summary>
public sealed class SipResolver : ISipResolver
{
    private const int DefaultPort = 5060;
    private const int MostKnown = 1000;

    private readonly IControlLoop _loop;
    private readonly Func<string, Task<IReadOnlyList<SrvRecord>>> _services;
    private readonly Func<string, Task<IPAddress[]>> _addresses;
    private readonly Dictionary<(string Host, int? Port, TransportProtocol Protocol), ImmutableArray<SipTarget>> _known = [];

    /// <summary>Makes a resolver that asks the name service.</summary>
    public SipResolver(IControlLoop loop, ILookupClient dns)
        : this(loop, name => ServicesAsync(dns, name), Dns.GetHostAddressesAsync)
    {
    }

    internal SipResolver(IControlLoop loop, Func<string, Task<IReadOnlyList<SrvRecord>>> services, Func<string, Task<IPAddress[]>> addresses)
    {
        _loop = loop;
        _services = services;
        _addresses = addresses;
    }

    /// <inheritdoc />
    public void Resolve(string host, int? port, TransportProtocol? protocol, Action<ImmutableArray<SipTarget>> resolved)
    {
        var used = protocol ?? TransportProtocol.Udp;
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal)) resolved([new SipTarget(used, new IPEndPoint(literal, port ?? DefaultPort))]);
        // An empty name would be this machine's own.
        else if (host.Length == 0) resolved([]);
        else Finish(LookUpAsync(host, port, used), (host, port, used), resolved);
    }

    private static string ServiceOf(TransportProtocol protocol) => protocol == TransportProtocol.Tcp ? "_sip._tcp" : "_sip._udp";

    private static async Task<IReadOnlyList<SrvRecord>> ServicesAsync(ILookupClient dns, string name) =>
        [.. (await dns.QueryAsync(name, QueryType.SRV).ConfigureAwait(false)).Answers.SrvRecords()];

    private void Finish(Task<ImmutableArray<SipTarget>> looking, (string Host, int? Port, TransportProtocol Protocol) asked, Action<ImmutableArray<SipTarget>> resolved) => looking.ContinueWith(
        (task, _) => _loop.Post(() => resolved(task.IsCompletedSuccessfully ? Remember(asked, task.Result) : _known.GetValueOrDefault(asked, []))),
        null,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private ImmutableArray<SipTarget> Remember((string Host, int? Port, TransportProtocol Protocol) asked, ImmutableArray<SipTarget> targets)
    {
        if (_known.Count >= MostKnown) _known.Clear();
        return _known[asked] = targets;
    }

    /// <exception cref="SocketException">The name service failed, and so nothing is known.</exception>
    private async Task<ImmutableArray<SipTarget>> LookUpAsync(string host, int? port, TransportProtocol protocol)
    {
        if (port is { } fixedPort) return await AddressesAsync(host, fixedPort, protocol).ConfigureAwait(false);
        var services = await ServicesAsync($"{ServiceOf(protocol)}.{host}").ConfigureAwait(false);
        if (services.Count == 0) return await AddressesAsync(host, DefaultPort, protocol).ConfigureAwait(false);
        var targets = ImmutableArray.CreateBuilder<SipTarget>();
        SocketException? failure = null;
        // The root as a target says that there is no such service (RFC 2782).
        foreach (var service in Order(services).Where(service => service.Target.Value is not "."))
        {
            try
            {
                targets.AddRange(await AddressesAsync(service.Target.Value.TrimEnd('.'), service.Port, protocol).ConfigureAwait(false));
            }
            catch (SocketException one)
            {
                // The others will do.
                failure = one;
            }
        }

        return targets.Count > 0 || failure is null ? targets.ToImmutable() : throw failure;
    }

    /// <summary>The services of a name; none where the name service does not say: there are routers that let no such question through, and the addresses may be found all the same.</summary>
    private async Task<IReadOnlyList<SrvRecord>> ServicesAsync(string name)
    {
        try
        {
            return await _services(name).ConfigureAwait(false);
        }
        catch (DnsResponseException)
        {
            return [];
        }
    }

    /// <summary>By priority, and within one by chance in proportion to weight (RFC 2782).</summary>
    private IEnumerable<SrvRecord> Order(IEnumerable<SrvRecord> services) => services
        .OrderBy(service => service.Priority)
        .ThenBy(service => -Math.Log((_loop.Entropy.Next(1_000_000) + 1) / 1_000_001.0) / (service.Weight + 0.1));

    private async Task<ImmutableArray<SipTarget>> AddressesAsync(string host, int port, TransportProtocol protocol)
    {
        try
        {
            var addresses = await _addresses(host).ConfigureAwait(false);
            return [.. addresses.OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6).Select(address => new SipTarget(protocol, new IPEndPoint(address, port)))];
        }
        catch (SocketException none) when (none.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData)
        {
            return [];
        }
    }
}
