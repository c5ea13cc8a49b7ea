using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch;

/// <summary>Told what an administrator should know of and no fact says: for the log and the counters. On the loop; must return at once.</summary>
public interface ISwitchJournal
{
    /// <summary>Nothing came from a party for too long.</summary>
    /// <param name="call">The call.</param>
    /// <param name="party">The party.</param>
    /// <param name="limit">For how long.</param>
    /// <param name="isEnded">Whether it is ended for that, or kept.</param>
    void MediaLost(CallKey call, Endpoint party, TimeSpan limit, bool isEnded)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A prompt of a script of the auto-attendant can't be played; callers go without it.</summary>
    void PromptMissing(string script, string file)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A recording ended before its time: the disk is full, or fails. The call goes on.</summary>
    void RecordingFailed(string file, string reason)
    {
        // Not everybody keeps a journal.
    }
}

/// <summary>What becomes of a call from one of whose parties nothing comes any more.</summary>
public enum MediaTimeoutAction
{
    /// <summary>The party is hung up.</summary>
    End,

    /// <summary>It is only said so.</summary>
    Keep,
}
