using System.Collections.Immutable;
using System.Net;
using NetTapi.Sip.Messages;

namespace NetTapi.Switch;

/// <summary>How the built-in phone system behaves.</summary>
public sealed record SwitchOptions
{
    /// <summary>The realm phones authenticate in (<c>Sip:Realm</c>).</summary>
    public string Realm { get; init; } = "nettapi";

    /// <summary>
    /// The hashes phones may prove their password with, best first (<c>Sip:DigestAlgorithms</c>). Default MD5 alone: there are phones that give up registering when another is offered beside it.
    /// </summary>
    public ImmutableArray<DigestAlgorithm> DigestAlgorithms { get; init; } = [DigestAlgorithm.Md5];

    /// <summary>How long the phones of a user ring before the caller is told that nobody answers (<c>Switch:RingTimeout</c>); default 45 s.</summary>
    public TimeSpan RingTimeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long the outside may ring before we give up: longer than any network's own limit (RFC 3261 timer C); default 3 minutes.</summary>
    public TimeSpan OutsideRingTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long a phone may stay silent at a click-to-dial (C3: 2 s).</summary>
    public TimeSpan PhoneResponseTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a user whose click-to-dial failed hears the busy tone before we hang up; default 5 s.</summary>
    public TimeSpan BusyToneTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The address peers are told where ours is behind NAT (<c>Sip:AdvertisedAddress</c>): media is described with it, and received on any address.</summary>
    public IPAddress? AdvertisedAddress { get; init; }
}
