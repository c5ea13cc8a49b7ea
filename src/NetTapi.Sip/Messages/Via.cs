using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NetTapi.Sip.Messages;

/// <summary>One hop a request took (RFC 3261 20.42). Immutable.</summary>
/// <param name="Transport">The transport as written, in upper case by custom: UDP, TCP, TLS, WS, or one we do not know.</param>
/// <param name="Host">The host of sent-by.</param>
/// <param name="Port">The port of sent-by; null where none is written.</param>
/// <param name="Parameters">branch, received, rport and others.</param>
public sealed record Via(string Transport, string Host, int? Port, SipParameters Parameters)
{
    /// <summary>What every branch since RFC 3261 begins with.</summary>
    public const string BranchCookie = "z9hG4bK";

    /// <summary>The branch; null where there is none.</summary>
    public string? Branch => Parameters["branch"];

    /// <summary>Whether the branch identifies the transaction: it has the cookie and something behind it (RFC 3261 17.2.3, RFC 4475 3.2.1).</summary>
    public bool HasUniqueBranch =>
        Branch is { } branch && branch.Length > BranchCookie.Length && branch.StartsWith(BranchCookie, StringComparison.OrdinalIgnoreCase);

    /// <summary>Host and port as written, without case: with the branch, what identifies a transaction.</summary>
    public string SentBy => (Port is { } port ? $"{Host}:{port.ToString(CultureInfo.InvariantCulture)}" : Host).ToLowerInvariant();

    /// <summary>The address the request really came from; null where nobody wrote it.</summary>
    public string? Received => Parameters["received"];

    /// <summary>Whether the sender wants the answer at the port it sent from (RFC 3581).</summary>
    public bool WantsRPort => Parameters.Contains("rport");

    /// <summary>The port the request really came from; null where nobody wrote it.</summary>
    public int? RPort => HeaderText.TryNumber(Parameters["rport"], ushort.MaxValue, out var port) ? (int)port : null;

    /// <summary>Reads one value.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out Via? via)
    {
        via = null;
        if (!TrySlash(ref text, out var name) || !name.Equals("SIP", StringComparison.OrdinalIgnoreCase)) return false;
        if (!TrySlash(ref text, out var version) || !version.SequenceEqual("2.0")) return false;
        text = HeaderText.Trim(text);
        var space = text.IndexOfAny(' ', '\t');
        if (space < 0 || !HeaderText.IsToken(text[..space])) return false;
        var transport = text[..space].ToString();
        text = text[space..];
        var semicolon = text.IndexOf(';');
        var sentBy = HeaderText.Trim(semicolon < 0 ? text : text[..semicolon]);
        if (!SipUriText.TryParseHostPort(sentBy, out var host, out var port)) return false;
        if (!SipParameters.TryParse(semicolon < 0 ? [] : text[semicolon..], out var parameters)) return false;
        via = new Via(transport, host, port, parameters);
        return true;
    }

    private static bool TrySlash(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> part)
    {
        var slash = text.IndexOf('/');
        part = slash < 0 ? default : HeaderText.Trim(text[..slash]);
        if (slash >= 0) text = text[(slash + 1)..];
        return slash >= 0;
    }

    /// <summary>As in a message.</summary>
    public override string ToString()
    {
        var text = new TextBuilder(stackalloc char[TextBuilder.Usual]);
        text.Add("SIP/2.0/");
        text.Add(Transport);
        text.Add(' ');
        text.Add(Host);
        if (Port is { } port)
        {
            text.Add(':');
            text.Add(port);
        }

        Parameters.AddTo(ref text);
        return text.Take();
    }
}
