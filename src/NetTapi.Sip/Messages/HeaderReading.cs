using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace NetTapi.Sip.Messages;

/// <summary>Reads typed values out of raw headers.</summary>
internal static class HeaderReading
{
    /// <summary>The most values read of one header. A list that holds more is not read whole, and so a request with it is refused.</summary>
    private const int MaximumValues = 128;

    private const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    public static NameAddress? Address(HeaderList headers, string name) =>
        headers.First(name) is { } value && NameAddress.TryParse(value, out var address) ? address : null;

    public static ImmutableArray<NameAddress> Addresses(HeaderList headers, string name)
    {
        if (IsLone(headers, name, out var lone)) return NameAddress.TryParse(lone, out var only) ? [only] : [];
        if (!headers.Contains(name)) return [];
        var read = ImmutableArray.CreateBuilder<NameAddress>();
        foreach (var value in headers.Values(name).Take(MaximumValues))
            if (NameAddress.TryParse(value, out var address)) read.Add(address);
        return read.DrainToImmutable();
    }

    public static ImmutableArray<Via> Vias(HeaderList headers)
    {
        if (IsLone(headers, HeaderNames.Via, out var lone)) return Via.TryParse(lone, out var only) ? [only] : [];
        var read = ImmutableArray.CreateBuilder<Via>();
        foreach (var value in headers.Values(HeaderNames.Via).Take(MaximumValues))
            if (Via.TryParse(value, out var via)) read.Add(via);
        return read.DrainToImmutable();
    }

    /// <summary>Whether a header that may have several values has one, as it nearly always has.</summary>
    private static bool IsLone(HeaderList headers, string name, [NotNullWhen(true)] out string? value)
    {
        value = headers.Sole(name);
        return value?.Contains(',', StringComparison.Ordinal) == false;
    }

    public static ImmutableArray<string> Tokens(HeaderList headers, string name, char separator) =>
        headers.Contains(name) ? [.. headers.All(name).SelectMany(value => value.Split(separator, Tidy))] : [];

    public static long? Number(HeaderList headers, string name, long maximum)
    {
        if (headers.First(name) is not { } value) return null;
        // A Timer-like comment or parameters may follow: "Expires: 60 ;x" and "Retry-After: 18 (busy)".
        var end = value.AsSpan().IndexOfAny(" \t;(");
        return HeaderText.TryNumber(end < 0 ? value : value.AsSpan(0, end), maximum, out var number) ? number : null;
    }

    public static string? MediaType(HeaderList headers)
    {
        if (headers.First(HeaderNames.ContentType) is not { } value) return null;
        var semicolon = value.IndexOf(';', StringComparison.Ordinal);
        var type = semicolon < 0 ? value : value[..semicolon];
        return type.Replace(" ", string.Empty, StringComparison.Ordinal).Replace("\t", string.Empty, StringComparison.Ordinal).ToLowerInvariant();
    }
}
