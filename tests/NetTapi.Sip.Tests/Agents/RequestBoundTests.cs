using System.Net;
using System.Text;
using NetTapi.Loop;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Tests.Invites;
using NetTapi.Sip.Transport;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Agents;

/// <summary>What strangers may ask for: bounded, and each handler's own.</summary>
public class RequestBoundTests
{
    private static readonly IPEndPoint Here = IPEndPoint.Parse("10.0.0.1:5060");

    private readonly SimulatedLoop _loop = new(1);
    private readonly SimulatedNetwork _network;

    public RequestBoundTests() => _network = new SimulatedNetwork(_loop, NetworkManners.Good);

    [Fact]
    public void A_flood_from_invented_addresses_fills_no_table_and_ends_no_call()
    {
        var server = new Peer(_loop, _network, "10.0.0.1:5060", static options => options with { Gate = new GateOptions { Transactions = 20 } });
        var caller = new Peer(_loop, _network, "10.0.0.2:5060");
        server.OnCall = _ => server.Accept();
        _loop.Post(() => caller.Call(server, caller.Offer()));
        Run(1);
        for (var i = 1; i <= 200; i++) Send($"10.9.{i}.1:5060", $"OPTIONS sip:x@10.0.0.1 SIP/2.0\r\nTo: <sip:x@10.0.0.1>{(i % 2 == 0 ? ";tag=1" : "")}", i);
        Run(1);
        Assert.Equal(20, server.Agent.Figures.Transactions);
        Assert.True(server.Agent.Figures.Dropped >= 180);
        _loop.Post(() => caller.Session!.End());
        Run(1);
        Assert.Equal("ended Bye", server.Log[^1]);
        _loop.RunUntilIdle();
        server.IsIdle();
    }

    [Theory]
    [InlineData("path", 200)]
    [InlineData("100rel", 420)]
    public void A_handler_says_itself_what_may_be_required_of_it(string tag, int status)
    {
        var server = new Peer(_loop, _network, "10.0.0.1:5060");
        server.Agent.Handle(SipMethods.Register, new Yes());
        List<int> statuses = [];
        Send("10.0.0.9:5060", $"REGISTER sip:10.0.0.1 SIP/2.0\r\nTo: <sip:x@10.0.0.1>\r\nRequire: {tag}", 1, new Ear(statuses));
        Run(1);
        Assert.Equal([status], statuses);
    }

    private void Send(string from, string head, int number, Ear? ear = null)
    {
        var transport = _network.Attach(IPEndPoint.Parse(from));
        if (ear is not null) transport.Start(ear);
        var text = $"{head}\r\nVia: SIP/2.0/UDP {from};branch=z9hG4bK{number}\r\nFrom: <sip:x@x>;tag={number}\r\nCall-ID: {number}\r\nCSeq: 1 {head.Split(' ')[0]}\r\n\r\n";
        transport.Send(transport.FlowTo(Here), Encoding.ASCII.GetBytes(text));
    }

    private void Run(double seconds) => _loop.Run(TimeSpan.FromSeconds(seconds));

    private sealed class Yes : IRequestHandler
    {
        public IReadOnlyCollection<string> Extensions => ["path"];

        public void OnRequest(IncomingRequest request) => request.Respond(SipResponse.For(request.Request, 200, null, "x"));
    }

    private sealed class Ear(List<int> statuses) : ITransportReceiver
    {
        public void OnMessage(Flow flow, ReadOnlyMemory<byte> message)
        {
            Assert.True(SipParser.TryParse(message, out var parsed, out _));
            statuses.Add(((SipResponse)parsed).Status);
        }

        public void OnFlowFailed(Flow flow) => throw new InvalidOperationException("UDP does not fail.");
    }
}
