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
        foreach (var name in Single)
            if (message.Headers.CountOf(name) > 1) return $"Several {name} Headers";
        if (!AllVias(message)) return "Bad Via";
        if (message.From is null) return "Bad From";
        if (message.To is null) return "Bad To";
        if (!IsCallId(message.CallId)) return "Bad Call-ID";
        if (message.CSeq is null) return "Bad CSeq";
        return message is SipRequest request ? FirstWrongIn(request) : null;
    }

    private static string? FirstWrongIn(SipRequest request)
    {
        if (request.CSeq!.Method != request.Method) return "CSeq Names Another Method";
        foreach (var name in Addresses)
            if (!AllAddresses(request, name)) return $"Bad {name}";
        return null;
    }

    private static bool AllVias(SipMessage message) =>
        message.Vias.Length > 0 && message.Vias.Length == message.Headers.Values(HeaderNames.Via).Count();

    private static bool AllAddresses(SipRequest request, string name)
    {
        if (!request.Headers.Contains(name)) return true;
        if (name == HeaderNames.Contact && request.HasWildcardContact) return request.Headers.Values(name).Count() == 1;
        var read = name switch
        {
            HeaderNames.Contact => request.Contacts,
            HeaderNames.Route => request.Routes,
            _ => request.RecordRoutes,
        };
        return read.Length == request.Headers.Values(name).Count();
    }

    private static bool IsCallId(string? callId) => !string.IsNullOrEmpty(callId) && !callId.AsSpan().ContainsAny(' ', '\t');
}
