using System.Collections.Immutable;
using System.Net;
using NetTapi.Media;
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

    /// <summary>How long a gateway may say nothing at all to a call before another is tried, where there is one; default 4 s.</summary>
    public TimeSpan GatewayResponseTime { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a phone may stay silent at a click-to-dial (C3: 2 s).</summary>
    public TimeSpan PhoneResponseTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a user whose click-to-dial failed hears the busy tone before we hang up; default 5 s.</summary>
    public TimeSpan BusyToneTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a confirmation is heard, and how long a phone that has left its call may take to hang up by itself; default 1.5 s.</summary>
    public TimeSpan ConfirmationTime { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>How long the next digit of a feature code, or of the number behind it, is waited for (<c>Switch:FeatureDigitTimeout</c>); default 3 s.</summary>
    public TimeSpan FeatureDigitTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>After how long the parker of a call is called back, where the directory does not say (<c>Switch:ParkCallBack</c>); default 2 minutes.</summary>
    public TimeSpan ParkCallBack { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long nothing may come from a party that does not hold (<c>Switch:MediaTimeout</c>); null: for ever.</summary>
    public TimeSpan? MediaTimeout { get; init; }

    /// <summary>What becomes of such a party (<c>Switch:MediaTimeoutAction</c>).</summary>
    public MediaTimeoutAction MediaTimeoutAction { get; init; }

    /// <summary>What who is on hold hears (<c>Switch:MusicOnHold</c>); null: a melody of our own.</summary>
    public Sound? MusicOnHold { get; init; }

    /// <summary>Where announcements and the attendant's prompts come from; null: from WAV files.</summary>
    public IPrompts? Prompts { get; init; }

    /// <summary>The clock of the music.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The system's time zone, for opening hours and the days of recordings (<c>System:TimeZone</c>).</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>How calls are recorded.</summary>
    public RecordingOptions Recordings { get; init; } = new();

    /// <summary>Told what an administrator should know of.</summary>
    public ISwitchJournal Journal { get; init; } = NoJournal.Instance;

    /// <summary>The address peers are told where ours is behind NAT (<c>Sip:AdvertisedAddress</c>): media is described with it, and received on any address.</summary>
    public IPAddress? AdvertisedAddress { get; init; }

    private sealed class NoJournal : ISwitchJournal
    {
        public static readonly NoJournal Instance = new();
    }
}
