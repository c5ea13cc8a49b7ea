using System.Net;

namespace NetTapi.Sip.Transport;

/// <summary>The transport protocols of SIP.</summary>
public enum TransportProtocol
{
    /// <summary>UDP.</summary>
    Udp,

    /// <summary>TCP.</summary>
    Tcp,

    /// <summary>TLS over TCP.</summary>
    Tls,

    /// <summary>WebSocket (RFC 7118).</summary>
    WebSocket,
}

/// <summary>
/// Where bytes came from, and so where answers go: a transport, both addresses and, for a stream, the connection. Responses, and requests to a
/// registered phone, are sent to its flow, not to what Contact claims.
/// </summary>
/// <param name="Transport">The transport that carries it.</param>
/// <param name="Local">Our address.</param>
/// <param name="Remote">The peer's address.</param>
/// <param name="Connection">Which connection of a stream transport; 0 on UDP.</param>
public sealed record Flow(ITransport Transport, IPEndPoint Local, IPEndPoint Remote, long Connection);

/// <summary>One listening point that sends and receives SIP messages as bytes.</summary>
public interface ITransport
{
    /// <summary>Its protocol.</summary>
    TransportProtocol Protocol { get; }

    /// <summary>Where it listens.</summary>
    IPEndPoint Local { get; }

    /// <summary>Whether it keeps order and loses nothing, so that requests are not retransmitted (RFC 3261 17).</summary>
    bool IsReliable { get; }

    /// <summary>Begins to receive. What arrives is handed over on any thread.</summary>
    void Start(ITransportReceiver receiver);

    /// <summary>The flow to a peer: an open connection to it, or a new one, opened at the first sending.</summary>
    Flow FlowTo(IPEndPoint remote);

    /// <summary>Sends one message. Never blocks and never throws: a failure is handed to the receiver.</summary>
    /// <param name="flow">Where to; one of this transport's.</param>
    /// <param name="message">The whole message; the transport may keep it until it is sent.</param>
    void Send(Flow flow, ReadOnlyMemory<byte> message);
}

/// <summary>Who takes what a transport receives.</summary>
public interface ITransportReceiver
{
    /// <summary>One message arrived, whole. On any thread.</summary>
    void OnMessage(Flow flow, ReadOnlyMemory<byte> message);

    /// <summary>Nothing more can be sent on this flow. On any thread.</summary>
    void OnFlowFailed(Flow flow);
}
