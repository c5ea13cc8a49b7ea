namespace NetTapi.EndToEnd.Tests.Peers;

/// <content>Steps of SIP's extensions, and messages that come late or twice.</content>
internal sealed partial class SippScenario
{
    /// <summary>Sends an INVITE that leaves the offer to the other side.</summary>
    public SippScenario InviteWithoutOffer() => Send(
        retransmitted: true,
        $"""
        INVITE sip:[dialled]@[remote_ip]:[remote_port] SIP/2.0
        {OurDialog}
        To: <sip:[dialled]@[remote_ip]:[remote_port]>
        Call-ID: [call_id]
        CSeq: 1 INVITE
        Contact: <sip:[caller_number]@[local_ip]:[local_port]>
        Max-Forwards: 70
        Content-Length: 0
        """);

    /// <summary>Sends the ACK of a 2xx with the answer to the offer in it.</summary>
    public SippScenario AcknowledgeWithAnswer() => Send(
        retransmitted: false,
        $"""
        ACK [next_url] SIP/2.0
        {OurDialog}
        To: <sip:[dialled]@[remote_ip]:[remote_port]>[peer_tag_param]
        Call-ID: [call_id]
        CSeq: 1 ACK
        Max-Forwards: 70
        Content-Type: application/sdp
        Content-Length: [len]

        {Media}
        """);

    /// <summary>Waits for a 180 that asks to be acknowledged (RFC 3262), and keeps what its PRACK repeats.</summary>
    public SippScenario RingsReliably()
    {
        _steps.AppendLine(
            "<recv response=\"180\" rrs=\"true\"><action><ereg regexp=\"[0-9]+\" search_in=\"hdr\" header=\"RSeq:\" check_it=\"true\" assign_to=\"rseq\" /></action></recv>");
        return this;
    }

    /// <summary>Acknowledges a 180 (PRACK).</summary>
    public SippScenario AcknowledgeRinging() => Send(
        retransmitted: false,
        $"""
        PRACK [next_url] SIP/2.0
        {OurDialog}
        To: <sip:[dialled]@[remote_ip]:[remote_port]>[peer_tag_param]
        Call-ID: [call_id]
        CSeq: 2 PRACK
        RAck: [$rseq] 1 INVITE
        Max-Forwards: 70
        Content-Length: 0
        """);

    /// <summary>Answers the INVITE it got with a 180 that asks to be acknowledged (RFC 3262).</summary>
    public SippScenario RingReliably(int number) =>
        Send(retransmitted: false, $"SIP/2.0 180 Ringing\n{Answer}\nRequire: 100rel\nRSeq: {number}\nContent-Length: 0");

    /// <summary>Answers the INVITE it got with 183 and sound, as one of several phones it rings.</summary>
    public SippScenario Early(string fork, int media) => Send(
        retransmitted: false,
        $"SIP/2.0 183 Session Progress\n{Fork(fork)}\nContent-Type: application/sdp\nContent-Length: [len]\n\n{At(media, Media)}");

    /// <summary>Answers the INVITE it got with 200, as one of several phones it rings.</summary>
    public SippScenario AcceptAs(string fork, int media) => Send(
        retransmitted: true,
        $"SIP/2.0 200 OK\n{Fork(fork)}\nContent-Type: application/sdp\nContent-Length: [len]\n\n{At(media, Media)}");

    /// <summary>Sends the INVITE it got elsewhere.</summary>
    public SippScenario Redirect(string target) => Send(
        retransmitted: true,
        $"SIP/2.0 302 Moved Temporarily\n{Answer[..Answer.IndexOf("Contact", StringComparison.Ordinal)]}Contact: <{target}>\nContent-Length: 0");

    /// <summary>Sends an UPDATE without a description in a call it placed (RFC 3311).</summary>
    public SippScenario Update(int number) => Send(
        retransmitted: true,
        $"""
        UPDATE [next_url] SIP/2.0
        {OurDialog}
        To: <sip:[dialled]@[remote_ip]:[remote_port]>[peer_tag_param]
        Call-ID: [call_id]
        CSeq: {number} UPDATE
        Contact: <sip:[caller_number]@[local_ip]:[local_port]>
        Max-Forwards: 70
        Content-Length: 0
        """);

    /// <summary>Sends an offer in a call it answered.</summary>
    public SippScenario OfferAnswered() => Send(
        retransmitted: true,
        $"""
        INVITE [next_url] SIP/2.0
        Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=z9hG4bKglare[call_number]
        From: <sip:carrier@[local_ip]:[local_port]>;tag=[pid]s[call_number]
        To:[$from]
        Call-ID: [call_id]
        CSeq: 1 INVITE
        Contact: <sip:[local_ip]:[local_port]>
        Max-Forwards: 70
        Content-Type: application/sdp
        Content-Length: [len]

        {Media}
        """);

    /// <summary>Sends the ACK of the refusal of that offer.</summary>
    public SippScenario AcknowledgeRefusedOffer() => Send(
        retransmitted: false,
        """
        ACK [next_url] SIP/2.0
        Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=z9hG4bKglare[call_number]
        From: <sip:carrier@[local_ip]:[local_port]>;tag=[pid]s[call_number]
        To:[$from]
        Call-ID: [call_id]
        CSeq: 1 ACK
        Max-Forwards: 70
        Content-Length: 0
        """);

    /// <summary>Lets time go by: what the other side repeats meanwhile is passed over.</summary>
    public SippScenario Wait(int milliseconds)
    {
        _steps.AppendLine($"<pause milliseconds=\"{milliseconds}\" />");
        return this;
    }

    private static string Fork(string fork) => Answer.Replace("tag=[pid]s", $"tag={fork}", StringComparison.Ordinal);
}
