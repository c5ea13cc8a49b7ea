using System.Collections.Immutable;
using System.Net;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Transactions;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Agents;

/// <summary>How a user agent behaves.</summary>
public sealed record UserAgentOptions
{
    /// <summary>What it calls itself in User-Agent and Server.</summary>
    public string Product { get; init; } = "NetTapi";

    /// <summary>The user part of its Contact.</summary>
    public string ContactUser { get; init; } = "nettapi";

    /// <summary>The address peers beyond this machine are told, where ours is behind NAT; null: the one packets leave from.</summary>
    public IPAddress? AdvertisedAddress { get; init; }

    /// <summary>The timers.</summary>
    public SipTimers Timers { get; init; } = SipTimers.Default;

    /// <summary>What may knock.</summary>
    public GateOptions Gate { get; init; } = new();

    /// <summary>How long a call may go on without a sign of life (RFC 4028); null or zero: for ever, and the extension is not offered. Default 30 minutes.</summary>
    public TimeSpan? SessionExpires { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The shortest such time we agree to, at least 90 s; a caller who asks for less is told (422). Default 90 s.</summary>
    public TimeSpan MinimumSessionExpires { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Whether provisional responses may be reliable (RFC 3262). Default yes.</summary>
    public bool ReliableProvisionals { get; init; } = true;

    /// <summary>Requests longer than this go over TCP where the peer can be reached by it (RFC 3261 18.1.1). Bytes; default 1300.</summary>
    public int LargestDatagram { get; init; } = 1300;

    /// <summary>The clock of what is not on the loop: the gate.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of what a handler threw; the call it threw for has been ended. On the loop.</summary>
    public Action<Exception> OnFault { get; init; } = static _ => { };

    /// <summary>The times of session timers.</summary>
    internal SessionIntervals Intervals => new(SessionExpires > TimeSpan.Zero ? SessionExpires : null, MinimumSessionExpires);

    /// <summary>The extensions of calls these make present.</summary>
    internal ImmutableArray<SipExtension> Extensions
    {
        get
        {
            ImmutableArray<SipExtension> present = [SipExtension.Replaces, SipExtension.Referral];
            if (ReliableProvisionals) present = present.Add(ReliableResponses.Extension);
            return Intervals.Wanted is null ? present : present.Add(SessionTimer.Extension);
        }
    }
}
