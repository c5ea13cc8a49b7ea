namespace NetTapi.Server.Sessions.Outbound;

/// <summary>Why a session was cut off (N12).</summary>
internal enum CutOff
{
    /// <summary>More waits for it than a session may hold.</summary>
    QueueFull,

    /// <summary>It is beyond its own share, and the pool for all sessions is used up.</summary>
    TotalFull,

    /// <summary>A send did not get through in time.</summary>
    SendTimeout,

    /// <summary>The fan-out itself is behind.</summary>
    FanOutFull,
}

/// <summary>The reasons in the administrator's words.</summary>
internal static class CutOffWords
{
    /// <summary>A reason in words: the fault is not always the application's.</summary>
    public static string Words(this CutOff reason) => reason switch
    {
        CutOff.QueueFull => "it does not read, and more waits for it than NetTapi:OutboundQueueBytes allows",
        CutOff.TotalFull => "it reads too slowly, and what waits for all connections is at NetTapi:OutboundTotalBytes",
        CutOff.SendTimeout => "it takes nothing: a send did not get through in time",
        _ => "the server itself is behind with its notices, and this one would be missing; the application is not at fault",
    };
}
