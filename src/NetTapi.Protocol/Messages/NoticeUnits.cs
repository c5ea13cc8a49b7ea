namespace NetTapi.Protocol.Messages;

/// <summary>The units of notices, in their order (N4–N6): written for a message object and without one.</summary>
internal static class NoticeUnits
{
    public static void WriteIncoming(ref UnitWriter units, string uid, int slot, int serial, string callerName, string callerNumber)
    {
        units.Text("uid"u8, uid);
        units.Number("call"u8, slot);
        units.Keyword("incoming_outside_call"u8);
        units.Text("caller_name"u8, callerName);
        units.Text("caller_number"u8, callerNumber);
        units.Number("serial"u8, serial);
    }

    public static void WriteOutgoing(ref UnitWriter units, string uid, int slot, int serial, string calledNumber)
    {
        units.Text("uid"u8, uid);
        units.Number("call"u8, slot);
        units.Keyword("outgoing_outside_call"u8);
        units.Text("called_number"u8, calledNumber);
        units.Number("serial"u8, serial);
    }

    public static void WriteEnded(ref UnitWriter units, string uid, int slot, int serial)
    {
        units.Text("uid"u8, uid);
        units.Number("call"u8, slot);
        units.Number("serial"u8, serial);
        units.Keyword("end"u8);
    }
}
