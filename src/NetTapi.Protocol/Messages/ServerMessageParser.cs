using System.Globalization;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Framing;

namespace NetTapi.Protocol.Messages;

/// <summary>Reads what the server says: a whole message in, a typed one or a fault out.</summary>
public static class ServerMessageParser
{
    /// <summary>Reads one message.</summary>
    /// <param name="message">From the type byte up to, and without, the terminator.</param>
    /// <param name="encoding">The encoding the server uses.</param>
    /// <param name="limits">Limits of units and values.</param>
    /// <param name="fault">What is wrong where null is returned; none for a message that is well made but of no known kind, which a client passes over.</param>
    public static ServerMessage? Parse(ReadOnlySpan<byte> message, WireEncoding encoding, ProtocolLimits limits, out ProtocolFault fault)
    {
        var units = new UnitReader(message, limits);
        fault = units.Fault == ProtocolFault.None && units.Type != (byte)'#' ? ProtocolFault.Malformed : units.Fault;
        if (fault != ProtocolFault.None || !units.TryRead(out var first)) return null;
        var fields = new FieldReader(units, encoding);
        if (first.Is("uid"u8)) return ParseNotice(encoding.Decode(first.Value), fields);
        if (first.Is("call_info"u8)) return ParseCallInfo(encoding.Decode(first.Value), fields);
        if (first.Is("challenge"u8)) return new Challenge(encoding.Decode(first.Value));
        if (first.Is("login_nettapi"u8) && first.HasValue) return ParseLogin(first, fields);
        if (first.Is("utapicid"u8)) return ParseCallerId(encoding.Decode(first.Value), fields);
        if (first.Is("err"u8)) return new Refused(default, encoding.Decode(first.Value));
        return ParseOutcome(new ResponseHead(WireEncoding.Latin1.Decode(first.Keyword).ToLowerInvariant()), fields);
    }

    private static ServerMessage? ParseNotice(string uid, FieldReader fields)
    {
        if (!fields.TryNumber("call"u8, out var slot) || !fields.TryNumber("serial"u8, out var serial)) return null;
        if (fields.Has("end"u8)) return new CallEnded(uid, slot, serial);
        if (fields.Has("incoming_outside_call"u8))
        {
            return new IncomingCall(uid, slot, fields.Text("caller_name"u8) ?? "", fields.Text("caller_number"u8) ?? "", serial);
        }

        return fields.Has("outgoing_outside_call"u8) ? new OutgoingCall(uid, slot, fields.Text("called_number"u8) ?? "", serial) : null;
    }

    private static ServerMessage? ParseLogin(Unit first, FieldReader fields)
    {
        if (first.Value.SequenceEqual("n"u8)) return new LoginRefused();
        return first.Value.SequenceEqual("y"u8) ? new LoginAccepted(fields.Text("uid"u8) ?? "", fields.Text("priv"u8) ?? "") : null;
    }

    private static CallerIdAnswer ParseCallerId(string name, FieldReader fields) =>
        new(name, fields.Text("number"u8) ?? "", fields.Text("dnis"u8) ?? "", fields.Text("state"u8) ?? "");

    private static ServerMessage? ParseOutcome(ResponseHead head, FieldReader fields)
    {
        if (fields.Text("err"u8) is { } error) return new Refused(head, error);
        return fields.Has("ok"u8) ? new Accepted(head) : null;
    }

    private static ServerMessage? ParseCallInfo(string value, FieldReader fields)
    {
        if (fields.Text("err"u8) is { } error) return new Refused(new ResponseHead("call_info", value), error);
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var serial)) return null;
        if (fields.Has("not_completed"u8)) return new CallInfoNotCompleted(serial);
        if (fields.Has("end"u8)) return new CallInfoEnd(serial);
        if (fields.Text("recording_file"u8) is { } file) return new CallInfoRecording(serial, file);
        return fields.Has("party"u8) ? ParseParty(serial, fields) : ParseSummary(serial, fields);
    }

    private static CallInfoSummary? ParseSummary(int serial, FieldReader fields)
    {
        if (!WireTime.TryParseInstant(fields.Text("start_time"u8), out var start) || !fields.TrySpan("duration"u8, out var duration)) return null;
        if (!fields.TrySpan("ring_time"u8, out var ring) || !fields.TrySpan("hold_time"u8, out var hold)) return null;
        return new CallInfoSummary
        {
            Serial = serial,
            IsIncoming = fields.Text("call_type"u8) == "I",
            StartTime = start,
            Duration = duration,
            RingTime = ring,
            HoldTime = hold,
            JobCode = fields.Text("job_code"u8) ?? "",
            Note = fields.Text("note"u8) ?? "",
        };
    }

    private static CallInfoParty? ParseParty(int serial, FieldReader fields)
    {
        if (!fields.TryNumber("party"u8, out var party) || !fields.TryNumber("device_index"u8, out var device)) return null;
        if (!fields.TrySpan("duration"u8, out var duration) || !fields.TrySpan("ring_time"u8, out var ring)) return null;
        return new CallInfoParty
        {
            Serial = serial,
            Party = party,
            IsLine = fields.Text("voice_type"u8) == "L",
            DeviceIndex = device,
            PartyNumber = fields.Text("party_number"u8) ?? "",
            PartyName = fields.Text("party_name"u8) ?? "",
            Duration = duration,
            RingTime = ring,
        };
    }
}
