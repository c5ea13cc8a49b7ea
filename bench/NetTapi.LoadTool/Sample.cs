namespace NetTapi.LoadTool;

/// <summary>The notice that is fanned out, with a time stamp for the caller's name.</summary>
internal static class Sample
{
    public const string Uid = "107";
    public const string CallerNumber = "9729859901";

    /// <summary>The message as it is on the wire.</summary>
    public static string Notice(long stamp, int serial) =>
        $"#<uid={Uid}><call=1><incoming_outside_call><caller_name={stamp}><caller_number={CallerNumber}><serial={serial}>\u0004";
}
