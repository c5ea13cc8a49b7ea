using System.Collections.Immutable;
using NetTapi.Sip.Sdp;

namespace NetTapi.Switch.Calls;

/// <summary>What a far end is called with, on behalf of the party that waits for it.</summary>
/// <param name="Codecs">What it may choose from.</param>
/// <param name="Hops">How far its INVITE may go (Max-Forwards): one less than the party's own, so that a call that comes back to us again and again ends (RFC 7332).</param>
internal readonly record struct CallOffer(ImmutableArray<SdpCodec> Codecs, int Hops)
{
    /// <summary>The hops of a call that begins here (RFC 3261 8.1.1.6).</summary>
    public const int AllHops = 70;

    /// <summary>Of a call that begins here.</summary>
    public static CallOffer Own { get; } = new(Calls.Codecs.Produced, AllHops);

    /// <summary>Whether it may be sent at all.</summary>
    public bool MayGoOn => Hops >= 0;
}
