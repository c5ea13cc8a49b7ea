using System.Collections.Frozen;
using System.Text;

namespace NetTapi.Sip.Messages;

/// <summary>The header names this library knows, with their compact forms (RFC 3261 7.3.3). Names are compared without case.</summary>
public static class HeaderNames
{
    /// <summary>Via, compact v.</summary>
    public const string Via = "Via";

    /// <summary>From, compact f.</summary>
    public const string From = "From";

    /// <summary>To, compact t.</summary>
    public const string To = "To";

    /// <summary>Call-ID, compact i.</summary>
    public const string CallId = "Call-ID";

    /// <summary>CSeq.</summary>
    public const string CSeq = "CSeq";

    /// <summary>Contact, compact m.</summary>
    public const string Contact = "Contact";

    /// <summary>Content-Length, compact l.</summary>
    public const string ContentLength = "Content-Length";

    /// <summary>Content-Type, compact c.</summary>
    public const string ContentType = "Content-Type";

    /// <summary>Max-Forwards.</summary>
    public const string MaxForwards = "Max-Forwards";

    /// <summary>Route.</summary>
    public const string Route = "Route";

    /// <summary>Record-Route.</summary>
    public const string RecordRoute = "Record-Route";

    /// <summary>Allow.</summary>
    public const string Allow = "Allow";

    /// <summary>Supported, compact k.</summary>
    public const string Supported = "Supported";

    /// <summary>Require.</summary>
    public const string Require = "Require";

    /// <summary>Proxy-Require.</summary>
    public const string ProxyRequire = "Proxy-Require";

    /// <summary>Unsupported.</summary>
    public const string Unsupported = "Unsupported";

    /// <summary>Expires.</summary>
    public const string Expires = "Expires";

    /// <summary>Min-Expires.</summary>
    public const string MinExpires = "Min-Expires";

    /// <summary>Accept.</summary>
    public const string Accept = "Accept";

    /// <summary>Accept-Encoding.</summary>
    public const string AcceptEncoding = "Accept-Encoding";

    /// <summary>Accept-Language.</summary>
    public const string AcceptLanguage = "Accept-Language";

    /// <summary>Content-Encoding, compact e.</summary>
    public const string ContentEncoding = "Content-Encoding";

    /// <summary>Content-Disposition.</summary>
    public const string ContentDisposition = "Content-Disposition";

    /// <summary>Content-Language.</summary>
    public const string ContentLanguage = "Content-Language";

    /// <summary>Date.</summary>
    public const string Date = "Date";

    /// <summary>Subject, compact s.</summary>
    public const string Subject = "Subject";

    /// <summary>User-Agent.</summary>
    public const string UserAgent = "User-Agent";

    /// <summary>Server.</summary>
    public const string Server = "Server";

    /// <summary>Warning.</summary>
    public const string Warning = "Warning";

    /// <summary>Retry-After.</summary>
    public const string RetryAfter = "Retry-After";

    /// <summary>Reason.</summary>
    public const string Reason = "Reason";

    /// <summary>Authorization.</summary>
    public const string Authorization = "Authorization";

    /// <summary>WWW-Authenticate.</summary>
    public const string WwwAuthenticate = "WWW-Authenticate";

    /// <summary>Proxy-Authorization.</summary>
    public const string ProxyAuthorization = "Proxy-Authorization";

    /// <summary>Proxy-Authenticate.</summary>
    public const string ProxyAuthenticate = "Proxy-Authenticate";

    /// <summary>Authentication-Info.</summary>
    public const string AuthenticationInfo = "Authentication-Info";

    /// <summary>P-Asserted-Identity.</summary>
    public const string PAssertedIdentity = "P-Asserted-Identity";

    /// <summary>P-Preferred-Identity.</summary>
    public const string PPreferredIdentity = "P-Preferred-Identity";

    /// <summary>Remote-Party-ID, the forerunner of P-Asserted-Identity.</summary>
    public const string RemotePartyId = "Remote-Party-ID";

    /// <summary>Privacy.</summary>
    public const string Privacy = "Privacy";

    /// <summary>Path.</summary>
    public const string Path = "Path";

    /// <summary>Service-Route.</summary>
    public const string ServiceRoute = "Service-Route";

    /// <summary>Event, compact o.</summary>
    public const string Event = "Event";

    /// <summary>Allow-Events, compact u.</summary>
    public const string AllowEvents = "Allow-Events";

    /// <summary>Subscription-State.</summary>
    public const string SubscriptionState = "Subscription-State";

    /// <summary>Refer-To, compact r.</summary>
    public const string ReferTo = "Refer-To";

    /// <summary>Referred-By, compact b.</summary>
    public const string ReferredBy = "Referred-By";

    /// <summary>Refer-Sub (RFC 4488).</summary>
    public const string ReferSub = "Refer-Sub";

    /// <summary>Replaces.</summary>
    public const string Replaces = "Replaces";

    /// <summary>RSeq.</summary>
    public const string RSeq = "RSeq";

    /// <summary>RAck.</summary>
    public const string RAck = "RAck";

    /// <summary>Session-Expires, compact x.</summary>
    public const string SessionExpires = "Session-Expires";

    /// <summary>Min-SE.</summary>
    public const string MinSE = "Min-SE";

    /// <summary>Timestamp.</summary>
    public const string Timestamp = "Timestamp";

    /// <summary>Diversion.</summary>
    public const string Diversion = "Diversion";

    /// <summary>MIME-Version.</summary>
    public const string MimeVersion = "MIME-Version";

    private static readonly (string Name, string? Compact)[] Table =
    [
        (Via, "v"), (From, "f"), (To, "t"), (CallId, "i"), (CSeq, null), (Contact, "m"), (ContentLength, "l"), (ContentType, "c"),
        (MaxForwards, null), (Route, null), (RecordRoute, null), (Allow, null), (Supported, "k"), (Require, null), (ProxyRequire, null),
        (Unsupported, null), (Expires, null), (MinExpires, null), (Accept, null), (AcceptEncoding, null), (AcceptLanguage, null),
        (ContentEncoding, "e"), (ContentDisposition, null), (ContentLanguage, null), (Date, null), (Subject, "s"), (UserAgent, null),
        (Server, null), (Warning, null), (RetryAfter, null), (Reason, null), (Authorization, null), (WwwAuthenticate, null),
        (ProxyAuthorization, null), (ProxyAuthenticate, null), (AuthenticationInfo, null), (PAssertedIdentity, null),
        (PPreferredIdentity, null), (RemotePartyId, null), (Privacy, null), (Path, null), (ServiceRoute, null), (Event, "o"), (AllowEvents, "u"),
        (SubscriptionState, null), (ReferTo, "r"), (ReferredBy, "b"), (Replaces, null), (ReferSub, null), (RSeq, null), (RAck, null), (SessionExpires, "x"),
        (MinSE, null), (Timestamp, null), (Diversion, null), (MimeVersion, null),
    ];

    private static readonly FrozenDictionary<string, string> Known = Spellings().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly int LongestKnown = Table.Max(row => row.Name.Length);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> KnownSpans =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The full, customary spelling of a known name or compact name; an unknown name as it is.</summary>
    public static string Canonical(string name) => Known.GetValueOrDefault(name, name);

    /// <summary>Whether two names mean the same header.</summary>
    public static bool Same(string name, string other) => string.Equals(Canonical(name), Canonical(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>The name as a string, without an allocation where it is spelled in the customary way.</summary>
    /// <param name="name">The name as it came: a token.</param>
    /// <param name="canonical">As <see cref="Canonical"/> has it.</param>
    internal static string Intern(ReadOnlySpan<byte> name, out string canonical)
    {
        if (name.Length <= LongestKnown)
        {
            Span<char> spelled = stackalloc char[name.Length];
            Ascii.ToUtf16(name, spelled, out _);
            if (KnownSpans.TryGetValue(spelled, out var known))
            {
                canonical = known;
                return spelled.SequenceEqual(known) ? known : spelled.ToString();
            }
        }

        return canonical = Encoding.ASCII.GetString(name);
    }

    private static IEnumerable<KeyValuePair<string, string>> Spellings()
    {
        foreach (var (name, compact) in Table)
        {
            yield return new(name, name);
            if (compact is not null) yield return new(compact, name);
        }
    }
}
