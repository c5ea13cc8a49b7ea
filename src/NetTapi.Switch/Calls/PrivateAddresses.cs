using System.Net;

namespace NetTapi.Switch.Calls;

/// <summary>Addresses that mean something only where they are: RFC 1918, RFC 6598, RFC 4193, link-local and loopback.</summary>
internal static class PrivateAddresses
{
    private static readonly IPNetwork[] Networks =
    [
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
        IPNetwork.Parse("::1/128"),
    ];

    /// <summary>Whether an address is one of them.</summary>
    public static bool Contains(IPAddress address) => Networks.Any(network => network.Contains(address));
}
