using System.Net;
using System.Text;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Tests.Agents;

/// <summary>A request as a transport would hand it in, and the answers it got.</summary>
internal sealed class TestRequest(SipRequest request, Flow flow) : IncomingRequest
{
    public override SipRequest Request { get; } = request;

    public override Flow Flow { get; } = flow;

    public List<SipResponse> Responses { get; } = [];

    public override void Respond(SipResponse response) => Responses.Add(response);

    /// <summary>The only answer, checked to be one to this request.</summary>
    public SipResponse Response
    {
        get
        {
            var response = Assert.Single(Responses);
            Assert.Equal(Request.CallId, response.CallId);
            Assert.Equal(Request.CSeq, response.CSeq);
            Assert.NotNull(response.To!.Tag);
            return response;
        }
    }

    /// <summary>A flow from an address, over nothing.</summary>
    public static Flow FlowFrom(string address = "192.0.2.1:5060") =>
        new(new NoTransport(), new IPEndPoint(IPAddress.Loopback, 5060), IPEndPoint.Parse(address), 0);

    /// <summary>What a handler answers to a request.</summary>
    public static SipResponse Ask(IRequestHandler handler, SipRequest request, Flow? flow = null)
    {
        var incoming = new TestRequest(request, flow ?? FlowFrom());
        handler.OnRequest(incoming);
        return incoming.Response;
    }

    /// <summary>A request of these lines.</summary>
    public static SipRequest Parse(params string[] lines)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n");
        Assert.True(SipParser.TryParse(bytes, out var message, out var fault), fault?.ToString());
        return Assert.IsType<SipRequest>(message);
    }

    private sealed class NoTransport : ITransport
    {
        public TransportProtocol Protocol => TransportProtocol.Udp;

        public IPEndPoint Local { get; } = new(IPAddress.Loopback, 5060);

        public bool IsReliable => false;

        public void Start(ITransportReceiver receiver) => throw new NotSupportedException();

        public Flow FlowTo(IPEndPoint remote) => throw new NotSupportedException();

        public void Send(Flow flow, ReadOnlyMemory<byte> message) => throw new NotSupportedException();
    }
}
