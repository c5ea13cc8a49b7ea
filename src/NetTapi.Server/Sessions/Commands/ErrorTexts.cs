using NetTapi.Telephony.Desks;

namespace NetTapi.Server.Sessions.Commands;

/// <summary>The exact texts of <c>&lt;err=…&gt;</c> (N2, C3); null where all went well.</summary>
internal static class ErrorTexts
{
    private const string NoSuchUser = "no such user";
    private const string NotPermitted = "not permitted";

    /// <summary>N2.</summary>
    public static string? Of(InterestOutcome outcome) => outcome switch
    {
        InterestOutcome.Ok => null,
        InterestOutcome.NoSuchUser => NoSuchUser,
        InterestOutcome.NotPermitted => NotPermitted,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
    };

    /// <summary>C3.</summary>
    public static string? Of(DialResult result) => result switch
    {
        DialResult.Ok => null,
        DialResult.NoSuchUser => NoSuchUser,
        DialResult.NotPermitted => NotPermitted,
        DialResult.InvalidNumber => "invalid number",
        DialResult.NoSuchTrunkGroup => "no such trunk group",
        DialResult.AllLinesBusy => "all lines busy",
        DialResult.NoPhoneRegistered => "no phone registered",
        DialResult.PhoneDoesNotAnswer => "phone does not answer",
        DialResult.DialInProgress => "dial in progress",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, null),
    };
}
