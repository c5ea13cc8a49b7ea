using NetTapi.Telephony.Notices;

namespace NetTapi.Server.Sessions.FanOut;

/// <summary>A notice and its bytes, made once for each encoding, when first asked for. Safe for use from several threads.</summary>
internal sealed class EncodedNotice(Notice notice)
{
    /// <summary>What is said.</summary>
    public Notice Notice { get; } = notice;
}
