using System.Security.Cryptography;
using System.Text;

namespace NetTapi.Sip.Messages;

/// <summary>A hash that digest authentication uses (RFC 3261 22.4, RFC 7616, RFC 8760).</summary>
public sealed class DigestAlgorithm
{
    private readonly Func<byte[], byte[]> _hash;

    private DigestAlgorithm(string name, int strength, Func<byte[], byte[]> hash)
    {
        Name = name;
        Strength = strength;
        _hash = hash;
    }

    /// <summary>MD5: weak, and all that many phones know.</summary>
    public static DigestAlgorithm Md5 { get; } = new("MD5", 1, MD5.HashData);

    /// <summary>SHA-256.</summary>
    public static DigestAlgorithm Sha256 { get; } = new("SHA-256", 2, SHA256.HashData);

    /// <summary>The name as in the algorithm parameter.</summary>
    public string Name { get; }

    /// <summary>The greater the stronger.</summary>
    internal int Strength { get; }

    /// <summary>The algorithm of this name, the "-sess" variant included; MD5 where none is named; null where it is not known.</summary>
    public static DigestAlgorithm? Of(string? name, out bool isSession)
    {
        isSession = name is not null && name.EndsWith("-sess", StringComparison.OrdinalIgnoreCase);
        var bare = isSession ? name![..^"-sess".Length] : name;
        if (bare is null || bare.Equals("MD5", StringComparison.OrdinalIgnoreCase)) return Md5;
        return bare.Equals("SHA-256", StringComparison.OrdinalIgnoreCase) ? Sha256 : null;
    }

    /// <summary>The hash of a text in lower-case hexadecimal.</summary>
    public string Hash(string text) => Convert.ToHexStringLower(_hash(Encoding.UTF8.GetBytes(text)));

    /// <summary>The hash that stands for a user's password in a realm.</summary>
    public string UserHash(string user, string realm, string password) => Hash($"{user}:{realm}:{password}");

    /// <summary>The response to a challenge, with qop or, where <paramref name="qop"/> is null, without (RFC 2069).</summary>
    /// <param name="userHash">Of <see cref="UserHash"/>.</param>
    /// <param name="isSession">Whether the "-sess" variant is asked for.</param>
    /// <param name="nonce">The server's nonce.</param>
    /// <param name="qop">auth or auth-int, as sent; null without.</param>
    /// <param name="nc">The nonce count as sent: eight hexadecimal digits.</param>
    /// <param name="cnonce">The client's nonce.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="uri">The uri parameter as sent.</param>
    public string Response(string userHash, bool isSession, string nonce, string? qop, string? nc, string? cnonce, string method, string uri)
    {
        var first = isSession ? Hash($"{userHash}:{nonce}:{cnonce}") : userHash;
        var second = Hash($"{method}:{uri}");
        return qop is null ? Hash($"{first}:{nonce}:{second}") : Hash($"{first}:{nonce}:{nc}:{cnonce}:{qop}:{second}");
    }

    /// <inheritdoc />
    public override string ToString() => Name;
}
