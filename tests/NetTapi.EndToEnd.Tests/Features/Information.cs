namespace NetTapi.EndToEnd.Tests.Features;

/// <summary>Notices, and call information as it is on the wire (Q2), for calls that began when the office opened.</summary>
internal static class Information
{
    /// <summary>The name of the caller from outside, and his number.</summary>
    public const string Caller = "FACETCORP", CallerNumber = "9729859901";

    /// <summary>The start notice of the outside call for a user.</summary>
    /// <param name="uid">The user's.</param>
    /// <param name="serial">The call's; the office's first is 1.</param>
    public static string Start(string uid, int serial = 1) =>
        $"#<uid={uid}><call=1><incoming_outside_call><caller_name={Caller}><caller_number={CallerNumber}><serial={serial}>";

    /// <summary>Its end notice.</summary>
    /// <param name="uid">The user's.</param>
    /// <param name="serial">The call's.</param>
    public static string End(string uid, int serial = 1) => $"#<uid={uid}><call=1><serial={serial}><end>";

    /// <summary>The answer while the user meant is in the call.</summary>
    public static string[] NotCompleted { get; } = ["#<call_info=1><not_completed>"];

    /// <summary>The answer about a call from outside: its figures, and its parties behind the caller, who was there from its beginning.</summary>
    /// <param name="duration">From the call's beginning to the user's leaving.</param>
    /// <param name="ring">How long it rang.</param>
    /// <param name="hold">How long it was on hold.</param>
    /// <param name="members">The others, as <see cref="Member"/> writes them, then recordings.</param>
    public static string[] Of(string duration, string ring, string hold, params string[] members) =>
    [
        $"#<call_info=1><call_type=I><start_time=2006/02/27@15:04:03><duration={duration}><ring_time={ring}><hold_time={hold}><job_code=><note=>",
        $"#<call_info=1><party=1><voice_type=L><device_index=1><party_number={CallerNumber}><party_name={Caller}><duration={duration}><ring_time=0:00>",
        .. members,
        "#<call_info=1><end>",
    ];

    /// <summary>A user who was in the call.</summary>
    public static string Member(int party, string uid, string name, string duration, string ring) =>
        $"#<call_info=1><party={party}><voice_type=S><device_index={uid}><party_number={uid}><party_name={name}><duration={duration}><ring_time={ring}>";

    /// <summary>A recording.</summary>
    public static string Recording(string file) => $"#<call_info=1><recording_file={file}>";
}
