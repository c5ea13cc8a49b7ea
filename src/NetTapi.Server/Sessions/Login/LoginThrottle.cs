using System.Net;
using System.Net.Sockets;

namespace NetTapi.Server.Sessions.Login;

/// <summary>
/// Slows down guessing (S6): failed logins are counted for each address, and for each pair of address and name. A pair has half of what its
/// address has, so that one program with an outdated PIN does not use up the tries of everyone behind the same address. Nothing is counted for a name
/// alone: nobody can lock another address's user out. Safe for use from several threads.
/// </summary>
internal sealed class LoginThrottle
{
    private const int Capacity = 10_000;
    private const int NameCharacters = 64;

    private readonly TokenBuckets<IPAddress> _addresses;
    private readonly TokenBuckets<(IPAddress Address, string Name)> _pairs;

    public LoginThrottle(SessionOptions options, TimeProvider time)
    {
        double pairBurst = Math.Max(1, Math.Ceiling(options.LoginBurst / 2.0));
        _addresses = new(options.LoginBurst, options.LoginRefillPerMinute, Capacity, time);
        _pairs = new(pairBurst, options.LoginRefillPerMinute / 2, Capacity, time);
    }

    /// <summary>Whether a login from an address under a name is to be looked at.</summary>
    public bool Allows(IPAddress address, string name)
    {
        IPAddress source = Source(address);
        return _addresses.HasToken(source) && _pairs.HasToken((source, Folded(name)));
    }

    /// <summary>Counts a failed login.</summary>
    public void Failed(IPAddress address, string name)
    {
        IPAddress source = Source(address);
        _addresses.Take(source);
        _pairs.Take((source, Folded(name)));
    }

    /// <summary>Whoever has an IPv6 address has the whole /64 around it.</summary>
    private static IPAddress Source(IPAddress address)
    {
        IPAddress plain = NetworkList.Plain(address);
        if (plain.AddressFamily != AddressFamily.InterNetworkV6) return plain;
        byte[] bytes = plain.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static string Folded(string name) => name.Length <= NameCharacters ? name.ToUpperInvariant() : name[..NameCharacters].ToUpperInvariant();
}
