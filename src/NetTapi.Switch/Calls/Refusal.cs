using System.Collections.Immutable;
using NetTapi.Sip.Messages;

namespace NetTapi.Switch.Calls;

/// <summary>Why a party can't be had, in SIP's terms.</summary>
/// <param name="Status">The status, 400 to 699.</param>
/// <param name="Reason">In words; the customary ones where null.</param>
internal sealed record Refusal(int Status, string? Reason = null)
{
    /// <summary>The number dialled leads nowhere.</summary>
    public static readonly Refusal NoSuchNumber = new(404);

    /// <summary>Nobody answers, or there is no phone to ring.</summary>
    public static readonly Refusal NotAvailable = new(480);

    /// <summary>The user does not want to be rung, or is on the phone.</summary>
    public static readonly Refusal Busy = new(486);

    /// <summary>The call goes nowhere, as the directory wants it.</summary>
    public static readonly Refusal Declined = new(603);

    /// <summary>It was sent on so often that it must be going in a circle.</summary>
    public static readonly Refusal TooManyHops = new(483);

    /// <summary>No port for media.</summary>
    public static readonly Refusal NoMedia = new(503, "No Media Port Free");

    /// <summary>No common codec.</summary>
    public static readonly Refusal NoCodec = new(488);

    /// <summary>None of the caller's codecs may be offered to that gateway.</summary>
    public static readonly Refusal NoCodecThere = new(488) { WayFault = 488 };

    /// <summary>We are closing down.</summary>
    public static readonly Refusal Stopping = new(503, "Shutting Down");

    /// <summary>No line is free (Q.850 cause 34: no circuit available).</summary>
    public static readonly Refusal AllLinesBusy = new(503, "All Lines Busy") { Headers = [new SipHeader(HeaderNames.Reason, "Q.850;cause=34;text=\"All lines busy\"")] };

    /// <summary>The gateway's address was not found.</summary>
    public static readonly Refusal GatewayNotFound = new(503, "Gateway Not Found") { WayFault = 503 };

    /// <summary>No gateway can be called (Q.850 cause 38: network out of order).</summary>
    public static readonly Refusal NoGateway = new(503, "No Gateway In Service") { Headers = [new SipHeader(HeaderNames.Reason, "Q.850;cause=38;text=\"Network out of order\"")] };

    /// <summary>What a gateway said, where it is the way there that failed and not who was called that refused: another gateway may do (RFC 3261 21.5.4). 0 where the party refused.</summary>
    public int WayFault { get; init; }

    /// <summary>What the phone that refused was told to send its calls to, as it would dial that; null: nothing.</summary>
    public string? ForwardedTo { get; init; }

    /// <summary>Headers to go with it.</summary>
    public ImmutableArray<SipHeader> Headers { get; init; } = [];

    /// <summary>What the far end's refusal means to who waits here. What concerns only us and the far end is not passed on.</summary>
    public static Refusal Of(int status, string reason) => status switch
    {
        408 => NotAvailable with { WayFault = status },
        < 400 or 487 => NotAvailable,
        401 or 407 => new Refusal(503, "Gateway Refuses Our Credentials") { WayFault = status },
        430 or 500 or 502 or 503 or 504 => new Refusal(status, reason) { WayFault = status },
        _ => new Refusal(status, reason),
    };

    /// <summary>Of two phones' refusals, the one that says more: a decision for all of them, then busy, then the first.</summary>
    public static Refusal Worse(Refusal? one, Refusal other) => one is null || Weight(other) > Weight(one) ? other : one;

    private static int Weight(Refusal refusal) => refusal.Status switch
    {
        >= 600 => 3,
        _ when refusal.ForwardedTo is not null => 2,
        486 => 1,
        _ => 0,
    };
}
