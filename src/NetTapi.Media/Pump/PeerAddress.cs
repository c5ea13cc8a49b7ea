using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace NetTapi.Media;

/// <summary>Address and port a packet came from, read from the socket's own form without allocation. IPv4 is kept as mapped IPv6.</summary>
internal readonly record struct PeerAddress(UInt128 Address, ushort Port)
{
    private static readonly UInt128 MappedPrefix = new(0, 0x0000_FFFF_0000_0000);

    /// <summary>Reads the form the socket filled in.</summary>
    public static PeerAddress From(SocketAddress address)
    {
        var bytes = address.Buffer.Span;
        var port = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return address.Family == AddressFamily.InterNetwork
            ? new PeerAddress(MappedPrefix | BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), port)
            : new PeerAddress(BinaryPrimitives.ReadUInt128BigEndian(bytes[8..]), port);
    }

    /// <summary>The same of an end point.</summary>
    public static PeerAddress From(IPEndPoint endPoint) => From(endPoint.Serialize());
}
