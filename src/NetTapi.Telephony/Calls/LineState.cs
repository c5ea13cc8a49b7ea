namespace NetTapi.Telephony.Calls;

/// <summary>What a user's phones do. It is not his status: the one is seen, the other chosen.</summary>
public enum LineState
{
    /// <summary>None of them is in a call.</summary>
    Idle,

    /// <summary>A call rings one of them, and he is in none.</summary>
    Ringing,

    /// <summary>He is in a call.</summary>
    InCall,
}
