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

    /// <summary>The announcement that a call is recorded can't be played; the recording goes on without it.</summary>
    void AnnouncementMissing(string file)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A recording ended before its time: the disk is full, or fails. The call goes on.</summary>
    void RecordingFailed(string file, string reason)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A gateway can be called from now on, or no longer; told once for each change, and at first.</summary>
    /// <param name="gateway">Its name.</param>
    /// <param name="isUp">Whether it can.</param>
    /// <param name="reason">How that is known, in words.</param>
    void GatewayChanged(string gateway, bool isUp, string reason)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A gateway is none of the directory's any more, or need not be watched.</summary>
    void GatewayForgotten(string gateway)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A call could not be placed on a line, for a reason that is the gateway's and not the called party's.</summary>
    /// <param name="gateway">The gateway's name.</param>
    /// <param name="line">The line.</param>
    /// <param name="status">What it said; 408 where it said nothing.</param>
    /// <param name="isTriedElsewhere">Whether the call is tried on another line.</param>
    void LineFailed(string gateway, LineNumber line, int status, bool isTriedElsewhere)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>Somebody calls for help.</summary>
    /// <param name="number">The emergency number.</param>
    /// <param name="station">Whose phone dialled; null where none did.</param>
    /// <param name="line">The line taken; null where none could be had at all.</param>
    void EmergencyDialled(string number, StationNumber? station, LineNumber? line)
    {
        // Not everybody keeps a journal.
    }

    /// <summary>A call was ended because a call for help needed its line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="call">The call; null where it was a click-to-dial whose phone was not answered yet.</param>
    void LineTakenForEmergency(LineNumber line, CallKey? call)
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
