using NetTapi.Sip.Messages;

namespace NetTapi.Phone;

/// <summary>What a phone does with a call that comes in. Immutable; the usual ones are made by the methods below and changed with <c>with</c>.</summary>
public sealed record AnswerScript
{
    /// <summary>Whether it says that it rings (180), or nothing at all.</summary>
    public bool Rings { get; init; } = true;

    /// <summary>How long it rings before <see cref="Status"/>.</summary>
    public TimeSpan RingTime { get; init; }

    /// <summary>The final answer: 200 takes the call, another refuses it, null leaves it ringing until someone acts or gives up.</summary>
    public int? Status { get; init; }

    /// <summary>Where a <see cref="Status"/> of 3xx sends the caller; null: nowhere, as one of any other status does.</summary>
    public SipUri? RedirectTo { get; init; }

    /// <summary>Whether it rings with sound of its own: 183 with a description, and ringback tone before the answer.</summary>
    public bool EarlyMedia { get; init; }

    /// <summary>Whether it makes sure that its ringing arrives (RFC 3262), where the caller can acknowledge that.</summary>
    public bool Reliable { get; init; }

    /// <summary>How long it talks before it hangs up; null until someone acts.</summary>
    public TimeSpan? TalkTime { get; init; }

    /// <summary>Rings until told otherwise.</summary>
    public static AnswerScript Ring { get; } = new();

    /// <summary>Sends nothing but the 100 that SIP itself sends.</summary>
    public static AnswerScript Ignore { get; } = new() { Rings = false };

    /// <summary>Rings, then takes the call.</summary>
    public static AnswerScript Answer(TimeSpan after = default, TimeSpan? talk = null) => new() { RingTime = after, Status = 200, TalkTime = talk };

    /// <summary>Refuses the call with a status such as 486 (busy) or 603 (declined), at once or after some ringing.</summary>
    public static AnswerScript Reject(int status = 486, TimeSpan after = default) => new() { Rings = after > TimeSpan.Zero, RingTime = after, Status = status };

    /// <summary>Sends the caller elsewhere (302), at once or after some ringing.</summary>
    public static AnswerScript Redirect(SipUri target, TimeSpan after = default) => Reject(302, after) with { RedirectTo = target };
}
