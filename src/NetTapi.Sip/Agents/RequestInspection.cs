using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;

namespace NetTapi.Sip.Agents;

/// <summary>
/// What a user agent looks at in every request outside a dialog before a handler sees it, in the order of RFC 3261 8.2: method, Request-URI, required
/// extensions, content. Merged requests (482) are the transactions' business, hops left (483) a proxy's.
/// </summary>
/// <param name="Methods">The methods handled; named in Allow.</param>
/// <param name="Extensions">The option tags supported; named in Supported.</param>
public sealed record RequestInspection(IReadOnlyCollection<string> Methods, IReadOnlyCollection<string> Extensions)
{
    /// <summary>The methods there are, handled or not: what is not among them is answered 501, not 405 (RFC 3261 8.2.1, 21.5.2).</summary>
    private static readonly string[] KnownMethods =
    [
        SipMethods.Invite, SipMethods.Ack, SipMethods.Bye, SipMethods.Cancel, SipMethods.Register, SipMethods.Options, SipMethods.Info,
        SipMethods.Prack, SipMethods.Update, SipMethods.Refer, SipMethods.Notify, SipMethods.Subscribe, SipMethods.Message, SipMethods.Publish,
    ];

    /// <summary>Whether a call may be to a number alone, a <c>tel:</c> URI (RFC 3966), as carriers send them.</summary>
    public bool TakesNumbers { get; init; }

    private static readonly string[] MethodsWithDescriptions = [SipMethods.Invite, SipMethods.Update, SipMethods.Prack];

    /// <summary>
    /// The answer to a request that no handler is to see; null where all is well. An ACK is never answered: it must not be asked about.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="toTag">The tag for To.</param>
    public SipResponse? Refuse(SipRequest request, string toTag)
    {
        if (!Methods.Contains(request.Method)) return RefuseMethod(request, toTag);
        if (!request.Uri.IsSip && !(TakesNumbers && request.Uri.IsTel)) return SipResponse.For(request, 416, null, toTag);
        return RefuseExtensions(request, Extensions, toTag) ?? RefuseContent(request, toTag);
    }

    /// <summary>The 420 that names what is required and not supported (RFC 3261 8.2.2.3); null where all is supported.</summary>
    /// <param name="request">The request.</param>
    /// <param name="supported">The option tags supported.</param>
    /// <param name="toTag">The tag for To.</param>
    public static SipResponse? RefuseExtensions(SipRequest request, IReadOnlyCollection<string> supported, string toTag)
    {
        // Require has no place in a CANCEL: what its INVITE asked for was answered already.
        if (request.Is(SipMethods.Cancel)) return null;
        var unknown = request.Require.Where(tag => !supported.Contains(tag, StringComparer.OrdinalIgnoreCase)).ToArray();
        if (unknown.Length == 0) return null;
        return SipResponse.For(request, 420, null, toTag).With(HeaderNames.Unsupported, string.Join(", ", unknown));
    }

    private SipResponse RefuseMethod(SipRequest request, string toTag) =>
        SipResponse.For(request, KnownMethods.Contains(request.Method) ? 405 : 501, null, toTag).With(HeaderNames.Allow, string.Join(", ", Methods));

    /// <summary>415 for a body nobody here reads, 406 for a caller who would not read ours (RFC 3261 8.2.3, RFC 4475 3.3.7 and 3.3.15).</summary>
    private static SipResponse? RefuseContent(SipRequest request, string toTag)
    {
        if (!MethodsWithDescriptions.Contains(request.Method)) return null;
        if (!request.Body.IsEmpty && !IsReadable(request) && !IsOptional(request))
        {
            return SipResponse.For(request, 415, null, toTag)
                .With(HeaderNames.Accept, SessionDescription.ContentType)
                .With(HeaderNames.AcceptEncoding, "identity");
        }

        var refuses = request.Is(SipMethods.Invite) && request.Headers.Contains(HeaderNames.Accept) && !request.Accept.Any(AcceptsDescriptions);
        return refuses ? SipResponse.For(request, 406, null, toTag) : null;
    }

    private static bool IsReadable(SipRequest request) =>
        request.ContentType is SessionDescription.ContentType or SdpBody.MultipartType
        && request.Headers.First(HeaderNames.ContentEncoding) is null or "identity";

    private static bool IsOptional(SipRequest request) =>
        request.Headers.First(HeaderNames.ContentDisposition)?.Contains("handling=optional", StringComparison.OrdinalIgnoreCase) ?? false;

    private static bool AcceptsDescriptions(string range) =>
        range.Split(';')[0].Trim().ToLowerInvariant() is SessionDescription.ContentType or "application/*" or "*/*";
}
