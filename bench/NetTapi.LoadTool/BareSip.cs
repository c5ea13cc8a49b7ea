using System.Text;

namespace NetTapi.LoadTool;

/// <summary>The few SIP messages of the latency bench, written and taken apart as text.</summary>
internal static class BareSip
{
    /// <summary>One header's whole line.</summary>
    public static string Header(string message, string name)
    {
        int at = message.IndexOf($"\r\n{name}: ", StringComparison.Ordinal) + 2;
        return at < 2 ? "" : message[at..message.IndexOf("\r\n", at, StringComparison.Ordinal)];
    }

    /// <summary>An INVITE, CANCEL or ACK of the bench's call with a number.</summary>
    public static byte[] Request(string method, int call, LatencySettings settings, int ownPort, string? to = null)
    {
        string sdp = method == "INVITE"
            ? "v=0\r\no=carrier 1 1 IN IP4 127.0.0.2\r\ns=-\r\nc=IN IP4 127.0.0.2\r\nt=0 0\r\nm=audio 9000 RTP/AVP 0\r\n"
            : "";
        string uri = $"sip:{settings.Dialled}@127.0.0.1:{settings.ServerPort}";
        return Encoding.ASCII.GetBytes(
            $"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.2:{ownPort};branch=z9hG4bKbench{call}\r\n" +
            $"From: \"FACETCORP\" <sip:9729859901@127.0.0.2:{ownPort}>;tag=bench{call}\r\n{to ?? $"To: <{uri}>"}\r\nCall-ID: bench{call}@127.0.0.2\r\n" +
            $"CSeq: 1 {method}\r\nContact: <sip:carrier@127.0.0.2:{ownPort}>\r\nMax-Forwards: 70\r\n" +
            $"{(sdp.Length > 0 ? "Content-Type: application/sdp\r\n" : "")}Content-Length: {sdp.Length}\r\n\r\n{sdp}");
    }

    /// <summary>A phone's answer without contents.</summary>
    public static byte[] Answer(string request, string status, string contact) => Encoding.ASCII.GetBytes(
        $"SIP/2.0 {status}\r\n{string.Concat(Vias(request))}{Header(request, "From")}\r\n{Header(request, "To")};tag=phone\r\n{Header(request, "Call-ID")}\r\n" +
        $"{Header(request, "CSeq")}\r\nContact: <{contact}>\r\nContent-Length: 0\r\n\r\n");

    private static IEnumerable<string> Vias(string request) =>
        request.Split("\r\n").Where(line => line.StartsWith("Via: ", StringComparison.Ordinal)).Select(line => $"{line}\r\n");
}
