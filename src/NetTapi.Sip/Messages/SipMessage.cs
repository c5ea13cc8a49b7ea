using System.Collections.Immutable;

namespace NetTapi.Sip.Messages;

/// <summary>
/// A SIP message: every header in its order and raw, and typed views that are read when first asked for. Immutable, and safe to read from any thread.
/// </summary>
/// <remarks>
/// A view is null where the header is absent or cannot be read; a list leaves out values that cannot be read. <see cref="SipParser"/> refuses messages
/// whose Via, From, To, Call-ID or CSeq is missing or unreadable, and requests with an unreadable Contact, Route or Record-Route.
/// </remarks>
public abstract class SipMessage
{
    private View<NameAddress> _from;
    private View<NameAddress> _to;
    private View<CSeq> _cseq;
    private ListView<Via> _vias;
    private ListView<NameAddress> _contacts;
    private ListView<NameAddress> _routes;
    private ListView<NameAddress> _recordRoutes;

    private protected SipMessage(HeaderList headers, ReadOnlyMemory<byte> body)
    {
        Headers = headers;
        Body = body;
    }

    /// <summary>Nearly the same message: what was read of From, To and CSeq need not be read again, unless these are changed.</summary>
    private protected SipMessage(SipMessage original, HeaderList headers, ReadOnlyMemory<byte> body, params ReadOnlySpan<SipHeader> changed)
        : this(headers, body)
    {
        foreach (var header in changed)
            if (header.CanonicalName is HeaderNames.From or HeaderNames.To or HeaderNames.CSeq) return;
        _from = original._from.Copy();
        _to = original._to.Copy();
        _cseq = original._cseq.Copy();
    }

    /// <summary>All headers.</summary>
    public HeaderList Headers { get; }

    /// <summary>The body, raw.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The topmost Via.</summary>
    public Via? TopVia => Vias is [var top, ..] ? top : null;

    /// <summary>All Vias, the nearest hop first.</summary>
    public ImmutableArray<Via> Vias => _vias.Get(this, static message => HeaderReading.Vias(message.Headers));

    /// <summary>From.</summary>
    public NameAddress? From => _from.Get(this, static message => HeaderReading.Address(message.Headers, HeaderNames.From));

    /// <summary>To.</summary>
    public NameAddress? To => _to.Get(this, static message => HeaderReading.Address(message.Headers, HeaderNames.To));

    /// <summary>Call-ID.</summary>
    public string? CallId => Headers.First(HeaderNames.CallId);

    /// <summary>CSeq.</summary>
    public CSeq? CSeq => _cseq.Get(this, static message => CSeq.TryParse(message.Headers.First(HeaderNames.CSeq), out var cseq) ? cseq : null);

    /// <summary>The contacts; empty too where Contact is <c>*</c>.</summary>
    public ImmutableArray<NameAddress> Contacts =>
        _contacts.Get(this, static message => HeaderReading.Addresses(message.Headers, HeaderNames.Contact));

    /// <summary>Whether Contact is <c>*</c>, which in a REGISTER means all bindings.</summary>
    public bool HasWildcardContact => Headers.First(HeaderNames.Contact) == "*";

    /// <summary>The Route set, the next hop first.</summary>
    public ImmutableArray<NameAddress> Routes => _routes.Get(this, static message => HeaderReading.Addresses(message.Headers, HeaderNames.Route));

    /// <summary>The Record-Route set as written.</summary>
    public ImmutableArray<NameAddress> RecordRoutes =>
        _recordRoutes.Get(this, static message => HeaderReading.Addresses(message.Headers, HeaderNames.RecordRoute));

    /// <summary>The Path a REGISTER took (RFC 3327).</summary>
    public ImmutableArray<NameAddress> Path => HeaderReading.Addresses(Headers, HeaderNames.Path);

    /// <summary>Who the caller is, as a trusted peer says (RFC 3325).</summary>
    public ImmutableArray<NameAddress> AssertedIdentities => HeaderReading.Addresses(Headers, HeaderNames.PAssertedIdentity);

    /// <summary>The same in the way of before RFC 3325: who calls or is called, with whether he hides himself.</summary>
    public ImmutableArray<NameAddress> RemoteParties => HeaderReading.Addresses(Headers, HeaderNames.RemotePartyId);

    /// <summary>The privacy asked for: values such as <c>id</c>, <c>user</c>, <c>none</c> (RFC 3323); empty where the header is absent.</summary>
    public ImmutableArray<string> Privacy => HeaderReading.Tokens(Headers, HeaderNames.Privacy, ';');

    /// <summary>Max-Forwards, 0 to 255; null where absent or malformed, which RFC 4475 3.1.2.4 lets pass as absent.</summary>
    public int? MaxForwards => (int?)HeaderReading.Number(Headers, HeaderNames.MaxForwards, 255);

    /// <summary>Expires in seconds; null where absent, malformed or above 2³²−1.</summary>
    public uint? Expires => (uint?)HeaderReading.Number(Headers, HeaderNames.Expires, uint.MaxValue);

    /// <summary>Min-Expires in seconds.</summary>
    public uint? MinExpires => (uint?)HeaderReading.Number(Headers, HeaderNames.MinExpires, uint.MaxValue);

    /// <summary>Content-Length as written; null where absent or malformed.</summary>
    public int? ContentLength => (int?)HeaderReading.Number(Headers, HeaderNames.ContentLength, int.MaxValue);

    /// <summary>The type and subtype of the body in lower case, without parameters; null where absent.</summary>
    public string? ContentType => HeaderReading.MediaType(Headers);

    /// <summary>The option tags required.</summary>
    public ImmutableArray<string> Require => HeaderReading.Tokens(Headers, HeaderNames.Require, ',');

    /// <summary>The option tags a proxy must know.</summary>
    public ImmutableArray<string> ProxyRequire => HeaderReading.Tokens(Headers, HeaderNames.ProxyRequire, ',');

    /// <summary>The option tags supported.</summary>
    public ImmutableArray<string> Supported => HeaderReading.Tokens(Headers, HeaderNames.Supported, ',');

    /// <summary>The methods allowed.</summary>
    public ImmutableArray<string> Allow => HeaderReading.Tokens(Headers, HeaderNames.Allow, ',');

    /// <summary>The media types accepted, as written.</summary>
    public ImmutableArray<string> Accept => HeaderReading.Tokens(Headers, HeaderNames.Accept, ',');

    /// <summary>The request or status line, without its line end.</summary>
    public abstract string StartLine { get; }

    /// <summary>The start line: what a log may say of a message.</summary>
    public override string ToString() => StartLine;
}
