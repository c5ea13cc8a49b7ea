using System.Collections.Immutable;
using System.Globalization;
using NetTapi.Loop;

namespace NetTapi.Sip.Messages;

/// <summary>
/// Answers challenges of servers and proxies (RFC 3261 22, RFC 8760): with the strongest algorithm both know, with qop=auth where it is offered. Keeps
/// the last challenge of each, so that later requests carry an answer from the start. One for each registration or call; on the loop.
/// </summary>
/// <remarks>It stands with the messages and not with the agents because calls, which stand below the agents, are challenged too.</remarks>
public sealed class DigestClient(DigestCredentials credentials, Entropy entropy)
{
    private readonly Dictionary<string, Answered> _answered = [];

    /// <summary>
    /// The request again, with an answer to a 401 or 407. The caller gives it a new branch and CSeq.
    /// </summary>
    /// <param name="request">The request that was refused.</param>
    /// <param name="refusal">The 401 or 407.</param>
    /// <returns>Null where the challenge is none we can answer, or the same answer was refused already: the password is wrong.</returns>
    public SipRequest? Answer(SipRequest request, SipResponse refusal)
    {
        var isProxy = refusal.Status == 407;
        var header = isProxy ? HeaderNames.ProxyAuthorization : HeaderNames.Authorization;
        var challenges = AuthenticationValue.Of(refusal, isProxy ? HeaderNames.ProxyAuthenticate : HeaderNames.WwwAuthenticate);
        if (Strongest(challenges) is not { } challenge) return null;
        if (WasAnswered(request, header, challenge)) return null;
        _answered[header] = new Answered(challenge, entropy.Hex(8));
        return Authorize(request, header);
    }

    /// <summary>The request with answers to the challenges known so far; as it is where there are none.</summary>
    public SipRequest Authorize(SipRequest request)
    {
        foreach (var header in _answered.Keys) request = Authorize(request, header);
        return request;
    }

    private SipRequest Authorize(SipRequest request, string header)
    {
        var answered = _answered[header];
        answered.Count++;
        return request.With(header, ValueFor(request, answered).ToString());
    }

    private AuthenticationValue? Strongest(ImmutableArray<AuthenticationValue> challenges) =>
        challenges
            .Where(challenge => challenge.IsDigest && challenge["nonce"] is not null && TakesAuth(challenge))
            .Where(challenge => challenge["realm"] is { } realm && IsOurs(realm))
            .Where(challenge => DigestAlgorithm.Of(challenge["algorithm"], out _) is not null)
            .MaxBy(challenge => DigestAlgorithm.Of(challenge["algorithm"], out _)!.Strength);

    private bool IsOurs(string realm) => credentials.Realm is null || credentials.Realm == realm;

    private static bool TakesAuth(AuthenticationValue challenge) => challenge["qop"] is not { } qop || Offers(qop, "auth");

    private static bool Offers(string list, string wanted) =>
        list.Split(',', StringSplitOptions.TrimEntries).Contains(wanted, StringComparer.OrdinalIgnoreCase);

    // A nonce that has only grown old says stale=true; a challenge without that means the password did not match.
    private static bool WasAnswered(SipRequest request, string header, AuthenticationValue challenge) =>
        !string.Equals(challenge["stale"], "true", StringComparison.OrdinalIgnoreCase)
        && AuthenticationValue.Of(request, header).Any(sent => sent["realm"] == challenge["realm"])
        && IsFreshlyRefused(request, header, challenge);

    // An answer taken over from an earlier request may be to a nonce the server has forgotten without saying so: one more try with the new one.
    private static bool IsFreshlyRefused(SipRequest request, string header, AuthenticationValue challenge) =>
        AuthenticationValue.Of(request, header).Any(sent => sent["nonce"] == challenge["nonce"] || sent["nc"] is null or "00000001");

    private AuthenticationValue ValueFor(SipRequest request, Answered answered)
    {
        var challenge = answered.Challenge;
        var algorithm = DigestAlgorithm.Of(challenge["algorithm"], out var isSession)!;
        var qop = challenge["qop"] is null ? null : "auth";
        var nc = answered.Count.ToString("x8", CultureInfo.InvariantCulture);
        var (realm, nonce, uri) = (challenge["realm"]!, challenge["nonce"]!, request.Uri.ToString());
        var userHash = algorithm.UserHash(credentials.User, realm, credentials.Password);
        var response = algorithm.Response(userHash, isSession, nonce, qop, nc, answered.ClientNonce, request.Method, uri);
        var parameters = SipParameters.Of(
            Quoted("username", credentials.User), Quoted("realm", realm), Quoted("nonce", nonce), Quoted("uri", uri), Quoted("response", response));
        if (challenge["algorithm"] is { } named) parameters = parameters.With("algorithm", named);
        if (qop is not null) parameters = parameters.With("qop", qop).With("nc", nc);
        if (qop is not null || isSession) parameters = parameters.With("cnonce", HeaderText.Quote(answered.ClientNonce));
        if (challenge["opaque"] is { } opaque) parameters = parameters.With("opaque", HeaderText.Quote(opaque));
        return new AuthenticationValue("Digest", parameters);
    }

    private static SipParameter Quoted(string name, string value) => new(name, HeaderText.Quote(value));

    private sealed class Answered(AuthenticationValue challenge, string clientNonce)
    {
        public AuthenticationValue Challenge { get; } = challenge;

        public string ClientNonce { get; } = clientNonce;

        public uint Count { get; set; }
    }
}
