namespace NetTapi.Sip.Agents;

/// <summary>What became of an OPTIONS sent to see whether a peer is there.</summary>
/// <param name="Answer">Whether, and how, it was answered.</param>
/// <param name="Status">The peer's final status, whatever it says of OPTIONS; 408 where none came, 503 where nothing could be sent.</param>
/// <param name="RoundTrip">From sending to the outcome.</param>
public readonly record struct PingOutcome(PingAnswer Answer, int Status, TimeSpan RoundTrip)
{
    /// <summary>Whether the peer can be called: it answered, and does not say that it is out of service (503).</summary>
    public bool IsUp => Answer == PingAnswer.Answered && Status != 503;
}

/// <summary>How a ping was answered.</summary>
public enum PingAnswer
{
    /// <summary>The peer answered: it is there.</summary>
    Answered,

    /// <summary>No answer came in time.</summary>
    TimedOut,

    /// <summary>The request could not be sent: the name was not found, or the connection failed.</summary>
    Unreachable,
}
