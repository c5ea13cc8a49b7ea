namespace NetTapi.LoadTool;

/// <summary>How an application hears of calls from one kind of server: what it says first, and by which words it knows what it waits for.</summary>
/// <param name="EndOfMessage">What stands after each message.</param>
/// <param name="LogIn">What the application sends when connected.</param>
/// <param name="Ready">In the answer from which on notices come.</param>
/// <param name="Call">All in the notice that a phone is being called, with who calls.</param>
/// <param name="Over">All in the notice that the call is over.</param>
internal sealed record NoticeDialect(string EndOfMessage, string LogIn, string Ready, string[] Call, string[] Over)
{
    /// <summary>NetTAPI, on the port where SIP is too.</summary>
    public static NoticeDialect NetTapi { get; } = new(
        "\u0004",
        "!<connect_nettapi>\u0004!<login_nettapi><uname=u1000><pass=>\u0004!<interest><incoming_outside_calls>\u0004",
        "<interest><ok>",
        ["<incoming_outside_call>"],
        ["<end>"]);

    /// <summary>Asterisk's manager interface, for a user <c>bench</c> that may read call events. Dialling begins before the phone rings; no event names both earlier.</summary>
    public static NoticeDialect AsteriskManager(string secret) => new(
        "\r\n\r\n",
        $"Action: Login\r\nUsername: bench\r\nSecret: {secret}\r\n\r\n",
        "Response: Success",
        ["Event: DialBegin\r\n", $"\r\nCallerIDNum: {CarrierCall.CallerNumber}\r\n", "\r\nDestChannel: PJSIP/1"],
        ["Event: Hangup\r\n", "\r\nChannel: PJSIP/carrier-"]);

    /// <summary>FreeSWITCH's event socket. The leg to the phone is created before it rings; no event names both earlier.</summary>
    public static NoticeDialect FreeSwitchEvents(string secret) => new(
        "\n\n",
        $"auth {secret}\n\nevent plain CHANNEL_CREATE CHANNEL_HANGUP_COMPLETE\n\n",
        "+OK event listener enabled plain",
        ["Event-Name: CHANNEL_CREATE\n", "\nCall-Direction: outbound\n", $"\nCaller-Caller-ID-Number: {CarrierCall.CallerNumber}\n"],
        ["Event-Name: CHANNEL_HANGUP_COMPLETE\n", "\nCall-Direction: inbound\n"]);
}
