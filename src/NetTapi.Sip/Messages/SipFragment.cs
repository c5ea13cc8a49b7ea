using System.Globalization;
using System.Text;

namespace NetTapi.Sip.Messages;

/// <summary>The piece of a response that a NOTIFY tells of a REFER with (RFC 3420, RFC 3515 2.4.5).</summary>
/// <param name="Status">The status, 100 to 699.</param>
/// <param name="Reason">The reason.</param>
public readonly record struct SipFragment(int Status, string Reason)
{
    /// <summary>Its media type.</summary>
    public const string ContentType = "message/sipfrag";

    private const string Version = "SIP/2.0 ";
    private const int LongestReason = 200;

    /// <summary>Reads the status line a fragment begins with.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, out SipFragment fragment)
    {
        fragment = default;
        var end = body.IndexOfAny("\r\n"u8);
        var line = Encoding.UTF8.GetString(end < 0 ? body : body[..end]);
        if (!line.StartsWith(Version, StringComparison.OrdinalIgnoreCase) || line.Length < Version.Length + 3) return false;
        if (!HeaderText.TryNumber(line.AsSpan(Version.Length, 3), 699, out var status) || status < 100) return false;
        var reason = line[(Version.Length + 3)..].Trim();
        fragment = new SipFragment((int)status, reason.Length > LongestReason ? reason[..LongestReason] : reason);
        return true;
    }

    /// <summary>As in a body.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Version}{Status} {Reason}\r\n"));
}
