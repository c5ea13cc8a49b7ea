using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace NetTapi.Sip.Messages;

/// <summary>A request's place in its dialog or registration (RFC 3261 20.16).</summary>
/// <param name="Number">The sequence number, below 2³¹ (RFC 3261 8.1.1.5).</param>
/// <param name="Method">The request's method.</param>
public sealed record CSeq(uint Number, string Method)
{
    /// <summary>The greatest number allowed.</summary>
    public const uint Maximum = int.MaxValue;

    /// <summary>Reads the value.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out CSeq? cseq)
    {
        cseq = null;
        text = HeaderText.Trim(text);
        var space = text.IndexOfAny(' ', '\t');
        if (space < 0 || !HeaderText.TryNumber(text[..space], Maximum, out var number)) return false;
        var method = HeaderText.Trim(text[space..]);
        if (!HeaderText.IsToken(method)) return false;
        cseq = new CSeq((uint)number, method.ToString());
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} {Method}");
}
