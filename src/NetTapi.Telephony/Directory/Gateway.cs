using System.Collections.Immutable;

namespace NetTapi.Telephony.Directory;

/// <summary>A gateway: the way to the outside over SIP.</summary>
public sealed record Gateway
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>SIP URI to which calls are sent.</summary>
    public required string Address { get; init; }

    /// <summary>Who may send calls as this gateway: addresses or networks, each with an optional port.</summary>
    public ImmutableArray<string> AcceptFrom { get; init; } = [];

    /// <summary>Digest user name, or null.</summary>
    public string? Username { get; init; }

    /// <summary>Digest password, or null.</summary>
    public string? Password { get; init; }

    /// <summary>Whether the gateway wants us registered.</summary>
    public bool Register { get; init; }

    /// <summary>Whether <c>play_dtmf</c> works on its lines (C5).</summary>
    public bool GenerateIncallDtmf { get; init; }

    /// <summary>Its lines.</summary>
    public ImmutableArray<LineNumber> Lines { get; init; } = [];

    /// <summary>What is done to the numbers of calls from it, the caller's and the one dialled; the first rule that matches counts.</summary>
    public ImmutableArray<NumberRule> NumbersIn { get; init; } = [];

    /// <summary>What is done to numbers called through it; the first rule that matches counts.</summary>
    public ImmutableArray<NumberRule> NumbersOut { get; init; } = [];

    /// <summary>How often it is asked by OPTIONS whether it is there; zero: never, and it counts as there.</summary>
    public TimeSpan Watch { get; init; }

    /// <summary>The codecs offered to it, best first; none: the switch's own list.</summary>
    public ImmutableArray<VoiceCodec> Codecs { get; init; } = [];
}
