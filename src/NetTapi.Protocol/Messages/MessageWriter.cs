using System.Buffers;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Requests;

namespace NetTapi.Protocol.Messages;

/// <summary>Writes messages, each with its terminator. Notices and short responses are written without making an object.</summary>
public static class MessageWriter
{
    /// <summary>Writes what an application asks for.</summary>
    public static void Write(IBufferWriter<byte> output, Request request, WireEncoding encoding)
    {
        var units = new UnitWriter(output, encoding, request.Verb is Verb.CallInfo or Verb.CallerId ? '?' : '!');
        request.WriteUnits(ref units);
        units.End();
    }

    /// <summary>Writes what the server says.</summary>
    public static void Write(IBufferWriter<byte> output, ServerMessage message, WireEncoding encoding)
    {
        var units = new UnitWriter(output, encoding, '#');
        message.WriteUnits(ref units);
        units.End();
    }

    /// <summary>Writes the start notice of a call from outside (N4). Allocates nothing.</summary>
    public static void WriteIncomingCall(
        IBufferWriter<byte> output, WireEncoding encoding, string uid, int slot, int serial, string callerName, string callerNumber)
    {
        var units = new UnitWriter(output, encoding, '#');
        units.Text("uid"u8, uid);
        units.Number("call"u8, slot);
        units.Keyword("incoming_outside_call"u8);
        units.Text("caller_name"u8, callerName);
        units.Text("caller_number"u8, callerNumber);
        units.Number("serial"u8, serial);
        units.End();
    }

    /// <summary>Writes the start notice of a call to the outside (N5). Allocates nothing.</summary>
    public static void WriteOutgoingCall(IBufferWriter<byte> output, WireEncoding encoding, string uid, int slot, int serial, string calledNumber)
    {
        var units = new UnitWriter(output, encoding, '#');
        units.Text("uid"u8, uid);
        units.Number("call"u8, slot);
        units.Keyword("outgoing_outside_call"u8);
        units.Text("called_number"u8, calledNumber);
        units.Number("serial"u8, serial);
        units.End();
    }

    /// <summary>Writes the end notice of a call (N6). Allocates nothing.</summary>
    public static void WriteCallEnded(IBufferWriter<byte> output, WireEncoding encoding, string uid, int slot, int serial)
    {
        var units = new UnitWriter(output, encoding, '#');
        units.Text("uid"u8, uid);
        units.Number("call"u8, slot);
        units.Number("serial"u8, serial);
        units.Keyword("end"u8);
        units.End();
    }

    /// <summary>Writes a failure: <c>#&lt;VERB&gt;&lt;err=TEXT&gt;</c> (S5).</summary>
    public static void WriteError(IBufferWriter<byte> output, WireEncoding encoding, ResponseHead head, string error)
    {
        var units = new UnitWriter(output, encoding, '#');
        units.Head(head);
        units.Text("err"u8, error);
        units.End();
    }

    /// <summary>Writes that a message could not be read: <c>#&lt;err=TEXT&gt;</c> (W7).</summary>
    public static void WriteFault(IBufferWriter<byte> output, ProtocolFault fault) =>
        WriteError(output, WireEncoding.Utf8, default, fault.Text());
}
