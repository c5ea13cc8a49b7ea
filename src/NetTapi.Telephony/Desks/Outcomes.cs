using NetTapi.Telephony.Records;

namespace NetTapi.Telephony.Desks;

/// <summary>What became of an interest (N2).</summary>
public enum InterestOutcome
{
    /// <summary>It is registered.</summary>
    Ok,

    /// <summary>No such user.</summary>
    NoSuchUser,

    /// <summary>The asker may not watch him.</summary>
    NotPermitted,
}

/// <summary>What became of a dial command (C3), in the order the failures are looked for.</summary>
public enum DialResult
{
    /// <summary>The user's phone rings.</summary>
    Ok,

    /// <summary>No such user.</summary>
    NoSuchUser,

    /// <summary>The asker may not dial for him.</summary>
    NotPermitted,

    /// <summary>The address is not an access code and a number.</summary>
    InvalidNumber,

    /// <summary>No such trunk group, or no default one.</summary>
    NoSuchTrunkGroup,

    /// <summary>No line of the group is free.</summary>
    AllLinesBusy,

    /// <summary>No station of the user is registered.</summary>
    NoPhoneRegistered,

    /// <summary>Nothing came from the phone in time.</summary>
    PhoneDoesNotAnswer,

    /// <summary>The user is dialling already.</summary>
    DialInProgress,
}

/// <summary>What is known of a call for the user meant (Q1, Q2, Q9).</summary>
public abstract record CallInfoResult;

/// <summary>The user meant is still in the call (Q1).</summary>
public sealed record CallNotCompleted : CallInfoResult;

/// <summary>The figures (Q2).</summary>
public sealed record CallCompleted(StayRecord Stay) : CallInfoResult;

/// <summary>No such call, or none that may be asked for: the two look alike (Q9).</summary>
public sealed record NoSuchCall : CallInfoResult;
