using NetTapi.Telephony;

namespace NetTapi.Switch.Lines;

/// <summary>What holds a line. On the loop.</summary>
internal interface ILineHolder
{
    /// <summary>Whether anything was sent or received on the line yet.</summary>
    bool IsSent { get; }

    /// <summary>The call it is in; null where it is in none yet.</summary>
    CallKey? Call { get; }

    /// <summary>The line is somebody else's now: the call on it is ended.</summary>
    void LoseLine();
}
