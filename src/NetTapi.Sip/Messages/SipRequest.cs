namespace NetTapi.Sip.Messages;

/// <summary>A request. Immutable.</summary>
public sealed class SipRequest : SipMessage
{
    /// <summary>Makes a request.</summary>
    /// <param name="method">Its method; any token.</param>
    /// <param name="uri">Its Request-URI, of any scheme.</param>
    /// <param name="headers">Its headers; Content-Length is written by <see cref="SipWriter"/> whatever stands there.</param>
    /// <param name="body">Its body.</param>
    /// <exception cref="ArgumentException">The method is no token.</exception>
    public SipRequest(string method, SipUri uri, HeaderList headers, ReadOnlyMemory<byte> body = default)
        : base(headers, body)
    {
        if (!HeaderText.IsToken(method)) throw new ArgumentException("A method is a token.", nameof(method));
        Method = method;
        Uri = uri;
    }

    private SipRequest(SipRequest original, SipUri uri, HeaderList headers, ReadOnlyMemory<byte> body, params ReadOnlySpan<SipHeader> changed)
        : base(original, headers, body, changed)
    {
        Method = original.Method;
        Uri = uri;
    }

    /// <summary>The method, in the case written: methods are case-sensitive.</summary>
    public string Method { get; }

    /// <summary>The Request-URI.</summary>
    public SipUri Uri { get; }

    /// <inheritdoc />
    public override string StartLine => $"{Method} {Uri} SIP/2.0";

    /// <summary>Whether the method is this one.</summary>
    public bool Is(string method) => Method == method;

    /// <summary>This request with other headers.</summary>
    public SipRequest With(HeaderList headers) => new(Method, Uri, headers, Body);

    /// <summary>This request for another Request-URI.</summary>
    public SipRequest With(SipUri uri) => new(this, uri, Headers, Body);

    /// <summary>This request with a header set, in its old place or at the end.</summary>
    public SipRequest With(string name, string value) => With(new SipHeader(name, value));

    /// <summary>This request with headers set, each in its old place or at the end.</summary>
    public SipRequest With(params ReadOnlySpan<SipHeader> headers) => new(this, Uri, Headers.Replace(headers), Body, headers);

    /// <summary>This request with another body and its type.</summary>
    public SipRequest WithBody(string contentType, ReadOnlyMemory<byte> body) =>
        new(this, Uri, Headers.Replace(HeaderNames.ContentType, contentType), body);

    /// <summary>This request without its body, with those headers only that say which it is: From, To, Call-ID and CSeq.</summary>
    public SipRequest Outline() => new(this, Uri, Headers.Only(HeaderNames.From, HeaderNames.To, HeaderNames.CallId, HeaderNames.CSeq), default);

    /// <summary>This request with one more Via on top.</summary>
    public SipRequest Push(Via via) => new(this, Uri, Headers.Prepend(HeaderNames.Via, via.ToString()), Body);

    /// <summary>This request with another topmost Via: that of a server which noted received and rport, or a client's new branch.</summary>
    public SipRequest ReplaceTop(Via via) => new(this, Uri, Headers.ReplaceFirstValue(HeaderNames.Via, via.ToString()), Body);
}
