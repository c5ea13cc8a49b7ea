using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace NetTapi.Sip.Messages;

/// <summary>A challenge or its answer: WWW-Authenticate, Authorization and their Proxy- twins (RFC 3261 20.7, 20.44). One to a header line.</summary>
/// <param name="Scheme">The scheme as written.</param>
/// <param name="Parameters">Its parameters; empty where the scheme has another form.</param>
public sealed record AuthenticationValue(string Scheme, SipParameters Parameters)
{
    /// <summary>Whether the scheme is Digest, the only one this library answers.</summary>
    public bool IsDigest => Scheme.Equals("Digest", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of a parameter without quotes; null where it is absent.</summary>
    public string? this[string name] => Parameters[name];

    /// <summary>Reads the value of one header line.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AuthenticationValue? value)
    {
        value = null;
        var space = text.AsSpan().IndexOfAny(' ', '\t');
        var scheme = space < 0 ? text : text[..space];
        if (!HeaderText.IsToken(scheme)) return false;
        value = new AuthenticationValue(scheme, space < 0 ? SipParameters.Empty : ReadParameters(text[space..]));
        return !value.IsDigest || value.Parameters.Count > 0;
    }

    /// <summary>All readable values of one header.</summary>
    public static ImmutableArray<AuthenticationValue> Of(SipMessage message, string header)
    {
        var values = ImmutableArray.CreateBuilder<AuthenticationValue>();
        foreach (var line in message.Headers.All(header))
            if (TryParse(line, out var value)) values.Add(value);
        return values.DrainToImmutable();
    }

    private static SipParameters ReadParameters(string text)
    {
        var parameters = ImmutableArray.CreateBuilder<SipParameter>();
        foreach (var part in HeaderText.SplitCommas(text))
        {
            if (!SipParameters.TryParseOne(part, out var parameter)) return SipParameters.Empty;
            parameters.Add(parameter);
        }

        return SipParameters.Of(parameters.DrainToImmutable());
    }

    /// <summary>As in a message.</summary>
    public override string ToString() => $"{Scheme} {string.Join(", ", Parameters)}";
}
