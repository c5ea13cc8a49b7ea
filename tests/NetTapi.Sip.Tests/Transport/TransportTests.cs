using System.Net;
using System.Net.Sockets;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Tests.Transport;

public class TransportTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task A_datagram_arrives_and_its_flow_leads_back(string address)
    {
        await using var here = new UdpTransport(new IPEndPoint(IPAddress.Parse(address), 0), TimeProvider.System);
        await using var there = new UdpTransport(new IPEndPoint(IPAddress.Parse(address), 0), TimeProvider.System);
        await ExchangeAsync(here, there, 1200);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task A_large_message_goes_over_TCP_and_the_answer_on_the_same_connection(string address)
    {
        await using var here = new TcpTransport(new IPEndPoint(IPAddress.Parse(address), 0), new TcpOptions(), TimeProvider.System);
        await using var there = new TcpTransport(new IPEndPoint(IPAddress.Parse(address), 0), new TcpOptions(), TimeProvider.System);
        await ExchangeAsync(here, there, 20_000);
        Assert.Equal((1, 1), (here.Count, there.Count));
    }

    [Fact]
    public async Task A_refused_connection_is_a_failed_flow()
    {
        var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var nobody = (IPEndPoint)free.LocalEndPoint!;
        await using var here = new TcpTransport(new IPEndPoint(IPAddress.Loopback, 0), new TcpOptions(), TimeProvider.System);
        var ear = new Ear();
        here.Start(ear);
        var flow = here.FlowTo(nobody);
        here.Send(flow, Message(10));
        Assert.Equal(flow, await ear.Failed.Task.WaitAsync(Patience, TestContext.Current.CancellationToken));
        free.Dispose();
    }

    [Fact]
    public async Task Who_connects_and_says_nothing_is_not_kept_and_nobody_is_told()
    {
        await using var here = new TcpTransport(new IPEndPoint(IPAddress.Loopback, 0), new TcpOptions { Patience = TimeSpan.FromMilliseconds(50) }, TimeProvider.System);
        var ear = new Ear();
        here.Start(ear);
        using var stranger = await ConnectAsync(here);
        await stranger.SendAsync("\r\n\r\n"u8.ToArray());
        Assert.Equal("\r\n", await ReadToEndAsync(stranger));
        Assert.False(ear.Failed.Task.IsCompleted);
    }

    [Fact]
    public async Task One_address_does_not_take_all_connections()
    {
        await using var here = new TcpTransport(new IPEndPoint(IPAddress.Loopback, 0), new TcpOptions { MaxConnectionsPerAddress = 2 }, TimeProvider.System);
        here.Start(new Ear());
        using var first = await ConnectAsync(here);
        using var second = await ConnectAsync(here);
        using var third = await ConnectAsync(here);
        Assert.Equal("", await ReadToEndAsync(third));
    }

    [Fact]
    public async Task Whoever_reads_nothing_does_not_fill_the_memory()
    {
        var options = new TcpOptions { MaxQueuedBytes = int.MaxValue, MaxQueuedBytesInAll = 1_000_000 };
        await using var here = new TcpTransport(new IPEndPoint(IPAddress.Loopback, 0), options, TimeProvider.System);
        var ear = new Ear();
        here.Start(ear);
        using var stranger = await ConnectAsync(here);
        await stranger.SendAsync(Message(3));
        var (flow, _) = await ear.Heard.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        for (var i = 0; i < 100; i++) here.Send(flow, new byte[500_000]);
        Assert.Equal(flow, await ear.Failed.Task.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_stops_reading_is_not_waited_for()
    {
        await using var here = new TcpTransport(new IPEndPoint(IPAddress.Loopback, 0), new TcpOptions { MaxQueuedBytes = int.MaxValue, Patience = TimeSpan.FromMilliseconds(200) }, TimeProvider.System);
        var ear = new Ear();
        here.Start(ear);
        using var stranger = await ConnectAsync(here);
        await stranger.SendAsync(Message(3));
        var (flow, _) = await ear.Heard.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        here.Send(flow, new byte[50_000_000]);
        Assert.Equal(flow, await ear.Failed.Task.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    private static async Task<Socket> ConnectAsync(TcpTransport transport)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(transport.Local, TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(limit.Token);
    }

    private static async Task ExchangeAsync(ITransport here, ITransport there, int length)
    {
        Ear caller = new(), called = new();
        here.Start(caller);
        there.Start(called);
        here.Send(here.FlowTo(there.Local), Message(length));
        var (flow, message) = await called.Heard.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(Message(length), message);
        there.Send(flow, Message(3));
        Assert.Equal(Message(3), (await caller.Heard.Task.WaitAsync(Patience, TestContext.Current.CancellationToken)).Message);
    }

    private static byte[] Message(int length) =>
        System.Text.Encoding.UTF8.GetBytes($"OPTIONS sip:a@b SIP/2.0\r\nContent-Length: {length}\r\n\r\n{new string('x', length)}");

    private sealed class Ear : ITransportReceiver
    {
        public TaskCompletionSource<(Flow Flow, byte[] Message)> Heard { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<Flow> Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void OnMessage(Flow flow, ReadOnlyMemory<byte> message) => Heard.TrySetResult((flow, message.ToArray()));

        public void OnFlowFailed(Flow flow) => Failed.TrySetResult(flow);
    }
}
