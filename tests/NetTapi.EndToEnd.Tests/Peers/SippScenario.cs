using System.Text;

namespace NetTapi.EndToEnd.Tests.Peers;

/// <summary>What SIPp does in one call, step by step; written out as the XML it reads.</summary>
internal sealed partial class SippScenario
{
    private const string OurDialog =
        """
        Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
        From: "[caller_name]" <sip:[caller_number]@[local_ip]:[local_port]>;tag=[pid]c[call_number]
        """;

    private const string Answer =
        """
        Via:[$via]
        From:[$from]
        To:[$to];tag=[pid]s[call_number]
        Call-ID: [call_id]
        CSeq:[$cseq]
        Contact: <sip:[local_ip]:[local_port]>
        """;

    private const string Plain =
        """
        v=0
        o=carrier 1 1 IN IP4 [local_ip]
        s=-
        c=IN IP4 [media_ip]
        t=0 0
        m=audio [media_port] RTP/AVP 0
        a=rtpmap:0 PCMU/8000
        """;

    private static readonly string Media = $"{Plain.Replace("AVP 0", "AVP 0 101", StringComparison.Ordinal)}\na=rtpmap:101 telephone-event/8000";

    private readonly StringBuilder _steps = new();
    private string _sent = "";

    /// <summary>How many calls it makes or takes, one after the other.</summary>
    public int Calls { get; init; } = 1;

    /// <summary>Percentage of its messages, and of ours to it, that are lost.</summary>
    public int Lost { get; init; }

    /// <summary>Sends an INVITE with an offer.</summary>
    /// <param name="headers">More header lines.</param>
    public SippScenario Invite(params string[] headers) => Send(
        retransmitted: true,
        $"""
        INVITE sip:[dialled]@[remote_ip]:[remote_port] SIP/2.0
        {OurDialog}
        To: <sip:[dialled]@[remote_ip]:[remote_port]>
        Call-ID: [call_id]
        CSeq: 1 INVITE
        Contact: <sip:[caller_number]@[local_ip]:[local_port]>
        {string.Join('\n', ["Max-Forwards: 70", .. headers])}
        Content-Type: application/sdp
        Content-Length: [len]

        {Media}
        """);

    /// <summary>Sends the ACK of a 2xx.</summary>
    public SippScenario Acknowledge() => Send(
        retransmitted: false,
        $"""
        ACK [next_url] SIP/2.0
        {OurDialog}
        [routes]
        To: <sip:[dialled]@[remote_ip]:[remote_port]>[peer_tag_param]
        Call-ID: [call_id]
        CSeq: 1 ACK
        Max-Forwards: 70
        Content-Length: 0
        """);

    /// <summary>Sends the ACK of a refusal.</summary>
    public SippScenario AcknowledgeRefusal() => Send(
        retransmitted: false,
        """
        ACK sip:[dialled]@[remote_ip]:[remote_port] SIP/2.0
        [last_Via:]
        [last_From:]
        [last_To:]
        Call-ID: [call_id]
        CSeq: 1 ACK
        Max-Forwards: 70
        Content-Length: 0
        """);

    /// <summary>Sends the CANCEL of its INVITE, as the fifth step behind it: it has the INVITE's branch.</summary>
    public SippScenario Cancel() => Send(
        retransmitted: true,
        """
        CANCEL sip:[dialled]@[remote_ip]:[remote_port] SIP/2.0
        Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch-5]
        From: "[caller_name]" <sip:[caller_number]@[local_ip]:[local_port]>;tag=[pid]c[call_number]
        To: <sip:[dialled]@[remote_ip]:[remote_port]>
        Call-ID: [call_id]
        CSeq: 1 CANCEL
        Max-Forwards: 70
        Content-Length: 0
        """);

    /// <summary>Hangs up a call it placed.</summary>
    public SippScenario HangUp() => Send(
        retransmitted: true,
        $"""
        BYE [next_url] SIP/2.0
        {OurDialog}
        [routes]
        To: <sip:[dialled]@[remote_ip]:[remote_port]>[peer_tag_param]
        Call-ID: [call_id]
        CSeq: 2 BYE
        Max-Forwards: 70
        Content-Length: 0
        """);

    /// <summary>Hangs up a call it answered.</summary>
    public SippScenario HangUpAnswered() => Send(
        retransmitted: true,
        """
        BYE [next_url] SIP/2.0
        Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
        [routes]
        From: <sip:carrier@[local_ip]:[local_port]>;tag=[pid]s[call_number]
        To:[$from]
        Call-ID: [call_id]
        CSeq: 1 BYE
        Max-Forwards: 70
        Content-Length: 0
        """);

    /// <summary>Answers the INVITE it got with 180.</summary>
    public SippScenario Ring() => Send(retransmitted: false, $"SIP/2.0 180 Ringing\n{Answer}\nContent-Length: 0");

    /// <summary>Answers the INVITE it got with 200 and SDP.</summary>
    /// <param name="media">The port its sound is sent to; null for SIPp's own, which sends back what comes.</param>
    /// <param name="events">Whether it takes keys as events (RFC 4733).</param>
    /// <param name="headers">More header lines.</param>
    public SippScenario Accept(int? media = null, bool events = true, params string[] headers) => Send(
        retransmitted: true,
        $"SIP/2.0 200 OK\n{string.Join('\n', [Answer, .. headers])}\nContent-Type: application/sdp\nContent-Length: [len]\n\n{At(media, events ? Media : Plain)}");

    /// <summary>Answers the INVITE it got with a refusal.</summary>
    public SippScenario Refuse(int status, string reason) =>
        Send(retransmitted: true, $"SIP/2.0 {status} {reason}\n{Answer}\nContent-Length: 0");

    /// <summary>Answers an in-dialog request with 200.</summary>
    /// <param name="headers">More header lines.</param>
    public SippScenario Confirm(params string[] headers) => Send(
        retransmitted: false,
        $"""
        SIP/2.0 200 OK
        [last_Via:]
        [last_From:]
        [last_To:]
        [last_Call-ID:]
        [last_CSeq:]
        {string.Join('\n', [.. headers, "Content-Length: 0"])}
        """);

    /// <summary>Waits for a response.</summary>
    public SippScenario Response(int status, bool optional = false)
    {
        _steps.AppendLine($"<recv response=\"{status}\"{(optional ? " optional=\"true\"" : " rrs=\"true\"")} />");
        return this;
    }

    /// <summary>Waits for the INVITE, and keeps what its answers repeat: other messages may come in between.</summary>
    public SippScenario Invited()
    {
        string[] kept = ["Via", "From", "To", "CSeq"];
        _steps.AppendLine("<recv request=\"INVITE\" rrs=\"true\"><action>");
        foreach (var header in kept)
        {
            _steps.AppendLine(
                $"<ereg regexp=\".*\" search_in=\"hdr\" header=\"{header}:\" assign_to=\"{header.ToLowerInvariant()}\" />");
        }

        _steps.AppendLine("</action></recv>");
        return this;
    }

    /// <summary>Waits for a request.</summary>
    public SippScenario Request(string method)
    {
        _steps.AppendLine($"<recv request=\"{method}\" />");
        return this;
    }

    /// <summary>Waits until the test says so: <see cref="Sipp.SignalAsync"/>.</summary>
    public SippScenario AwaitSignal()
    {
        _steps.AppendLine("<nop><action><exec command=\"echo waiting in [call_id]\" /></action></nop>");
        return Request("MESSAGE");
    }

    /// <summary>Says that it has come so far: <see cref="Peer.PrintsAsync"/> waits for the words.</summary>
    public SippScenario Say(string words)
    {
        _steps.AppendLine($"<nop><action><exec command=\"echo {words}\" /></action></nop>");
        return this;
    }

    /// <summary>Adds a step as SIPp writes it: for what only one test does.</summary>
    public SippScenario Step(string xml)
    {
        _steps.AppendLine(xml);
        return this;
    }

    /// <summary>Writes it where SIPp can read it.</summary>
    public void Write(string path) => File.WriteAllText(
        path,
        $"""
        <?xml version="1.0" encoding="UTF-8" ?>
        <!DOCTYPE scenario SYSTEM "sipp.dtd">
        <scenario name="call">
        {_steps}</scenario>
        """);

    private static string At(int? port, string description) =>
        port is null ? description : description.Replace("[media_port]", $"{port}", StringComparison.Ordinal);

    private SippScenario Send(bool retransmitted, string message)
    {
        _sent = $"{(retransmitted ? "<send retrans=\"500\">" : "<send>")}\n<![CDATA[\n{message}\n\n]]>\n</send>";
        return Step(_sent);
    }
}
