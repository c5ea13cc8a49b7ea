using System.Net;
using NetTapi.Sip.Messages;

namespace NetTapi.Phone;

/// <summary>Whose phone it is, and where its server is.</summary>
/// <param name="User">The user part of its address, its extension or station name.</param>
/// <param name="Server">The server it registers with and calls through.</param>
public sealed record SoftPhoneOptions(string User, IPEndPoint Server)
{
    /// <summary>The name it shows.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The domain of its address; the server's address where null.</summary>
    public string? Domain { get; init; }

    /// <summary>Its name and password; null where none are asked for.</summary>
    public DigestCredentials? Credentials { get; init; }

    /// <summary>Whether it answers at once where the INVITE asks for it (<c>Call-Info: ...;answer-after=0</c>, <c>Alert-Info: ...;info=alert-autoanswer</c>).</summary>
    public bool ObeysAutoAnswer { get; init; } = true;

    /// <summary>How long it asks to be registered for.</summary>
    public TimeSpan RegistrationExpiry { get; init; } = TimeSpan.FromMinutes(10);
}
