using NetTapi.EndToEnd.Tests.Peers;

namespace NetTapi.EndToEnd.Tests.Extensions;

/// <summary>How a message gets to the server.</summary>
public enum Passage
{
    /// <summary>Once, at once.</summary>
    Plain,

    /// <summary>Twice, as networks do.</summary>
    Doubled,

    /// <summary>So late that the server has repeated what it is an answer to.</summary>
    Late,
}

/// <summary>Steps of SIPp's for the extensions of SIP.</summary>
internal static class SippMessages
{
    /// <summary>An offer of PCMU.</summary>
    public const string Media =
        """
        v=0
        o=carrier 1 [cseq_version] IN IP4 [local_ip]
        s=-
        c=IN IP4 [media_ip]
        t=0 0
        m=audio [media_port] RTP/AVP 0
        a=rtpmap:0 PCMU/8000
        """;

    private const string OurDialog =
        """
        From: "[caller_name]" <sip:[caller_number]@[local_ip]:[local_port]>;tag=[pid]c[call_number]
        To: <sip:[dialled]@[remote_ip]:[remote_port]>[peer_tag_param]
        Call-ID: [call_id]
        Contact: <sip:[caller_number]@[local_ip]:[local_port]>
        Max-Forwards: 70
        """;

    /// <summary>Waits for a response, and keeps a header of it, which must be as the expression says.</summary>
    public static SippScenario ResponseWith(this SippScenario scenario, int status, string header, string expression = ".*") => scenario.Step(
        $"<recv response=\"{status}\" rrs=\"true\"><action><ereg regexp=\"{expression}\" search_in=\"hdr\" header=\"{header}:\" check_it=\"true\" assign_to=\"{Variable(header)}\" /></action></recv>")
        .Step($"<Reference variables=\"{Variable(header)}\" />");

    /// <summary>Waits for a response whose description has something in it.</summary>
    public static SippScenario ResponseSaying(this SippScenario scenario, int status, string expression) => scenario.Step(
        $"<recv response=\"{status}\" rrs=\"true\"><action><ereg regexp=\"{expression}\" search_in=\"body\" check_it=\"true\" assign_to=\"said\" /></action></recv>")
        .Step("<Reference variables=\"said\" />");

    /// <summary>Sends a request of a call it placed.</summary>
    public static SippScenario Request(this SippScenario scenario, string method, int cseq, string[] headers, string? body = null, Passage passage = Passage.Plain)
    {
        if (passage == Passage.Late) scenario.Step("<pause milliseconds=\"800\" />");
        return scenario.Send(Text(method, cseq, headers, body, "[branch]"));
    }

    /// <summary>Sends the request again that it sent so many steps before, where the network doubles: SIPp passes over the answer that is repeated for it.</summary>
    public static SippScenario Again(this SippScenario scenario, Passage passage, int before, string method, int cseq, string[] headers, string? body = null)
    {
        if (passage != Passage.Doubled) return scenario;
        return scenario.Send(Text(method, cseq, headers, body, $"[branch-{before}]"));
    }

    /// <summary>Sends an INVITE that makes a call.</summary>
    public static SippScenario Call(this SippScenario scenario, int cseq, string[] headers, string? body) => scenario.Send(
        $"""
        INVITE sip:[dialled]@[remote_ip]:[remote_port] SIP/2.0
        Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
        From: "[caller_name]" <sip:[caller_number]@[local_ip]:[local_port]>;tag=[pid]c[call_number]
        To: <sip:[dialled]@[remote_ip]:[remote_port]>
        Call-ID: [call_id]
        CSeq: {cseq} INVITE
        Contact: <sip:[caller_number]@[local_ip]:[local_port]>
        Max-Forwards: 70
        {Rest(headers, body)}
        """);

    /// <summary>Sends an answer to the request it got last but the INVITE.</summary>
    public static SippScenario Confirm(this SippScenario scenario, Passage passage)
    {
        if (passage == Passage.Late) scenario.Step("<pause milliseconds=\"800\" />");
        scenario.Confirm();
        return passage == Passage.Doubled ? scenario.Confirm() : scenario;
    }

    /// <summary>Sends an answer to the INVITE it got.</summary>
    public static SippScenario Respond(this SippScenario scenario, string status, string tag, string[] headers, string? body, Passage passage = Passage.Plain)
    {
        if (passage == Passage.Late) scenario.Step("<pause milliseconds=\"800\" />");
        for (var copies = passage == Passage.Doubled ? 2 : 1; copies > 0; copies--) scenario.Send(Response(status, tag, headers, body));
        return scenario;
    }

    private static string Response(string status, string tag, string[] headers, string? body) =>
        $"""
        SIP/2.0 {status}
        Via:[$via]
        From:[$from]
        To:[$to];tag={tag}
        Call-ID: [call_id]
        CSeq:[$cseq]
        Contact: <sip:[local_ip]:[local_port]>
        {Rest(headers, body)}
        """;

    private static SippScenario Send(this SippScenario scenario, string message) => scenario.Step($"<send><![CDATA[\n{message}\n\n]]></send>");

    private static string Text(string method, int cseq, string[] headers, string? body, string branch) =>
        $"""
        {method} [next_url] SIP/2.0
        Via: SIP/2.0/[transport] [local_ip]:[local_port];branch={branch}
        {OurDialog}
        CSeq: {cseq} {(method == "ACK" ? "ACK" : method)}
        {Rest(headers, body)}
        """;

    private static string Rest(string[] headers, string? body)
    {
        var lines = string.Concat(headers.Select(header => header + "\n"));
        return body is null ? $"{lines}Content-Length: 0" : $"{lines}Content-Type: application/sdp\nContent-Length: [len]\n\n{body.Replace("[cseq_version]", "1", StringComparison.Ordinal)}";
    }

    private static string Variable(string header) => header.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}
