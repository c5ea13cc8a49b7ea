using System.Collections.Immutable;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Agents;

/// <summary>How a server authenticates.</summary>
/// <param name="Realm">The realm it names.</param>
public sealed record DigestServerOptions(string Realm)
{
    /// <summary>The algorithms offered, best first (RFC 8760 2.4); default SHA-256 and MD5.</summary>
    public ImmutableArray<DigestAlgorithm> Algorithms { get; init; } = [DigestAlgorithm.Sha256, DigestAlgorithm.Md5];

    /// <summary>
    /// How long a nonce holds; default 5 minutes. A phone that answers to an older one is told stale=true and asks nobody for the password.
    /// </summary>
    public TimeSpan NonceLifetime { get; init; } = TimeSpan.FromMinutes(5);
}
