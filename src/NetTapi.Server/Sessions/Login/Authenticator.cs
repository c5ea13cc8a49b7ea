using System.Net;
using System.Security.Cryptography;
using System.Text;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Sessions.Login;

/// <summary>Decides whether a login is good (S3, S4, S6). Safe for use from several threads.</summary>
internal sealed class Authenticator(LiveDirectory directory, LoginThrottle throttle, SessionOptions options)
{
    /// <summary>Stands in for the PIN of a user who has none or does not exist, so that every answer costs the same computation.</summary>
    private static readonly byte[] NobodysPin = "no such pin"u8.ToArray();

    /// <summary>Looks at a login.</summary>
    /// <param name="attempt">What was sent.</param>
    /// <returns>The user, or why not.</returns>
    public LoginOutcome Check(LoginAttempt attempt)
    {
        if (!throttle.Allows(attempt.From, attempt.Name)) return LoginOutcome.Throttled;

        User? user = directory.Current.UserByName(attempt.Name);
        bool proven = IsProof(user?.NetTapiPin, attempt);
        bool blank = attempt.Pass.Length == 0 && MayBeBlank(user, attempt.From);
        if (user is not null && (proven | blank)) return new LoginOutcome(user, WasLookedAt: true);

        throttle.Failed(attempt.From, attempt.Name);
        return LoginOutcome.Refused;
    }

    private static bool IsProof(string? pin, LoginAttempt attempt)
    {
        bool hasPin = !string.IsNullOrEmpty(pin);
        byte[] key = hasPin ? Encoding.UTF8.GetBytes(pin!) : NobodysPin;
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(attempt.Challenge ?? ""), mac);
        byte[] expected = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(mac));
        bool equal = CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(attempt.Pass));
        return equal & hasPin & attempt.Challenge is not null;
    }

    private bool MayBeBlank(User? user, IPAddress from) => string.IsNullOrEmpty(user?.NetTapiPin) || options.BlankPassFrom.Contains(from);
}
