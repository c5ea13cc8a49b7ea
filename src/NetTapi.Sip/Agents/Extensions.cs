using NetTapi.Sip.Messages;

namespace NetTapi.Sip.Agents;

/// <summary>The rule for extensions a request requires (RFC 3261 8.2.2.3).</summary>
public static class Extensions
{
    /// <summary>The 420 that names what is required and not supported; null where all is supported.</summary>
    /// <param name="request">The request.</param>
    /// <param name="supported">The option tags supported.</param>
    /// <param name="toTag">The tag for To.</param>
    public static SipResponse? Refuse(SipRequest request, IReadOnlyCollection<string> supported, string toTag)
    {
        var unknown = request.Require.Where(tag => !supported.Contains(tag, StringComparer.OrdinalIgnoreCase)).ToArray();
        if (unknown.Length == 0) return null;
        return SipResponse.For(request, 420, null, toTag).With(HeaderNames.Unsupported, string.Join(", ", unknown));
    }
}
