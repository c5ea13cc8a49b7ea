using System.Collections.Immutable;
using System.Globalization;
using NetTapi.Loop;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Invites;

/// <summary>A call to be made.</summary>
public sealed record InviteRequest
{
    /// <summary>Whom to call.</summary>
    public required SipUri Target { get; init; }

    /// <summary>Who calls, without a tag.</summary>
    public required NameAddress From { get; init; }

    /// <summary>Who is called, as people say it; the target where null.</summary>
    public NameAddress? To { get; init; }

    /// <summary>Our offer; null: the peer makes one.</summary>
    public SessionDescription? Offer { get; init; }

    /// <summary>Where to send it whatever the target says: the flow of a registered phone. Null: the target is looked up.</summary>
    public Flow? Flow { get; init; }

    /// <summary>Proxies to go by, the next one first.</summary>
    public ImmutableArray<NameAddress> Route { get; init; } = [];

    /// <summary>Credentials for a 401 or 407; null: refusals stand.</summary>
    public DigestCredentials? Credentials { get; init; }

    /// <summary>The call of the peer's that this one is to take the place of (RFC 3891); null: none.</summary>
    public Replaces? Replaces { get; init; }

    /// <summary>How many hops it may take, 0 to 255 (RFC 3261 8.1.1.6).</summary>
    public int MaxForwards { get; init; } = 70;

    /// <summary>More headers.</summary>
    public ImmutableArray<SipHeader> Headers { get; init; } = [];

    /// <summary>The INVITE, with a new Call-ID and tag; complete but for Via and Contact.</summary>
    internal SipRequest ToRequest(Entropy entropy)
    {
        List<SipHeader> headers =
        [
            new(HeaderNames.MaxForwards, MaxForwards.ToString(CultureInfo.InvariantCulture)),
            new(HeaderNames.From, From.WithTag(entropy.Hex(8)).ToString()),
            new(HeaderNames.To, (To ?? new NameAddress(Target)).ToString()),
            new(HeaderNames.CallId, entropy.Hex(16)),
            new(HeaderNames.CSeq, new CSeq(1, SipMethods.Invite).ToString()),
        ];
        headers.AddRange(Route.Select(route => new SipHeader(HeaderNames.Route, route.ToString())));
        headers.AddRange(Headers);
        if (Replaces is { } replaces)
        {
            headers.Add(new(HeaderNames.Replaces, replaces.ToString()));
            headers.Add(new(HeaderNames.Require, SipExtension.Replaces.Tag));
        }

        var request = new SipRequest(SipMethods.Invite, Target, new HeaderList(headers));
        return Offer is { } offer ? request.WithBody(SessionDescription.ContentType, offer.ToBytes()) : request;
    }
}
