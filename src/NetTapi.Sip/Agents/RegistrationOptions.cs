using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Agents;

/// <summary>What to register, where.</summary>
/// <param name="Registrar">The registrar's URI: the Request-URI.</param>
/// <param name="AddressOfRecord">The user to register.</param>
/// <param name="Contact">Where the user is then reached.</param>
public sealed record RegistrationOptions(SipUri Registrar, SipUri AddressOfRecord, SipUri Contact)
{
    /// <summary>Name and password; null where none is needed.</summary>
    public DigestCredentials? Credentials { get; init; }

    /// <summary>How long to ask for; default 10 minutes.</summary>
    public TimeSpan Expiry { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest wait after a first failure; doubles with each (RFC 5626 4.5); default 30 s.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait of all; default 30 minutes.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(30);
}
