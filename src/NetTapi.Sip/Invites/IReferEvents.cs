namespace NetTapi.Sip.Invites;

/// <summary>What becomes of a REFER of ours. On the loop. After <see cref="OnRefused"/> or <see cref="OnCompleted"/> nothing more is told.</summary>
public interface IReferEvents
{
    /// <summary>The peer will call, and tell what becomes of it.</summary>
    void OnAccepted()
    {
        // What it comes to is told next.
    }

    /// <summary>The peer does not want to: its status; 408 where it did not answer, 481 where the call is over.</summary>
    void OnRefused(int status, string reason);

    /// <summary>How the peer's call gets on: 100 to 199.</summary>
    void OnProgress(int status, string reason)
    {
        // Most wait for the end.
    }

    /// <summary>What the peer's call came to: its final status; 202 where the peer said no more than that it would call, 408 where it said nothing for long.</summary>
    void OnCompleted(int status, string reason);
}
