using System.Collections.Immutable;

namespace NetTapi.Client;

/// <summary>The answer to a question about a call (Q1).</summary>
/// <param name="Serial">The call's serial.</param>
public abstract record CallInformationResult(int Serial);

/// <summary>The user meant is still in the call (Q1).</summary>
/// <param name="Serial">The call's serial.</param>
public sealed record CallNotCompleted(int Serial) : CallInformationResult(Serial);

/// <summary>There is no such call, or one may not ask about it: the two look alike (Q9).</summary>
/// <param name="Serial">The call's serial.</param>
public sealed record NoSuchCall(int Serial) : CallInformationResult(Serial);

/// <summary>A call up to the moment the user left it (Q2–Q5).</summary>
/// <param name="Serial">The call's serial.</param>
public sealed record CallInformation(int Serial) : CallInformationResult(Serial)
{
    /// <summary>Whether the call came from outside; else it went there (Q3).</summary>
    public required bool IsIncoming { get; init; }

    /// <summary>When it began, in the server's time zone (Q3).</summary>
    public required DateTime StartTime { get; init; }

    /// <summary>From the beginning to the user's leaving (Q4).</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How long it rang (Q4).</summary>
    public required TimeSpan RingTime { get; init; }

    /// <summary>How long it was on hold or parked (Q4).</summary>
    public required TimeSpan HoldTime { get; init; }

    /// <summary>What the user entered (Q11).</summary>
    public required string JobCode { get; init; }

    /// <summary>What the user entered (Q11).</summary>
    public required string Note { get; init; }

    /// <summary>Who took part, in the order they joined (Q5).</summary>
    public required ImmutableArray<CallParty> Parties { get; init; }

    /// <summary>Paths of the recordings, in the order they began (Q2).</summary>
    public required ImmutableArray<string> Recordings { get; init; }
}

/// <summary>One party of a call (Q5, Q7).</summary>
/// <param name="IsLine">Whether it is an outside line; else a station.</param>
/// <param name="DeviceIndex">Number of the line or station.</param>
/// <param name="Number">Outside number, or the user's uid.</param>
/// <param name="Name">Caller's or user's name; <c>Unknown</c> where there is none.</param>
/// <param name="Duration">How long it was in the call.</param>
/// <param name="RingTime">How long it rang itself.</param>
public sealed record CallParty(bool IsLine, int DeviceIndex, string Number, string Name, TimeSpan Duration, TimeSpan RingTime);
