namespace NetTapi.EndToEnd.Tests.Peers;

/// <content>What a carrier does that sends calls elsewhere, or offers while we do.</content>
internal sealed partial class SippScenario
{
    /// <summary>Sends the INVITE it got elsewhere.</summary>
    public SippScenario Redirect(string target) => Send(
        retransmitted: true,
        $"SIP/2.0 302 Moved Temporarily\n{Answer[..Answer.IndexOf("Contact", StringComparison.Ordinal)]}Contact: <{target}>\nContent-Length: 0");

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

    /// <summary>Sends what it sent last once more, as a network does that doubles messages.</summary>
    /// <param name="isDoubled">Whether this network does.</param>
    public SippScenario Twice(bool isDoubled) => isDoubled ? Step(_sent.Replace(" retrans=\"500\"", "", StringComparison.Ordinal)) : this;

    /// <summary>Lets time go by: what the other side repeats meanwhile is passed over.</summary>
    public SippScenario Wait(int milliseconds)
    {
        _steps.AppendLine($"<pause milliseconds=\"{milliseconds}\" />");
        return this;
    }
}
