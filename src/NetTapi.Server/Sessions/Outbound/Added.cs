namespace NetTapi.Server.Sessions.Outbound;

/// <summary>What became of bytes handed to a session's queue.</summary>
internal enum Added
{
    /// <summary>The session takes nothing any more.</summary>
    Refused,

    /// <summary>They wait, and whoever added them sees to their being sent.</summary>
    First,

    /// <summary>They wait behind others, and go with those.</summary>
    Behind,
}
