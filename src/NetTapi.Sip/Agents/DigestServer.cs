using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NetTapi.Loop;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Agents;

/// <summary>What a request's credentials proved.</summary>
public enum DigestOutcome
{
    /// <summary>There are none: challenge.</summary>
    Absent,

    /// <summary>There are none for this realm, but for another: challenge.</summary>
    OtherRealm,

    /// <summary>They are right, but the nonce is old: challenge with stale=true.</summary>
    Stale,

    /// <summary>They are wrong; whether the user exists is not told.</summary>
    Wrong,

    /// <summary>They are right.</summary>
    Right,
}

/// <summary>The outcome, and whose credentials they are (null where there are none).</summary>
public readonly record struct DigestVerdict(DigestOutcome Outcome, string? User);

/// <summary>
/// Challenges, and checks the answers (RFC 3261 22, RFC 7616, RFC 8760). Keeps no table: a nonce carries its time, signed with a key of
/// this process. An
/// unknown user costs the same work and gets the same answer as a wrong password. On the loop.
/// </summary>
/// <remarks>
/// As nothing is kept, a nonce count cannot be compared with the last one: within the nonce's lifetime a captured answer holds for the same method and
/// Request-URI. What that can do is bounded by the order of CSeq in <see cref="Registrar"/>.
/// </remarks>
public sealed class DigestServer
{
    private const int NonceBytes = 16;
    private const int SignatureBytes = 16;

    private readonly IControlLoop _loop;
    private readonly DigestServerOptions _options;
    private readonly byte[] _key = new byte[32];
    private readonly string _decoyPassword;

    /// <summary>Makes a server with a fresh key.</summary>
    public DigestServer(IControlLoop loop, DigestServerOptions options)
    {
        _loop = loop;
        _options = options;
        loop.Entropy.Fill(_key);
        _decoyPassword = loop.Entropy.Hex(16);
    }

    /// <summary>The 401 or, for a proxy's part, the 407 that asks for credentials.</summary>
    /// <param name="request">What is refused.</param>
    /// <param name="toTag">The tag for To.</param>
    /// <param name="isStale">Whether the credentials were right but old.</param>
    /// <param name="asProxy">Whether to ask as a proxy.</param>
    public SipResponse Challenge(SipRequest request, string toTag, bool isStale = false, bool asProxy = false)
    {
        var response = SipResponse.For(request, asProxy ? 407 : 401, null, toTag);
        var nonce = MakeNonce();
        var values = _options.Algorithms.Select(algorithm => new SipHeader(
            asProxy ? HeaderNames.ProxyAuthenticate : HeaderNames.WwwAuthenticate,
            ChallengeFor(algorithm, nonce, isStale).ToString()));
        return response.With(response.Headers.AddRange(values));
    }

    /// <summary>Whose credentials a request has, right or wrong; null where it has none.</summary>
    public string? UserOf(SipRequest request) => CredentialsOf(request, HeaderNames.Authorization)?["username"];

    /// <summary>Checks a request's credentials.</summary>
    /// <param name="request">The request.</param>
    /// <param name="passwordOf">The password of a user, or null where there is no such user. Called once at most.</param>
    /// <param name="asProxy">Whether they were asked for as a proxy.</param>
    public DigestVerdict Verify(SipRequest request, Func<string, string?> passwordOf, bool asProxy = false)
    {
        var header = asProxy ? HeaderNames.ProxyAuthorization : HeaderNames.Authorization;
        var sent = CredentialsOf(request, header);
        if (sent is null && AuthenticationValue.Of(request, header).FirstOrDefault(value => value.IsDigest) is { } foreign) return new DigestVerdict(DigestOutcome.OtherRealm, foreign["username"]);
        if (sent is not { Parameters: var given } || given["username"] is not { } user) return new DigestVerdict(DigestOutcome.Absent, null);
        if (!IsWhole(sent, request, out var algorithm)) return new DigestVerdict(DigestOutcome.Wrong, user);
        var known = passwordOf(user);
        var isRight = Matches(sent, request, algorithm, known ?? _decoyPassword) & known is not null;
        if (!isRight) return new DigestVerdict(DigestOutcome.Wrong, user);
        return new DigestVerdict(IsFresh(sent["nonce"]!) ? DigestOutcome.Right : DigestOutcome.Stale, user);
    }

    private AuthenticationValue? CredentialsOf(SipRequest request, string header) =>
        AuthenticationValue.Of(request, header).FirstOrDefault(value => value.IsDigest && value["realm"] == _options.Realm);

    private AuthenticationValue ChallengeFor(DigestAlgorithm algorithm, string nonce, bool isStale)
    {
        var parameters = SipParameters.Of(
            new SipParameter("realm", HeaderText.Quote(_options.Realm)),
            new SipParameter("nonce", HeaderText.Quote(nonce)),
            new SipParameter("algorithm", algorithm.Name),
            new SipParameter("qop", "\"auth\""));
        return new AuthenticationValue("Digest", isStale ? parameters.With("stale", "true") : parameters);
    }

    private bool IsWhole(AuthenticationValue sent, SipRequest request, out DigestAlgorithm algorithm)
    {
        algorithm = DigestAlgorithm.Of(sent["algorithm"], out var isSession) ?? DigestAlgorithm.Md5;
        return !isSession
            && sent["response"] is not null
            && _options.Algorithms.Contains(algorithm)
            && IsFor(sent["uri"], request.Uri)
            && (sent["qop"] is null || (sent["qop"] == "auth" && sent["nc"] is { Length: 8 } && sent["cnonce"] is not null))
            && sent["nonce"] is not null;
    }

    // Compared as URIs: peers write the same address in several ways (RFC 3261 22.4 item 4).
    private static bool IsFor(string? text, SipUri uri) =>
        text is not null && (text == uri.ToString() || (SipUri.TryParse(text, out var named) && named.Matches(uri)));

    private bool Matches(AuthenticationValue sent, SipRequest request, DigestAlgorithm algorithm, string password)
    {
        var userHash = algorithm.UserHash(sent["username"]!, _options.Realm, password);
        var right = algorithm.Response(userHash, false, sent["nonce"]!, sent["qop"], sent["nc"], sent["cnonce"], request.Method, sent["uri"]!);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(right), Encoding.UTF8.GetBytes(sent["response"]!.ToLowerInvariant()));
    }

    /// <summary>Time and chance, and the signature of both.</summary>
    private string MakeNonce()
    {
        Span<byte> nonce = stackalloc byte[NonceBytes + SignatureBytes];
        BinaryPrimitives.WriteInt64BigEndian(nonce, _loop.Now.Monotonic.Ticks);
        _loop.Entropy.Fill(nonce[8..NonceBytes]);
        Sign(nonce[..NonceBytes], nonce[NonceBytes..]);
        return Convert.ToHexStringLower(nonce);
    }

    /// <summary>A nonce of another process, one from before a restart above all, counts as old: a right answer to it is no guess.</summary>
    private bool IsFresh(string text)
    {
        if (text.Length != 2 * (NonceBytes + SignatureBytes)) return false;
        Span<byte> nonce = stackalloc byte[NonceBytes + SignatureBytes];
        if (Convert.FromHexString(text, nonce, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        Span<byte> signature = stackalloc byte[SignatureBytes];
        Sign(nonce[..NonceBytes], signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, nonce[NonceBytes..])) return false;
        var made = TimeSpan.FromTicks(BinaryPrimitives.ReadInt64BigEndian(nonce));
        return _loop.Now.Monotonic - made <= _options.NonceLifetime;
    }

    private void Sign(ReadOnlySpan<byte> data, Span<byte> signature)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, data, whole);
        whole[..SignatureBytes].CopyTo(signature);
    }
}
