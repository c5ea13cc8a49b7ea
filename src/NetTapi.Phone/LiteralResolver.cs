using System.Collections.Immutable;
using System.Net;
using NetTapi.Sip.Transport;

namespace NetTapi.Phone;

/// <summary>Finds address literals and nothing else: a phone is told its server's address.</summary>
public sealed class LiteralResolver : ISipResolver
{
    private const int DefaultPort = 5060;

    /// <inheritdoc />
    public void Resolve(string host, int? port, TransportProtocol? protocol, Action<ImmutableArray<SipTarget>> resolved) => resolved(
        IPAddress.TryParse(host.Trim('[', ']'), out var address)
            ? [new SipTarget(protocol ?? TransportProtocol.Udp, new IPEndPoint(address, port ?? DefaultPort))]
            : []);
}
