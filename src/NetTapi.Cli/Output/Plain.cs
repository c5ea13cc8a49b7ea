using System.Globalization;

namespace NetTapi.Cli.Output;

/// <summary>Makes a stranger's text fit for a terminal: what could steer one becomes a space.</summary>
internal static class Plain
{
    public static string Of(string text) =>
        text.Any(IsHostile) ? string.Create(text.Length, text, static (shown, source) =>
        {
            for (var i = 0; i < shown.Length; i++) shown[i] = IsHostile(source[i]) ? ' ' : source[i];
        })
        : text;

    private static bool IsHostile(char character) => char.IsControl(character) || char.GetUnicodeCategory(character)
        is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
