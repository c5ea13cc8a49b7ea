using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace NetTapi.Sip.Messages;

/// <summary>
/// A URI: the parts of <c>sip:</c> and <c>sips:</c> (RFC 3261 19.1); one of any other scheme is kept as it is, in <see cref="Opaque"/>.
/// Immutable. Equality is of the text; <see cref="Matches"/> compares as the RFC does.
/// </summary>
public sealed record SipUri
{
    /// <summary>The scheme: <c>sip</c>, <c>sips</c>, or another as written.</summary>
    public string Scheme { get; init; } = "sip";

    /// <summary>What follows the scheme where that is neither sip nor sips; else null.</summary>
    public string? Opaque { get; init; }

    /// <summary>The user part as written, escapes included; null where there is none.</summary>
    public string? User { get; init; }

    /// <summary>The password as written; null where there is none.</summary>
    public string? Password { get; init; }

    /// <summary>The host as written: a name, an IPv4 address, or an IPv6 address in brackets. Empty where the scheme is unknown.</summary>
    public string Host { get; init; } = string.Empty;

    /// <summary>The port; null where none is written.</summary>
    public int? Port { get; init; }

    /// <summary>The parameters.</summary>
    public SipParameters Parameters { get; init; } = SipParameters.Empty;

    /// <summary>The headers part as written, after the question mark; null where there is none.</summary>
    public string? Headers { get; init; }

    /// <summary>Whether the scheme is sip or sips.</summary>
    public bool IsSip => Opaque is null;

    /// <summary>Whether it is a number and no address (RFC 3966).</summary>
    public bool IsTel => Opaque is not null && Scheme.Equals("tel", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is dialled: the user part or the number, without the parameters a number may have (RFC 3261 19.1.6); null where there is neither.</summary>
    public string? Dialled => (IsTel ? Uri.UnescapeDataString(Opaque!) : UserText)?.Split(';')[0];

    /// <summary>The user part with its escapes undone.</summary>
    public string? UserText => User is null ? null : Uri.UnescapeDataString(User);

    /// <summary>The transport parameter in lower case; null where there is none.</summary>
    public string? Transport => Parameters["transport"]?.ToLowerInvariant();

    /// <summary>Whether the peer routes loosely (RFC 3261 19.1.1).</summary>
    public bool IsLooseRouter => Parameters.Contains("lr");

    /// <summary>A sip URI of these parts. The user is escaped as needed.</summary>
    public static SipUri Sip(string? user, string host, int? port = null) =>
        new() { User = user is null ? null : SipUriText.EscapeUser(user), Host = SipUriText.BracketedHost(host), Port = port };

    /// <summary>A sip URI of an address.</summary>
    public static SipUri Sip(string? user, IPEndPoint address) => Sip(user, address.Address.ToString(), address.Port);

    /// <summary>Reads a URI.</summary>
    /// <returns>False where it is malformed; an unknown scheme is not.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out SipUri? uri) => SipUriText.TryParse(text, out uri);

    /// <summary>Reads a URI that is known to be good.</summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static SipUri Parse(string text) => TryParse(text, out var uri) ? uri : throw new FormatException($"Not a URI: {text}");

    /// <summary>Whether both name the same resource by the rules of RFC 3261 19.1.4.</summary>
    public bool Matches(SipUri other) => SipUriText.Match(this, other);

    /// <inheritdoc />
    public bool Equals(SipUri? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc />
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>As in a message.</summary>
    public override string ToString()
    {
        var text = new TextBuilder(stackalloc char[TextBuilder.Usual]);
        AddTo(ref text);
        return text.Take();
    }

    internal void AddTo(ref TextBuilder text)
    {
        text.Add(Scheme);
        text.Add(':');
        if (Opaque is not null)
        {
            text.Add(Opaque);
            return;
        }

        AddUserTo(ref text);
        text.Add(Host);
        if (Port is { } port)
        {
            text.Add(':');
            text.Add(port);
        }

        Parameters.AddTo(ref text);
        if (Headers is null) return;
        text.Add('?');
        text.Add(Headers);
    }

    private void AddUserTo(ref TextBuilder text)
    {
        if (User is null) return;
        text.Add(User);
        if (Password is not null)
        {
            text.Add(':');
            text.Add(Password);
        }

        text.Add('@');
    }
}
