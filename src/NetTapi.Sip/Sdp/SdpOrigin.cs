using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace NetTapi.Sip.Sdp;

/// <summary>Who made a description, and which version of it this is (RFC 8866 5.2).</summary>
/// <param name="User">The maker's name; "-" by custom.</param>
/// <param name="Session">The session's number, the same for all versions.</param>
/// <param name="Version">Grows by one with each change (RFC 3264 8).</param>
/// <param name="Address">The maker's address.</param>
public sealed record SdpOrigin(string User, ulong Session, ulong Version, string Address)
{
    /// <summary>An origin at an address.</summary>
    public SdpOrigin(ulong session, ulong version, IPAddress address)
        : this("-", session, version, Literal(address))
    {
    }

    /// <summary>The origin of the next version.</summary>
    public SdpOrigin Next() => this with { Version = Version + 1 };

    internal static bool TryParse(string? value, [NotNullWhen(true)] out SdpOrigin? origin)
    {
        origin = null;
        if (value?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var user, var session, var version, "IN", _, var address]) return false;
        if (!ulong.TryParse(session, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        if (!ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return false;
        origin = new SdpOrigin(user, number, count, address);
        return true;
    }

    /// <summary>The value of an o-line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{User} {Session} {Version} IN {AddressType(Address)} {Address}");

    /// <summary>An address as it is written; that of an IPv4 peer on a socket for both as IPv4.</summary>
    internal static string Literal(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();

    internal static string AddressType(string address) =>
        IPAddress.TryParse(address, out var read) && read.AddressFamily == AddressFamily.InterNetworkV6 ? "IP6" : "IP4";
}
