using NetTapi.Protocol.Framing;

namespace NetTapi.Protocol;

/// <summary>The verbs an application can send (W3).</summary>
public enum Verb
{
    /// <summary>None of those below (S9).</summary>
    Unknown,

    /// <summary><c>!&lt;connect_nettapi&gt;</c> (S2).</summary>
    Connect,

    /// <summary><c>!&lt;login_nettapi&gt;</c> (S3).</summary>
    Login,

    /// <summary><c>!&lt;logout_nettapi&gt;</c> (S7).</summary>
    Logout,

    /// <summary><c>!&lt;interest&gt;</c> (N1).</summary>
    Interest,

    /// <summary><c>!&lt;dial&gt;</c> (C1).</summary>
    Dial,

    /// <summary><c>!&lt;record&gt;</c> (C4).</summary>
    Record,

    /// <summary><c>!&lt;stop_record&gt;</c> (C4).</summary>
    StopRecord,

    /// <summary><c>!&lt;play_dtmf&gt;</c> (C5).</summary>
    PlayDtmf,

    /// <summary><c>!&lt;change_status&gt;</c> (C6).</summary>
    ChangeStatus,

    /// <summary><c>?&lt;call_info&gt;</c> (Q1).</summary>
    CallInfo,

    /// <summary><c>?&lt;utapicid&gt;</c> of the older dialect (L1).</summary>
    CallerId,
}

/// <summary>Finds verbs by their keywords. Allocates nothing.</summary>
public static class Verbs
{
    /// <summary>The verb of a message's first unit.</summary>
    /// <param name="type">The message's type byte: a command's verb is none of a query's.</param>
    /// <param name="unit">The first unit.</param>
    public static Verb Find(byte type, Unit unit) => type switch
    {
        (byte)'!' => FindCommand(unit),
        (byte)'?' when unit.Is("call_info"u8) => Verb.CallInfo,
        (byte)'?' when unit.Is("utapicid"u8) => Verb.CallerId,
        _ => Verb.Unknown,
    };

    /// <summary>The keyword, as it is written in responses; empty for <see cref="Verb.Unknown"/>.</summary>
    public static string Keyword(this Verb verb) => verb switch
    {
        Verb.Connect => "connect_nettapi",
        Verb.Login => "login_nettapi",
        Verb.Logout => "logout_nettapi",
        Verb.Interest => "interest",
        Verb.Dial => "dial",
        Verb.Record => "record",
        Verb.StopRecord => "stop_record",
        Verb.PlayDtmf => "play_dtmf",
        Verb.ChangeStatus => "change_status",
        Verb.CallInfo => "call_info",
        Verb.CallerId => "utapicid",
        _ => "",
    };

    private static Verb FindCommand(Unit unit) => unit.Keyword.Length switch
    {
        15 when unit.Is("connect_nettapi"u8) => Verb.Connect,
        13 when unit.Is("login_nettapi"u8) => Verb.Login,
        14 when unit.Is("logout_nettapi"u8) => Verb.Logout,
        8 when unit.Is("interest"u8) => Verb.Interest,
        4 when unit.Is("dial"u8) => Verb.Dial,
        6 when unit.Is("record"u8) => Verb.Record,
        11 when unit.Is("stop_record"u8) => Verb.StopRecord,
        9 when unit.Is("play_dtmf"u8) => Verb.PlayDtmf,
        13 when unit.Is("change_status"u8) => Verb.ChangeStatus,
        _ => Verb.Unknown,
    };
}
