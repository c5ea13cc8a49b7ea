using System.Diagnostics.CodeAnalysis;

namespace NetTapi.Sip.Messages;

/// <summary>
/// A name, an address and parameters: From, To, Contact, Route, Record-Route, Path, P-Asserted-Identity (RFC 3261 20.10). Immutable.
/// </summary>
/// <param name="DisplayName">The name shown to people, without quotes; null where there is none.</param>
/// <param name="Uri">The address.</param>
/// <param name="Parameters">The header's parameters, not the URI's.</param>
public sealed record NameAddress(string? DisplayName, SipUri Uri, SipParameters Parameters)
{
    /// <summary>An address alone.</summary>
    public NameAddress(SipUri uri)
        : this(null, uri, SipParameters.Empty)
    {
    }

    /// <summary>A name and an address.</summary>
    public NameAddress(string? displayName, SipUri uri)
        : this(displayName, uri, SipParameters.Empty)
    {
    }

    /// <summary>The tag of From and To; null where there is none.</summary>
    public string? Tag => Parameters["tag"];

    /// <summary>This address with a tag.</summary>
    public NameAddress WithTag(string tag) => this with { Parameters = Parameters.With("tag", tag) };

    /// <summary>
    /// Reads one value. Without angle brackets what follows a semicolon belongs to the header, and the URI may hold neither comma nor
    /// question mark.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out NameAddress? address)
    {
        address = null;
        text = HeaderText.Trim(text);
        string? name = null;
        if (text.Length > 0 && text[0] == '"')
        {
            var length = HeaderText.QuotedLength(text);
            if (length < 0) return false;
            name = HeaderText.Unquote(text[..length].ToString());
            text = HeaderText.Trim(text[length..]);
            if (text.Length == 0 || text[0] != '<') return false;
        }

        var open = text.IndexOf('<');
        return open < 0 ? TryParseBare(text, out address) : TryParseBracketed(name, text, open, out address);
    }

    /// <summary>Reads one value that is known to be good.</summary>
    /// <exception cref="FormatException">It is malformed.</exception>
    public static NameAddress Parse(string text) => TryParse(text, out var address) ? address : throw new FormatException($"Not an address: {text}");

    private static bool TryParseBare(ReadOnlySpan<char> text, [NotNullWhen(true)] out NameAddress? address)
    {
        address = null;
        var semicolon = text.IndexOf(';');
        var uriText = HeaderText.Trim(semicolon < 0 ? text : text[..semicolon]);
        if (uriText.ContainsAny(',', '?') || !SipUri.TryParse(uriText, out var uri)) return false;
        if (!SipParameters.TryParse(semicolon < 0 ? [] : text[semicolon..], out var parameters)) return false;
        address = new NameAddress(null, uri, parameters);
        return true;
    }

    private static bool TryParseBracketed(string? name, ReadOnlySpan<char> text, int open, [NotNullWhen(true)] out NameAddress? address)
    {
        address = null;
        var before = HeaderText.Trim(text[..open]);
        // Names of several words, and characters that should have been quoted, are common and harmless; a lone quote is not (RFC 4475 3.1.2.6).
        if (before.ContainsAny("\";:@")) return false;
        if (before.Length > 0) name = before.ToString();
        var close = text.IndexOf('>');
        if (close < open || !SipUri.TryParse(text[(open + 1)..close], out var uri)) return false;
        if (!SipParameters.TryParse(text[(close + 1)..], out var parameters)) return false;
        address = new NameAddress(name, uri, parameters);
        return true;
    }

    /// <summary>As in a message, always with angle brackets.</summary>
    public override string ToString()
    {
        var text = new TextBuilder(stackalloc char[TextBuilder.Usual]);
        if (DisplayName is not null)
        {
            text.Add(HeaderText.Quote(DisplayName));
            text.Add(' ');
        }

        text.Add('<');
        Uri.AddTo(ref text);
        text.Add('>');
        Parameters.AddTo(ref text);
        return text.Take();
    }
}
