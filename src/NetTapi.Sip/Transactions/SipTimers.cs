namespace NetTapi.Sip.Transactions;

/// <summary>The timers of SIP (RFC 3261 17, table 4).</summary>
public sealed record SipTimers
{
    /// <summary>The RFC's values.</summary>
    public static readonly SipTimers Default = new();

    /// <summary>An estimate of the round trip. Default 500 ms.</summary>
    public TimeSpan T1 { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause between retransmissions of a request other than INVITE, and of responses to INVITE. Default 4 s.</summary>
    public TimeSpan T2 { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a message may stay in the network. Default 5 s.</summary>
    public TimeSpan T4 { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a transaction waits for an answer: 64 T1 (timers B, F, H, J, L, M).</summary>
    public TimeSpan Patience => 64 * T1;

    /// <summary>How long a refused INVITE absorbs retransmissions of the refusal over UDP (timer D).</summary>
    public TimeSpan D { get; init; } = TimeSpan.FromSeconds(32);

    /// <summary>A pause doubled, up to T2.</summary>
    public TimeSpan Next(TimeSpan pause) => 2 * pause < T2 ? 2 * pause : T2;
}
