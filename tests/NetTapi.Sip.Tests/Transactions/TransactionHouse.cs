using System.Net;
using NetTapi.Loop;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transactions;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Tests.Transactions;

/// <summary>A table of transactions between a flow that only writes down, and a user that only writes down.</summary>
internal sealed class TransactionHouse : IClientTransactionEvents
{
    public TransactionHouse(bool isReliable = false)
    {
        Table = new TransactionTable(Loop, SipTimers.Default, (_, message) => Sent.Add((Loop.Now.Monotonic, message)));
        var transport = new SilentTransport(isReliable);
        Flow = transport.FlowTo(IPEndPoint.Parse("10.0.0.2:5060"));
    }

    public SimulatedLoop Loop { get; } = new(1);

    public TransactionTable Table { get; }

    public Flow Flow { get; }

    /// <summary>What went out, and when.</summary>
    public List<(TimeSpan At, SipMessage Message)> Sent { get; } = [];

    /// <summary>What the user was told.</summary>
    public List<string> Told { get; } = [];

    /// <summary>When anything of a kind went out, in seconds.</summary>
    public double[] TimesOf(string startsWith) =>
        [.. Sent.Where(sent => sent.Message.StartLine.StartsWith(startsWith, StringComparison.Ordinal)).Select(sent => sent.At.TotalSeconds)];

    public static SipRequest Request(string method, string branch = "z9hG4bKa", string? toTag = null, uint cseq = 1) => new(
        method,
        SipUri.Parse("sip:ben@10.0.0.2"),
        HeaderList.Empty
            .Add(HeaderNames.Via, $"SIP/2.0/UDP 10.0.0.1:5060;branch={branch}")
            .Add(HeaderNames.From, "<sip:anna@10.0.0.1>;tag=anna")
            .Add(HeaderNames.To, toTag is null ? "<sip:ben@10.0.0.2>" : $"<sip:ben@10.0.0.2>;tag={toTag}")
            .Add(HeaderNames.CallId, "call")
            .Add(HeaderNames.CSeq, $"{cseq} {(method == SipMethods.Ack ? SipMethods.Ack : method)}"));

    public ClientTransaction Begin(string method) => Table.Begin(Request(method), Flow, this);

    /// <summary>A response to the request sent arrives.</summary>
    public void Respond(string method, int status) =>
        Loop.Post(() => Table.OnResponse(SipResponse.For(Request(method), status, null, "ben")));

    public void OnResponse(SipResponse response) => Told.Add($"{response.Status}");

    public void OnNoResponse(int status) => Told.Add($"nothing: {status}");

    private sealed class SilentTransport(bool isReliable) : ITransport
    {
        public TransportProtocol Protocol => isReliable ? TransportProtocol.Tcp : TransportProtocol.Udp;

        public IPEndPoint Local { get; } = IPEndPoint.Parse("10.0.0.1:5060");

        public bool IsReliable => isReliable;

        public void Start(ITransportReceiver receiver)
        {
            // Nothing is ever received: tests hand responses over themselves.
        }

        public Flow FlowTo(IPEndPoint remote) => new(this, Local, remote, 0);

        public void Send(Flow flow, ReadOnlyMemory<byte> message) => Assert.Fail("messages go out through the table's own way");
    }
}
