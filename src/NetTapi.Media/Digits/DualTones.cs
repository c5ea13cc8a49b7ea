namespace NetTapi.Media;

/// <summary>Keys as two tones: the rows and columns of ITU-T Q.23.</summary>
internal static class DualTones
{
    /// <summary>Four rows, in Hz.</summary>
    public static ReadOnlySpan<double> Low => [697, 770, 852, 941];

    /// <summary>Four columns, in Hz.</summary>
    public static ReadOnlySpan<double> High => [1209, 1336, 1477, 1633];

    private const string Keys = "123A456B789C*0#D";

    /// <summary>The key in a row and a column.</summary>
    public static char KeyAt(int row, int column) => Keys[(4 * row) + column];

    /// <summary>The two frequencies of a key.</summary>
    public static (double Low, double High) Of(char key)
    {
        var at = Keys.IndexOf(key, StringComparison.Ordinal);
        return (Low[at / 4], High[at % 4]);
    }
}
