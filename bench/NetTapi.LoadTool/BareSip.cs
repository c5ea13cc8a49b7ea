using System.Globalization;
using System.Net;
using System.Text;

namespace NetTapi.LoadTool;

/// <summary>The few SIP messages of the benches, written and taken apart as text.</summary>
internal static class BareSip
{
    /// <summary>One header's whole line.</summary>
    public static string Header(string message, string name)
    {
        int at = message.IndexOf($"\r\n{name}: ", StringComparison.Ordinal) + 2;
        return at < 2 ? "" : message[at..message.IndexOf("\r\n", at, StringComparison.Ordinal)];
    }

    /// <summary>A phone's answer; with its media where it takes the call.</summary>
    public static byte[] Answer(string request, string status, string contact, IPEndPoint? media = null)
    {
        string sdp = media is null ? "" : Description(media);
        return Encoding.ASCII.GetBytes(
            $"SIP/2.0 {status}\r\n{string.Concat(Vias(request))}{Header(request, "From")}\r\n{Header(request, "To")};tag=phone\r\n{Header(request, "Call-ID")}\r\n" +
            $"{Header(request, "CSeq")}\r\nContact: <{contact}>\r\n{Body(sdp)}");
    }

    /// <summary>Where the sender of a message with a description wants media.</summary>
    public static IPEndPoint Media(string message)
    {
        string address = Between(message, "c=IN IP4 ", "\r\n");
        string port = Between(message, "m=audio ", " ");
        return new IPEndPoint(IPAddress.Parse(address), int.Parse(port, CultureInfo.InvariantCulture));
    }

    /// <summary>The end of a message: a description of PCMU, or nothing.</summary>
    public static string Body(string sdp) => $"{(sdp.Length > 0 ? "Content-Type: application/sdp\r\n" : "")}Content-Length: {sdp.Length}\r\n\r\n{sdp}";

    /// <summary>PCMU, received here.</summary>
    public static string Description(IPEndPoint media) =>
        $"v=0\r\no=bench 1 1 IN IP4 {media.Address}\r\ns=-\r\nc=IN IP4 {media.Address}\r\nt=0 0\r\nm=audio {media.Port} RTP/AVP 0\r\n";

    private static IEnumerable<string> Vias(string request) =>
        request.Split("\r\n").Where(line => line.StartsWith("Via: ", StringComparison.Ordinal)).Select(line => $"{line}\r\n");

    private static string Between(string message, string before, string after)
    {
        int at = message.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return message[at..message.IndexOf(after, at, StringComparison.Ordinal)];
    }
}

/// <summary>The ports of a bench: the server, the carrier, and the address at which all phones are registered.</summary>
internal sealed record BenchPorts(int Server, int Carrier, int Phone);

/// <summary>One call of the carrier's.</summary>
/// <param name="Ports">Who is where.</param>
/// <param name="Number">Which call.</param>
/// <param name="Dialled">The number called.</param>
/// <param name="Media">Where the carrier wants media.</param>
internal sealed record CarrierCall(BenchPorts Ports, int Number, string Dialled, IPEndPoint Media)
{
    /// <summary>Who calls.</summary>
    public const string CallerNumber = "9729859901";

    /// <summary>Its Call-ID.</summary>
    public string CallId => $"bench{Number}@127.0.0.2";

    /// <summary>A request of it.</summary>
    /// <param name="method">INVITE, CANCEL, ACK or BYE.</param>
    /// <param name="to">The To line of the answer; null before that.</param>
    public byte[] Request(string method, string? to = null)
    {
        string uri = $"sip:{Dialled}@127.0.0.1:{Ports.Server}";
        // The ACK of an answer and the BYE are transactions of their own; the ACK of a refusal and the CANCEL belong to the INVITE's.
        string branch = method == "BYE" ? $"bye{Number}" : $"bench{Number}";
        return Encoding.ASCII.GetBytes(
            $"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.2:{Ports.Carrier};branch=z9hG4bK{branch}\r\n" +
            $"From: \"FACETCORP\" <sip:{CallerNumber}@127.0.0.2:{Ports.Carrier}>;tag=bench{Number}\r\n{to ?? $"To: <{uri}>"}\r\nCall-ID: {CallId}\r\n" +
            $"CSeq: {(method == "BYE" ? 2 : 1)} {method}\r\nContact: <sip:carrier@127.0.0.2:{Ports.Carrier}>\r\nMax-Forwards: 70\r\n" +
            BareSip.Body(method == "INVITE" ? BareSip.Description(Media) : ""));
    }
}
