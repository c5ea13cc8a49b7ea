using System.Net;
using System.Net.Sockets;

namespace NetTapi.Sip.Transport;

/// <summary>Which address of ours a peer can reach: the one its packets leave from. Loop only.</summary>
internal sealed class LocalAddresses(IPAddress? advertised)
{
    private const int Most = 1000;

    private readonly Dictionary<IPAddress, IPAddress> _known = [];

    /// <summary>The address for a destination.</summary>
    /// <param name="bound">What the transport is bound to; an address of its own is the answer, any address has to be looked up.</param>
    /// <param name="destination">The peer.</param>
    public IPAddress For(IPAddress bound, IPAddress destination)
    {
        if (advertised is not null && !IPAddress.IsLoopback(destination)) return advertised;
        if (!bound.Equals(IPAddress.Any) && !bound.Equals(IPAddress.IPv6Any)) return bound;
        if (_known.TryGetValue(destination, out var known)) return known;
        if (_known.Count >= Most) _known.Clear();
        return _known[destination] = LookUp(destination) ?? bound;
    }

    /// <summary>Asks the routing table, without sending anything: a connected UDP socket knows the address it would send from.</summary>
    private static IPAddress? LookUp(IPAddress destination)
    {
        try
        {
            using var socket = new Socket(destination.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(destination, 9);
            return ((IPEndPoint)socket.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            // There is no route: what is said in a message nobody gets does not matter.
            return null;
        }
    }
}
