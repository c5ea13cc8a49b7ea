using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace NetTapi.Switch.Gateways;

/// <summary>One entry of a gateway's <c>AcceptFrom</c>: an address or network, with or without a port.</summary>
internal sealed record PeerRule(IPNetwork Network, int? Port)
{
    /// <summary>Reads <c>192.0.2.1</c>, <c>192.0.2.1:5060</c>, <c>10.0.0.0/8</c>, <c>2001:db8::1</c>, <c>[2001:db8::1]:5060</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PeerRule? rule)
    {
        rule = null;
        var (host, port) = Split(text.Trim());
        var number = 0;
        if (port is not null && !(int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is > 0 and <= ushort.MaxValue)) return false;
        if (!TryNetwork(host, out var network)) return false;
        rule = new PeerRule(network, port is null ? null : number);
        return true;
    }

    /// <summary>Whether a peer is meant.</summary>
    public bool Accepts(IPEndPoint peer)
    {
        var address = peer.Address.IsIPv4MappedToIPv6 ? peer.Address.MapToIPv4() : peer.Address;
        return (Port is null || Port == peer.Port) && Network.Contains(address);
    }

    private static (string Host, string? Port) Split(string text)
    {
        if (text.StartsWith('['))
        {
            var close = text.IndexOf(']', StringComparison.Ordinal);
            if (close < 0) return (text, null);
            return (text[1..close], close + 1 < text.Length && text[close + 1] == ':' ? text[(close + 2)..] : null);
        }

        // More than one colon without brackets is an IPv6 address, and has no port.
        var colon = text.LastIndexOf(':');
        return colon >= 0 && text.IndexOf(':', StringComparison.Ordinal) == colon ? (text[..colon], text[(colon + 1)..]) : (text, null);
    }

    private static bool TryNetwork(string host, out IPNetwork network)
    {
        network = default;
        if (host.Contains('/', StringComparison.Ordinal)) return IPNetwork.TryParse(host, out network);
        if (!IPAddress.TryParse(host, out var address)) return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}
