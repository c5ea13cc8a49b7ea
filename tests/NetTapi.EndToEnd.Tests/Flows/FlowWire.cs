namespace NetTapi.EndToEnd.Tests.Flows;

/// <summary>What the wire says of calls: those of a <see cref="FlowOffice"/>, where no name is given.</summary>
internal static class FlowWire
{
    public const string OutsideNumber = "2148441111";

    /// <summary>A call from outside begins for a user.</summary>
    public static string In(int uid, int serial = 1, int? slot = null, string name = "FACETCORP") =>
        $"#<uid={uid}><call={slot ?? serial}><incoming_outside_call><caller_name={name}><caller_number=9729859901><serial={serial}>";

    /// <summary>A call to the outside begins for a user.</summary>
    public static string Out(int uid, int serial = 1, int? slot = null, string number = OutsideNumber) =>
        $"#<uid={uid}><call={slot ?? serial}><outgoing_outside_call><called_number={number}><serial={serial}>";

    /// <summary>It ends for him.</summary>
    public static string End(int uid, int serial = 1, int? slot = null) => $"#<uid={uid}><call={slot ?? serial}><serial={serial}><end>";

    /// <summary>The first message of a call information.</summary>
    public static string Summary(int serial, char type, string start, string duration, string ring, string held) =>
        $"#<call_info={serial}><call_type={type}><start_time={start}><duration={duration}><ring_time={ring}><hold_time={held}><job_code=><note=>";

    /// <summary>The same, of a call that came from outside on the first morning.</summary>
    public static string Summary(string duration, string ring, string held, int serial = 1) => Summary(serial, 'I', "2006/02/27@15:04:03", duration, ring, held);

    /// <summary>The line by which a call came.</summary>
    public static string Caller(string duration, int serial = 1, int line = 1, string name = "FACETCORP") =>
        $"#<call_info={serial}><party=1><voice_type=L><device_index={line}><party_number=9729859901><party_name={name}><duration={duration}><ring_time=0:00>";

    /// <summary>The line of a number called.</summary>
    public static string Called(int place, string duration, string ring, int serial = 1, int line = 1) =>
        $"#<call_info={serial}><party={place}><voice_type=L><device_index={line}><party_number={OutsideNumber}><party_name=Unknown><duration={duration}><ring_time={ring}>";

    /// <summary>A user at his station.</summary>
    public static string Party(int place, int uid, string duration, string ring, int serial = 1) => Party(place, uid, NameOf(uid), duration, ring, serial);

    /// <summary>A user at his station.</summary>
    public static string Party(int place, int uid, string name, string duration, string ring, int serial = 1) =>
        $"#<call_info={serial}><party={place}><voice_type=S><device_index={uid}><party_number={uid}><party_name={name}><duration={duration}><ring_time={ring}>";

    /// <summary>A recording.</summary>
    public static string File(string path, int serial = 1) => $"#<call_info={serial}><recording_file={path}>";

    /// <summary>The last message of a call information.</summary>
    public static string Done(int serial = 1) => $"#<call_info={serial}><end>";

    private static string NameOf(int uid) => uid switch
    {
        128 => "Ken Adams",
        107 => "Jim Bryant",
        _ => "Eve Cole",
    };
}
