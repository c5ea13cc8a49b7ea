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
        NoticeUnits.WriteIncoming(ref units, uid, slot, serial, callerName, callerNumber);
        units.End();
    }

    /// <summary>Writes the start notice of a call to the outside (N5). Allocates nothing.</summary>
    public static void WriteOutgoingCall(IBufferWriter<byte> output, WireEncoding encoding, string uid, int slot, int serial, string calledNumber)
    {
        var units = new UnitWriter(output, encoding, '#');
        NoticeUnits.WriteOutgoing(ref units, uid, slot, serial, calledNumber);
        units.End();
    }

    /// <summary>Writes the end notice of a call (N6). Allocates nothing.</summary>
    public static void WriteCallEnded(IBufferWriter<byte> output, WireEncoding encoding, string uid, int slot, int serial)
    {
        var units = new UnitWriter(output, encoding, '#');
        NoticeUnits.WriteEnded(ref units, uid, slot, serial);
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
