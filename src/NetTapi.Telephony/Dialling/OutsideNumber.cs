namespace NetTapi.Telephony.Dialling;

/// <summary>Numbers of outside parties as notices carry them (N4).</summary>
public static class OutsideNumber
{
    /// <summary>No number is longer: fifteen digits (E.164), and what a private exchange puts before them.</summary>
    public const int Longest = 64;

    /// <summary>Digits with an optional leading <c>+</c>; empty for anything that is not a number once its punctuation is dropped, or is longer than any.</summary>
    public static string Normalise(string text) =>
        DialString.Tidy(text) is { Length: <= Longest } number && !number.AsSpan().ContainsAny('*', '#') ? number : "";

    /// <summary>The digits alone (L1).</summary>
    public static string DigitsOf(string number) => string.Concat(number.Where(char.IsAsciiDigit));
}
