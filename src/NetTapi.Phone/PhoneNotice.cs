namespace NetTapi.Phone;

/// <summary>What happened at a phone.</summary>
public enum PhoneNoticeKind
{
    /// <summary>Its registration changed.</summary>
    Registration,

    /// <summary>A call began, or its state changed.</summary>
    Call,

    /// <summary>The sought tone began or ended.</summary>
    Tone,

    /// <summary>A digit was heard.</summary>
    Digit,
}

/// <summary>One thing that happened, told on the loop.</summary>
/// <param name="Kind">What.</param>
/// <param name="Call">In which call; null for the registration.</param>
public readonly record struct PhoneNotice(PhoneNoticeKind Kind, PhoneCall? Call);
