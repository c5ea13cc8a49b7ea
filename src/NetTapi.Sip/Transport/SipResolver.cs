using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;
using NetTapi.Loop;

namespace NetTapi.Sip.Transport;

/// <summary>Finds targets as RFC 3263 says: an address literal at once; a name with a port by A and AAAA; a name without one by SRV first.</summary>
public sealed class SipResolver(IControlLoop loop, ILookupClient dns) : ISipResolver
{
    private const int DefaultPort = 5060;

    /// <inheritdoc />
    public void Resolve(string host, int? port, TransportProtocol? protocol, Action<ImmutableArray<SipTarget>> resolved)
    {
        var used = protocol ?? TransportProtocol.Udp;
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
        {
            resolved([new SipTarget(used, new IPEndPoint(literal, port ?? DefaultPort))]);
            return;
        }

        Finish(LookUpAsync(host, port, used), resolved);
    }

    private static string ServiceOf(TransportProtocol protocol) => protocol == TransportProtocol.Tcp ? "_sip._tcp" : "_sip._udp";

    private void Finish(Task<ImmutableArray<SipTarget>> looking, Action<ImmutableArray<SipTarget>> resolved) => looking.ContinueWith(
        (task, _) => loop.Post(() => resolved(task.IsCompletedSuccessfully ? task.Result : [])),
        null,
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    private async Task<ImmutableArray<SipTarget>> LookUpAsync(string host, int? port, TransportProtocol protocol)
    {
        if (port is { } fixedPort) return await AddressesAsync(host, fixedPort, protocol).ConfigureAwait(false);
        var answer = await dns.QueryAsync($"{ServiceOf(protocol)}.{host}", QueryType.SRV).ConfigureAwait(false);
        var targets = ImmutableArray.CreateBuilder<SipTarget>();
        foreach (var service in Order(answer.Answers.SrvRecords()))
        {
            targets.AddRange(await AddressesAsync(service.Target.Value.TrimEnd('.'), service.Port, protocol).ConfigureAwait(false));
        }

        return targets.Count > 0 ? targets.ToImmutable() : await AddressesAsync(host, DefaultPort, protocol).ConfigureAwait(false);
    }

    /// <summary>By priority, and within one by chance in proportion to weight (RFC 2782).</summary>
    private IEnumerable<SrvRecord> Order(IEnumerable<SrvRecord> services) => services
        .OrderBy(service => service.Priority)
        .ThenBy(service => -Math.Log((loop.Entropy.Next(1_000_000) + 1) / 1_000_001.0) / (service.Weight + 0.1));

    private static async Task<ImmutableArray<SipTarget>> AddressesAsync(string host, int port, TransportProtocol protocol)
    {
        var addresses = await Dns.GetHostAddressesAsync(host).ConfigureAwait(false);
        return [.. addresses.OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6).Select(address => new SipTarget(protocol, new IPEndPoint(address, port)))];
    }
}
