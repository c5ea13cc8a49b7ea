using System.Net;
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

    /// <summary>Requests longer than this go over TCP where the peer can be reached by it (RFC 3261 18.1.1). Bytes; default 1300.</summary>
    public int LargestDatagram { get; init; } = 1300;

    /// <summary>The clock of what is not on the loop: the gate.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of what a handler threw; the call it threw for has been ended. On the loop.</summary>
    public Action<Exception> OnFault { get; init; } = static _ => { };
}
