using System.Collections.Immutable;
using System.Net;

namespace NetTapi.Sip.Transport;

/// <summary>One place a request can be sent to.</summary>
public sealed record SipTarget(TransportProtocol Protocol, IPEndPoint Address);

/// <summary>Finds where a URI is served (RFC 3263).</summary>
public interface ISipResolver
{
    /// <summary>Resolves a host to the targets to try, in order. Never blocks.</summary>
    /// <param name="host">Host name or address literal.</param>
    /// <param name="port">The URI's port, or null.</param>
    /// <param name="protocol">The URI's transport parameter, or null.</param>
    /// <param name="resolved">Called once, on the loop; empty where nothing was found.</param>
    void Resolve(string host, int? port, TransportProtocol? protocol, Action<ImmutableArray<SipTarget>> resolved);
}
