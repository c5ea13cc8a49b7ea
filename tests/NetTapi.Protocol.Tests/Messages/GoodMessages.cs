using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;

namespace NetTapi.Protocol.Tests.Messages;

/// <summary>The tables of good messages. Each line drives both directions: these bytes are read as this message, and this message is written as these bytes.</summary>
internal static class GoodMessages
{
    private static readonly ResponseHead Dial = new("dial");

    public static readonly Dictionary<string, Request> Requests = new()
    {
        ["!<connect_nettapi>"] = new ConnectCommand(),
        ["!<login_nettapi><uname=ken><pass=>"] = new LoginCommand("ken", ""),
        ["!<login_nettapi><uname=Zoë><pass=b613679a0814d9ec>"] = new LoginCommand("Zoë", "b613679a0814d9ec"),
        ["!<logout_nettapi>"] = new LogoutCommand(),
        ["!<interest><incoming_outside_calls><uid=128>"] = new InterestCommand(["incoming_outside_calls"], "128"),
        ["!<interest><incoming_outside_calls><outgoing_outside_calls>"] =
            new InterestCommand(["incoming_outside_calls", "outgoing_outside_calls"], null),
        ["!<interest><uid=>"] = new InterestCommand([], ""),
        ["!<dial><uid=107><addr=9,2148441111>"] = new DialCommand("107", "9,2148441111"),
        ["!<dial><addr=9,+1 (214) 844-1111=>"] = new DialCommand(null, "9,+1 (214) 844-1111="),
        ["!<record><uid=107>"] = new RecordCommand("107"),
        ["!<record>"] = new RecordCommand(null),
        ["!<stop_record><uid=107>"] = new StopRecordCommand("107"),
        ["!<play_dtmf><uid=100><digits=1#*>"] = new PlayDtmfCommand("100", "1#*"),
        ["!<change_status><uid=107><status=On site>"] = new ChangeStatusCommand("107", "On site"),
        ["?<call_info=1>"] = new CallInfoQuery("1", null),
        ["?<call_info=1><uid=107>"] = new CallInfoQuery("1", "107"),
        ["?<call_info=>"] = new CallInfoQuery("", null),
        ["?<utapicid><uname=ken><dnis><state>"] = new CallerIdQuery("ken", true, true),
        ["?<utapicid><uname=ken>"] = new CallerIdQuery("ken", false, false),
        ["!<make_coffee>"] = new UnknownRequest("make_coffee", null),
        ["!<make_coffee=black>"] = new UnknownRequest("make_coffee", "black"),
    };

    public static readonly Dictionary<string, ServerMessage> ServerMessages = new()
    {
        ["#<challenge=936bedf7d79995b7e29ec73ad214dc8>"] = new Challenge("936bedf7d79995b7e29ec73ad214dc8"),
        ["#<login_nettapi=y><uid=128><priv=oper,mgr,admin>"] = new LoginAccepted("128", "oper,mgr,admin"),
        ["#<login_nettapi=y><uid=107><priv=>"] = new LoginAccepted("107", ""),
        ["#<login_nettapi=n>"] = new LoginRefused(),
        ["#<login_nettapi><err=already logged in>"] = new Refused(new ResponseHead("login_nettapi"), "already logged in"),
        ["#<interest><ok>"] = new Accepted(new ResponseHead("interest")),
        ["#<interest><err=unknown call type internal_calls>"] = new Refused(new ResponseHead("interest"), "unknown call type internal_calls"),
        ["#<dial><ok>"] = new Accepted(Dial),
        ["#<dial><err=no such user>"] = new Refused(Dial, "no such user"),
        ["#<dial><err=not permitted>"] = new Refused(Dial, "not permitted"),
        ["#<dial><err=invalid number>"] = new Refused(Dial, "invalid number"),
        ["#<dial><err=no such trunk group>"] = new Refused(Dial, "no such trunk group"),
        ["#<dial><err=all lines busy>"] = new Refused(Dial, "all lines busy"),
        ["#<dial><err=no phone registered>"] = new Refused(Dial, "no phone registered"),
        ["#<dial><err=phone does not answer>"] = new Refused(Dial, "phone does not answer"),
        ["#<dial><err=dial in progress>"] = new Refused(Dial, "dial in progress"),
        ["#<err=malformed message>"] = new Refused(default, "malformed message"),
        ["#<make_coffee><err=unknown command>"] = new Refused(new ResponseHead("make_coffee"), "unknown command"),
        ["#<uid=107><call=3><incoming_outside_call><caller_name=FACETCORP><caller_number=9729859901><serial=1>"] =
            new IncomingCall("107", 3, "FACETCORP", "9729859901", 1),
        ["#<uid=107><call=1><incoming_outside_call><caller_name=><caller_number=><serial=2147483647>"] = new IncomingCall("107", 1, "", "", int.MaxValue),
        ["#<uid=107><call=1><outgoing_outside_call><called_number=9728441111><serial=2>"] = new OutgoingCall("107", 1, "9728441111", 2),
        ["#<uid=107><call=3><serial=1><end>"] = new CallEnded("107", 3, 1),
        ["#<call_info=1><not_completed>"] = new CallInfoNotCompleted(1),
        ["#<call_info=seven><err=no such call>"] = new Refused(new ResponseHead("call_info", "seven"), "no such call"),
        ["#<call_info=1><call_type=O><start_time=2006/02/27@15:04:03><duration=0:00:58><ring_time=0:00><hold_time=61:01><job_code=><note=a=b>"] =
            new CallInfoSummary
            {
                Serial = 1,
                IsIncoming = false,
                StartTime = new DateTime(2006, 2, 27, 15, 4, 3),
                Duration = TimeSpan.FromSeconds(58),
                RingTime = TimeSpan.Zero,
                HoldTime = new TimeSpan(1, 1, 1),
                Note = "a=b",
            },
        ["#<call_info=1><party=1><voice_type=S><device_index=144><party_number=144><party_name=Jim Bryant><duration=0:00:58><ring_time=0:00>"] =
            Party(1, isLine: false, 144, "144", "Jim Bryant"),
        ["#<call_info=1><party=2><voice_type=L><device_index=1><party_number=9728441111><party_name=Unknown><duration=0:00:58><ring_time=0:00>"] =
            Party(2, isLine: true, 1, "9728441111", CallInfoParty.UnknownName),
        ["#<call_info=1><recording_file=\\\\pbx\\recordings\\1-107.wav>"] = new CallInfoRecording(1, "\\\\pbx\\recordings\\1-107.wav"),
        ["#<call_info=1><end>"] = new CallInfoEnd(1),
        ["#<utapicid=ken><number=9729859901><dnis=9725551128><state=active>"] = new CallerIdAnswer("ken", "9729859901", "9725551128", "active"),
        ["#<utapicid=ken><dnis=9725551128>"] = new CallerIdAnswer("ken", "", "9725551128", ""),
    };

    private static CallInfoParty Party(int party, bool isLine, int device, string number, string name) => new()
    {
        Serial = 1,
        Party = party,
        IsLine = isLine,
        DeviceIndex = device,
        PartyNumber = number,
        PartyName = name,
        Duration = TimeSpan.FromSeconds(58),
        RingTime = TimeSpan.Zero,
    };
}
