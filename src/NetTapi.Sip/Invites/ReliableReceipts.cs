using System.Globalization;
using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Invites;

/// <summary>Reliable provisional responses of one early dialog as they come in (RFC 3262 4): which is next, and what acknowledges it.</summary>
internal sealed class ReliableReceipts
{
    private long _last;

    /// <summary>Whether a response is to be acknowledged at all.</summary>
    public static bool IsReliable(SipResponse response) =>
        response.Require.Contains(ReliableResponses.Extension.Tag, StringComparer.OrdinalIgnoreCase) && NumberOf(response) is not null;

    /// <summary>Whether a reliable response is the next. One that came before, or too early, is not to be looked at: it comes again.</summary>
    public bool Take(SipResponse response)
    {
        var number = NumberOf(response)!.Value;
        if (_last != 0 && number != _last + 1) return false;
        _last = number;
        return true;
    }

    /// <summary>The RAck of a response (RFC 3262 7.2).</summary>
    public static SipHeader Acknowledgement(SipResponse response) => new(
        HeaderNames.RAck, string.Create(CultureInfo.InvariantCulture, $"{NumberOf(response)} {response.CSeq}"));

    private static long? NumberOf(SipResponse response) => HeaderReading.Number(response.Headers, HeaderNames.RSeq, uint.MaxValue) is { } number and > 0 ? number : null;
}
