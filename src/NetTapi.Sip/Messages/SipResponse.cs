using System.Globalization;

namespace NetTapi.Sip.Messages;

/// <summary>A response. Immutable.</summary>
public sealed class SipResponse : SipMessage
{
    /// <summary>Makes a response.</summary>
    /// <param name="status">Its status, 100 to 699.</param>
    /// <param name="reason">Its reason phrase, perhaps empty.</param>
    /// <param name="headers">Its headers; Content-Length is written by <see cref="SipWriter"/> whatever stands there.</param>
    /// <param name="body">Its body.</param>
    /// <exception cref="ArgumentException">The status is no status, or the reason would break the line.</exception>
    public SipResponse(int status, string reason, HeaderList headers, ReadOnlyMemory<byte> body = default)
        : base(headers, body)
    {
        if (status is < 100 or > 699) throw new ArgumentOutOfRangeException(nameof(status));
        if (reason.AsSpan().ContainsAny('\r', '\n')) throw new ArgumentException("A reason is one line.", nameof(reason));
        Status = status;
        Reason = reason;
    }

    private SipResponse(SipResponse original, HeaderList headers, ReadOnlyMemory<byte> body, params ReadOnlySpan<SipHeader> changed)
        : base(original, headers, body, changed)
    {
        Status = original.Status;
        Reason = original.Reason;
    }

    /// <summary>The status, 100 to 699.</summary>
    public int Status { get; }

    /// <summary>The reason phrase.</summary>
    public string Reason { get; }

    /// <summary>Whether more will follow: 1xx.</summary>
    public bool IsProvisional => Status < 200;

    /// <summary>Whether this ends the transaction: 2xx to 6xx.</summary>
    public bool IsFinal => Status >= 200;

    /// <summary>Whether the request succeeded: 2xx.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <inheritdoc />
    public override string StartLine => string.Create(CultureInfo.InvariantCulture, $"SIP/2.0 {Status} {Reason}");

    /// <summary>
    /// The answer to a request (RFC 3261 8.2.6): Via, From, To, Call-ID and CSeq are copied, Timestamp into a 100, Record-Route into
    /// what can make a dialog (12.1.1).
    /// </summary>
    /// <param name="request">What is answered.</param>
    /// <param name="status">The status.</param>
    /// <param name="reason">The reason phrase; the customary one where null.</param>
    /// <param name="toTag">The tag added to To where it has none; not to a 100.</param>
    public static SipResponse For(SipRequest request, int status, string? reason = null, string? toTag = null) =>
        For(request.Headers, status, reason, toTag);

    internal static SipResponse For(HeaderList request, int status, string? reason, string? toTag)
    {
        using var copied = new Scratch<SipHeader>(request.Count);
        foreach (var header in request)
            if (IsCopied(header.CanonicalName, status))
                copied.Add(header.CanonicalName == HeaderNames.To && status != 100 ? Tagged(header, toTag) : header);
        return new SipResponse(status, reason ?? StatusCodes.ReasonOf(status), new HeaderList(copied.ToList()));
    }

    private static bool IsCopied(string name, int status) => name switch
    {
        HeaderNames.Via or HeaderNames.From or HeaderNames.To or HeaderNames.CallId or HeaderNames.CSeq => true,
        HeaderNames.RecordRoute => status is > 100 and < 300,
        HeaderNames.Timestamp => status == 100,
        _ => false,
    };

    // The tag is added to the text, so that whatever else the peer wrote in To comes back to it unchanged.
    private static SipHeader Tagged(SipHeader to, string? tag) =>
        tag is null || (NameAddress.TryParse(to.Value, out var address) && address.Tag is not null)
            ? to
            : new SipHeader(to.Name, $"{to.Value};tag={tag}");

    /// <summary>This response with other headers.</summary>
    public SipResponse With(HeaderList headers) => new(Status, Reason, headers, Body);

    /// <summary>This response with a header set, in its old place or at the end.</summary>
    public SipResponse With(string name, string value) => With(new SipHeader(name, value));

    /// <summary>This response with headers set, each in its old place or at the end.</summary>
    public SipResponse With(params ReadOnlySpan<SipHeader> headers) => new(this, Headers.Replace(headers), Body, headers);

    /// <summary>This response with another body and its type.</summary>
    public SipResponse WithBody(string contentType, ReadOnlyMemory<byte> body) => new(this, Headers.Replace(HeaderNames.ContentType, contentType), body);
}
