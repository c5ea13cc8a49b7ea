using System.Collections.Immutable;
using System.Net;

namespace NetTapi.Server.Sessions.Login;

/// <summary>Networks, as an administrator names them: <c>127.0.0.0/8</c>, <c>::1/128</c>. An IPv4 address that came over an IPv6 socket counts as IPv4.</summary>
internal sealed class NetworkList(ImmutableArray<IPNetwork> networks)
{
    /// <summary>No network at all.</summary>
    public static readonly NetworkList None = new([]);

    /// <summary>The machine itself: the default of every listener.</summary>
    public static readonly NetworkList Loopback = new([IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")]);

    /// <summary>Whether an address is in one of the networks.</summary>
    public bool Contains(IPAddress address)
    {
        IPAddress plain = Plain(address);
        foreach (IPNetwork network in networks)
            if (network.Contains(plain)) return true;
        return false;
    }

    /// <summary>The IPv4 address inside an IPv4-mapped IPv6 one; any other as it is.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
