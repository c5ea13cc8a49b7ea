namespace NetTapi.Telephony.Tests.Offices;

/// <summary>Notices as the wire has them (N4–N6).</summary>
internal static class Wire
{
    public static string In(string uid, int slot, int serial, string name = "FACETCORP", string number = "9729859901") =>
        $"#<uid={uid}><call={slot}><incoming_outside_call><caller_name={name}><caller_number={number}><serial={serial}>";

    public static string Out(string uid, int slot, int serial, string number = "9728441111") =>
        $"#<uid={uid}><call={slot}><outgoing_outside_call><called_number={number}><serial={serial}>";

    public static string End(string uid, int slot, int serial) => $"#<uid={uid}><call={slot}><serial={serial}><end>";
}
