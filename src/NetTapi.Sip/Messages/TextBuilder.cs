using System.Globalization;
using System.Runtime.CompilerServices;

namespace NetTapi.Sip.Messages;

/// <summary>Puts text together piece by piece, without an allocation but the result where that fits into a buffer of the caller's.</summary>
internal ref struct TextBuilder(Span<char> buffer)
{
    /// <summary>As long as nearly every header's value.</summary>
    public const int Usual = 256;

    private DefaultInterpolatedStringHandler _text = new(0, 0, CultureInfo.InvariantCulture, buffer);

    public void Add(string text) => _text.AppendLiteral(text);

    public void Add(char character) => _text.AppendFormatted(character);

    public void Add(int number) => _text.AppendFormatted(number);

    /// <summary>The text; once.</summary>
    public string Take() => _text.ToStringAndClear();
}
