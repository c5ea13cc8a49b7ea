using System.Net;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Tests.Invites;

/// <summary>A peer that answers only what a test says.</summary>
internal sealed class RawPeer : ITransportReceiver
{
    private readonly ITransport _transport;
    private Flow? _flow;

    public RawPeer(CallHouse house, string address)
    {
        _transport = house.Network.Attach(IPEndPoint.Parse(address));
        _transport.Start(this);
    }

    public List<SipRequest> Got { get; } = [];

    public void OnMessage(Flow flow, ReadOnlyMemory<byte> message)
    {
        _flow = flow;
        if (!SipParser.TryParse(message, out var parsed, out _) || parsed is not SipRequest request) return;
        Got.Add(request);
        if (request.Method is SipMethods.Bye or SipMethods.Prack) _transport.Send(flow, SipWriter.ToArray(SipResponse.For(request, 200)));
    }

    public void OnFlowFailed(Flow flow) => throw new InvalidOperationException("UDP does not fail.");

    public void Answer(SipRequest request, int status, string tag, int port = 4100, uint? reliable = null)
    {
        var headers = SipResponse.For(request, status).Headers.Replace(HeaderNames.To, $"<{request.To!.Uri}>{tag}");
        headers = headers.Replace(HeaderNames.Contact, $"<sip:{_transport.Local}>");
        if (reliable is { } number) headers = headers.Add(HeaderNames.Require, "100rel").Add(HeaderNames.RSeq, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var response = new SipResponse(status, "Scripted", headers);
        Send(status < 300 ? response.WithBody("application/sdp", CallHouse.Description(port).ToBytes()) : response);
    }

    public void Refuse(SipRequest request, int status, params IEnumerable<string> contacts)
    {
        var response = SipResponse.For(request, status, null, "x");
        Send(response.With(response.Headers.AddRange(contacts.Select(contact => new SipHeader(HeaderNames.Contact, contact)))));
    }

    public IEnumerable<string?> TagsOf(string method) => Got.Where(request => request.Is(method)).Select(request => request.To!.Tag).Distinct().Order();

    private void Send(SipResponse response) => _transport.Send(_flow!, SipWriter.ToArray(response));
}
