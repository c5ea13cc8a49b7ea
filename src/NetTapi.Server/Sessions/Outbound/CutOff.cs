namespace NetTapi.Server.Sessions.Outbound;

/// <summary>Why a session that does not read was cut off (N12).</summary>
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
