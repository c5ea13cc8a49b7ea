using System.Net;

namespace NetTapi.Media;

/// <summary>Owns the media sockets and their threads.</summary>
internal interface IPacketPump : IAsyncDisposable
{
    /// <summary>Pairs that are not closed.</summary>
    int OpenPairs { get; }

    /// <summary>Binds a pair of ports; null where none is free. Blocks for as long as binding takes: not on the loop.</summary>
    IPacketPort? Open(IPAddress local, IPacketHandler handler);
}

/// <summary>Takes the packets of one leg. The buffer is the pump's: it may be changed, and used until the call returns.</summary>
internal interface IPacketHandler
{
    /// <summary>A datagram came to the RTP port.</summary>
    void OnPacket(Span<byte> packet, in PeerAddress from, long ticks);

    /// <summary>A datagram came to the RTCP port.</summary>
    void OnControlPacket(Span<byte> packet, in PeerAddress from);
}

/// <summary>One open pair of ports.</summary>
internal interface IPacketPort
{
    /// <summary>Where RTP is received.</summary>
    IPEndPoint Local { get; }

    /// <summary>Sends from the RTP port. A datagram the system does not take at once is dropped, as the network might: false.</summary>
    bool Send(ReadOnlySpan<byte> packet, SocketAddress to);

    /// <summary>Sends from the RTCP port.</summary>
    bool SendControl(ReadOnlySpan<byte> packet, SocketAddress to);

    /// <summary>Closes both sockets; returns at once, and no packet is handed on after it save one that is being handed on now.</summary>
    void Close();
}
