using System.Net;
using System.Text;
using NetTapi.Loop;
using NetTapi.Sip.Tests.Invites;
using NetTapi.Sip.Transport;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Agents;

/// <summary>To which port of a peer answers over UDP go (RFC 3261 18.2.2, RFC 3581).</summary>
public class AnswerPortTests
{
    private readonly SimulatedLoop _loop = new(1);
    private readonly SimulatedNetwork _network;
    private readonly Peer _server;
    private readonly Dictionary<int, ITransport> _phone = [];
    private readonly List<int> _heard = [];

    public AnswerPortTests()
    {
        _network = new SimulatedNetwork(_loop, NetworkManners.Good);
        _server = new Peer(_loop, _network, "10.0.0.1:5060");
        foreach (var port in new[] { 5060, 5062, 50123 })
        {
            _phone[port] = _network.Attach(new IPEndPoint(IPAddress.Parse("10.0.0.9"), port));
            _phone[port].Start(new Ear(() => _heard.Add(port)));
        }
    }

    [Theory]
    [InlineData("10.0.0.9:5062", 5062)]
    [InlineData("10.0.0.9", 5060)]
    [InlineData("10.0.0.9:5062;rport", 50123)]
    [InlineData("192.168.1.7:5062", 50123)]
    [InlineData("phone.example:5062", 50123)]
    public void A_phone_that_hears_at_another_port_than_it_sends_from_gets_its_answers(string sentBy, int heardAt)
    {
        Send(50123, "OPTIONS", $"SIP/2.0/UDP {sentBy};branch=z9hG4bK1");
        Assert.Equal([heardAt], _heard);
    }

    [Fact]
    public void Who_sends_is_known_by_the_port_he_sends_from_and_not_by_the_one_he_names()
    {
        Send(50123, "INVITE", "SIP/2.0/UDP 10.0.0.9:5062;branch=z9hG4bK1");
        Assert.Equal((50123, 5062), (_server.Incoming!.Source.Port, _server.Incoming.Flow.Remote.Port));
    }

    private void Send(int port, string method, string via)
    {
        var text = $"{method} sip:1@10.0.0.1 SIP/2.0\r\nVia: {via}\r\nFrom: <sip:9@10.0.0.9>;tag=1\r\nTo: <sip:1@10.0.0.1>\r\nCall-ID: x\r\nCSeq: 1 {method}\r\n\r\n";
        _phone[port].Send(_phone[port].FlowTo(new IPEndPoint(IPAddress.Parse("10.0.0.1"), 5060)), Encoding.ASCII.GetBytes(text));
        _loop.Run(TimeSpan.FromMilliseconds(100));
    }

    private sealed class Ear(Action heard) : ITransportReceiver
    {
        public void OnMessage(Flow flow, ReadOnlyMemory<byte> message) => heard();

        public void OnFlowFailed(Flow flow) => throw new InvalidOperationException("UDP does not fail.");
    }
}
