namespace NetTapi.Sip.Messages;

/// <summary>What must be right in every message before anything looks at it (RFC 3261 8.1.1, 20; RFC 4475 3.1.2, 3.3).</summary>
internal static class MessageChecks
{
    private static readonly string[] Single =
    [
        HeaderNames.From, HeaderNames.To, HeaderNames.CallId, HeaderNames.CSeq, HeaderNames.MaxForwards, HeaderNames.ContentLength,
        HeaderNames.ContentType, HeaderNames.Expires,
    ];

    private static readonly string[] Addresses = [HeaderNames.Contact, HeaderNames.Route, HeaderNames.RecordRoute];

    public static SipFault? Check(SipMessage message)
    {
        var wrong = FirstWrong(message);
        return wrong is null ? null : new SipFault(400, wrong, (message as SipRequest)?.Method, message.Headers);
    }

    private static string? FirstWrong(SipMessage message)
    {
        if (Repeated(message.Headers) is { } repeated) return $"Several {repeated} Headers";
        if (!AllVias(message)) return "Bad Via";
        if (message.From is null) return "Bad From";
        if (message.To is null) return "Bad To";
        if (!IsCallId(message.CallId)) return "Bad Call-ID";
        if (message.CSeq is null) return "Bad CSeq";
        return message is SipRequest request ? FirstWrongIn(request) : null;
    }

    /// <summary>The first header that stands there twice and may only once, or null.</summary>
    private static string? Repeated(HeaderList headers)
    {
        var seen = 0;
        foreach (var header in headers)
        {
            var place = Array.IndexOf(Single, header.CanonicalName);
            if (place < 0) continue;
            if ((seen & (1 << place)) != 0) return header.CanonicalName;
            seen |= 1 << place;
        }

        return null;
    }

    private static string? FirstWrongIn(SipRequest request)
    {
        if (request.CSeq!.Method != request.Method) return "CSeq Names Another Method";
        foreach (var name in Addresses)
            if (!AllAddresses(request, name)) return $"Bad {name}";
        return null;
    }

    private static bool AllVias(SipMessage message) =>
        message.Vias.Length > 0 && message.Vias.Length == message.Headers.CountOfValues(HeaderNames.Via);

    private static bool AllAddresses(SipRequest request, string name)
    {
        if (!request.Headers.Contains(name)) return true;
        if (name == HeaderNames.Contact && request.HasWildcardContact) return request.Headers.CountOfValues(name) == 1;
        var read = name switch
        {
            HeaderNames.Contact => request.Contacts,
            HeaderNames.Route => request.Routes,
            _ => request.RecordRoutes,
        };
        return read.Length == request.Headers.CountOfValues(name);
    }

    private static bool IsCallId(string? callId) => !string.IsNullOrEmpty(callId) && !callId.AsSpan().ContainsAny(' ', '\t');
}
