namespace NetTapi.Telephony.Dialling;

/// <summary>Numbers of outside parties as notices carry them (N4).</summary>
public static class OutsideNumber
{
    /// <summary>Digits with an optional leading <c>+</c>; empty for anything that is not a number once its punctuation is dropped.</summary>
    public static string Normalise(string text) =>
        DialString.Tidy(text) is { } number && !number.AsSpan().ContainsAny('*', '#') ? number : "";

    /// <summary>The digits alone (L1).</summary>
    public static string DigitsOf(string number) => string.Concat(number.Where(char.IsAsciiDigit));
}
