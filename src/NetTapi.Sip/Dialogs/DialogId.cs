namespace NetTapi.Sip.Dialogs;

/// <summary>What identifies a dialog at one of its ends (RFC 3261 12).</summary>
public readonly record struct DialogId(string CallId, string LocalTag, string RemoteTag);

/// <summary>How far a dialog is.</summary>
public enum DialogState
{
    /// <summary>Made by a provisional response.</summary>
    Early,

    /// <summary>Made, or confirmed, by a 2xx.</summary>
    Confirmed,

    /// <summary>Over.</summary>
    Ended,
}
