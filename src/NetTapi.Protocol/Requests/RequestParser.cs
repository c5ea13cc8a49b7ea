using System.Collections.Immutable;
using NetTapi.Protocol.Encodings;
using NetTapi.Protocol.Framing;

namespace NetTapi.Protocol.Requests;

/// <summary>Reads what applications send: a whole message in, a typed request or a fault out (W2, W3, W7).</summary>
public static class RequestParser
{
    /// <summary>Reads one message.</summary>
    /// <param name="message">From the type byte up to, and without, the terminator.</param>
    /// <param name="encoding">The listener's encoding.</param>
    /// <param name="limits">Limits of units and values.</param>
    /// <param name="fault">What is wrong, where null is returned.</param>
    public static Request? Parse(ReadOnlySpan<byte> message, WireEncoding encoding, ProtocolLimits limits, out ProtocolFault fault)
    {
        var units = new UnitReader(message, limits);
        // Only the server says '#'.
        fault = units.Fault == ProtocolFault.None && units.Type == (byte)'#' ? ProtocolFault.Malformed : units.Fault;
        if (fault != ProtocolFault.None || !units.TryRead(out var first)) return null;
        var verb = Verbs.Find(units.Type, first);
        var fields = new FieldReader(units, encoding);
        return verb switch
        {
            Verb.Connect => new ConnectCommand(),
            Verb.Logout => new LogoutCommand(),
            Verb.CallInfo => new CallInfoQuery(encoding.Decode(first.Value), fields.Text("uid"u8)),
            Verb.Interest => ParseInterest(units, fields.Text("uid"u8)),
            Verb.CallerId => ParseCallerId(units, fields.Text("uname"u8)),
            Verb.Unknown => ParseUnknown(first, encoding),
            _ => ParseCommand(verb, fields),
        };
    }

    private static Request ParseCommand(Verb verb, FieldReader fields) => verb switch
    {
        Verb.Login => new LoginCommand(fields.Text("uname"u8) ?? "", fields.Text("pass"u8) ?? ""),
        Verb.Dial => new DialCommand(fields.Text("uid"u8), fields.Text("addr"u8) ?? ""),
        Verb.Record => new RecordCommand(fields.Text("uid"u8)),
        Verb.StopRecord => new StopRecordCommand(fields.Text("uid"u8)),
        Verb.PlayDtmf => new PlayDtmfCommand(fields.Text("uid"u8), fields.Text("digits"u8) ?? ""),
        _ => new ChangeStatusCommand(fields.Text("uid"u8), fields.Text("status"u8) ?? ""),
    };

    private static UnknownRequest ParseUnknown(Unit first, WireEncoding encoding) =>
        new(WireEncoding.Latin1.Decode(first.Keyword).ToLowerInvariant(), first.HasValue ? encoding.Decode(first.Value) : null);

    private static InterestCommand ParseInterest(UnitReader units, string? uid)
    {
        var types = ImmutableArray.CreateBuilder<string>();
        while (units.TryRead(out var unit))
        {
            if (!unit.HasValue && !unit.Is("uid"u8)) types.Add(WireEncoding.Latin1.Decode(unit.Keyword));
        }

        return new InterestCommand(types.DrainToImmutable(), uid);
    }

    private static CallerIdQuery ParseCallerId(UnitReader units, string? name)
    {
        bool dialled = false, state = false;
        while (units.TryRead(out var unit))
        {
            dialled |= unit.Is("dnis"u8);
            state |= unit.Is("state"u8);
        }

        return new CallerIdQuery(name ?? "", dialled, state);
    }
}
