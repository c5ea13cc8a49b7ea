using System.Collections.Immutable;
using System.Net;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transport;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Calls;

/// <summary>Where a leg goes, and how it is to look there.</summary>
/// <param name="Endpoint">The station or line.</param>
/// <param name="Uri">The Request-URI.</param>
internal sealed record CalleeTarget(Endpoint Endpoint, SipUri Uri)
{
    /// <summary>The name shown as the caller's; null for none.</summary>
    public string? CallerName { get; init; }

    /// <summary>The number or account shown as the caller's; null: anonymous.</summary>
    public string? CallerUser { get; init; }

    /// <summary>The host of the caller's address; null: our own.</summary>
    public string? CallerHost { get; init; }

    /// <summary>The flow of a registered phone; null for a gateway.</summary>
    public Flow? Flow { get; init; }

    /// <summary>The proxies by which a phone registered.</summary>
    public ImmutableArray<NameAddress> Route { get; init; } = [];

    /// <summary>For a gateway that asks who we are.</summary>
    public DigestCredentials? Credentials { get; init; }

    /// <summary>More headers.</summary>
    public ImmutableArray<SipHeader> Headers { get; init; } = [];

    /// <summary>The codecs it may be offered, best first; none: all that will do.</summary>
    public ImmutableArray<SdpCodec> Codecs { get; init; } = [];

    /// <summary>The number dialled outside (N5).</summary>
    public string Number { get; init; } = "";

    /// <summary>The INVITE.</summary>
    /// <param name="local">Our address as the callee sees it.</param>
    /// <param name="offer">Our offer.</param>
    public InviteRequest Invite(IPAddress local, SessionDescription offer) => new()
    {
        Target = Uri,
        From = From(local),
        Offer = offer,
        Flow = Flow,
        Route = Route,
        Credentials = Credentials,
        Headers = Headers,
    };

    // RFC 3323 4.1.1.3 fixes how nobody is written.
    private NameAddress From(IPAddress local) => CallerUser is null
        ? new NameAddress(CallerName ?? "Anonymous", SipUri.Sip("anonymous", "anonymous.invalid"))
        : new NameAddress(CallerName, SipUri.Sip(CallerUser, CallerHost ?? local.ToString()));
}
