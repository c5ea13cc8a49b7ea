using System.Diagnostics.CodeAnalysis;

namespace NetTapi.Sip.Messages;

/// <summary>Names the dialog that a new call is to take the place of (RFC 3891). Its tags are those of the end that is asked: <c>to-tag</c> is that end's own.</summary>
/// <param name="CallId">The dialog's Call-ID.</param>
/// <param name="ToTag">The tag of the end that is asked to replace it.</param>
/// <param name="FromTag">The tag of the other end.</param>
/// <param name="EarlyOnly">Whether it must not have been answered.</param>
public readonly record struct Replaces(string CallId, string ToTag, string FromTag, bool EarlyOnly = false)
{
    private const string HeaderOfUri = "Replaces=";

    /// <summary>Reads a header's value.</summary>
    public static bool TryParse(string? value, [NotNullWhen(true)] out Replaces? replaces)
    {
        replaces = null;
        if (value is null) return false;
        var semicolon = value.IndexOf(';', StringComparison.Ordinal);
        if (semicolon < 1 || !SipParameters.TryParse(value.AsSpan(semicolon), out var parameters)) return false;
        var callId = HeaderText.Trim(value.AsSpan(0, semicolon)).ToString();
        if (callId.Length == 0 || parameters["to-tag"] is not { } to || parameters["from-tag"] is not { } from) return false;
        replaces = new Replaces(callId, to, from, parameters.Contains("early-only"));
        return true;
    }

    /// <summary>Reads what the headers part of a URI asks for, as a Refer-To's does for an attended transfer (RFC 3891 5); null where it says nothing of the kind, or nothing readable.</summary>
    public static Replaces? Of(SipUri uri)
    {
        foreach (var header in uri.Headers?.Split('&') ?? [])
        {
            if (header.StartsWith(HeaderOfUri, StringComparison.OrdinalIgnoreCase) && TryParse(Uri.UnescapeDataString(header[HeaderOfUri.Length..]), out var replaces)) return replaces;
        }

        return null;
    }

    /// <summary>The URI with this in its headers part, escaped.</summary>
    public SipUri AddTo(SipUri uri)
    {
        var header = HeaderOfUri + Uri.EscapeDataString(ToString());
        return uri with { Headers = uri.Headers is { } others ? $"{others}&{header}" : header };
    }

    /// <summary>As in a message.</summary>
    public override string ToString() => $"{CallId};to-tag={ToTag};from-tag={FromTag}{(EarlyOnly ? ";early-only" : "")}";
}
