using System.Net;
using System.Net.Sockets;
using System.Text;
using NetTapi.Loop;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Sdp;
using NetTapi.Sip.Transport;
using NetTapi.Testing;

namespace NetTapi.Sip.Tests.Transport;

/// <summary>User agents over real sockets on this machine.</summary>
public sealed class LoopbackTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly EventLoop _loop = new(TimeProvider.System, SystemEntropy.Instance, static fault => Assert.Fail(fault.ToString()));
    private readonly List<IAsyncDisposable> _transports = [];
    private readonly BothEnds _ends = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var transport in _transports) await transport.DisposeAsync();
        await _loop.DisposeAsync();
    }

    [Theory]
    [InlineData("127.0.0.1", TransportProtocol.Udp)]
    [InlineData("127.0.0.1", TransportProtocol.Tcp)]
    [InlineData("::1", TransportProtocol.Udp)]
    [InlineData("::1", TransportProtocol.Tcp)]
    public async Task A_call_is_made_and_hung_up(string address, TransportProtocol protocol)
    {
        var local = IPAddress.Parse(address);
        Assert.SkipUnless(HasAddress(local), $"this machine has no {address}");
        var (caller, _) = await StartAsync(local, protocol);
        var (callee, port) = await StartAsync(local, protocol);
        var target = SipUri.Sip("ben", local.ToString().Contains(':', StringComparison.Ordinal) ? $"[{local}]" : address, port);
        if (protocol == TransportProtocol.Tcp) target = target with { Parameters = SipParameters.Empty.With("transport", "tcp") };
        await OnLoopAsync(() =>
        {
            callee.InviteHandler = _ends;
            caller.Invite(new InviteRequest { Target = target, From = new NameAddress(SipUri.Sip("anna", "example.com")), Offer = Offer(local) }, _ends);
        });
        var session = await _ends.Answered.Task.WaitAsync(Patience);
        Assert.Equal(protocol.ToString().ToUpperInvariant(), await _ends.Transport.Task);
        await OnLoopAsync(() => session.End());
        Assert.Equal(SessionEndReason.Bye, await _ends.Ended.Task.WaitAsync(Patience));
    }

    [Fact]
    public async Task Garbage_is_counted_and_harms_nobody()
    {
        var (agent, port) = await StartAsync(IPAddress.Loopback, TransportProtocol.Udp);
        using var stranger = new UdpClient();
        var entropy = new SeededEntropy(1);
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[entropy.Next(1400) + 1];
            entropy.Fill(bytes);
            await stranger.SendAsync(bytes, "127.0.0.1", port);
        }

        // Some of the garbage was read far enough to be answered: the answer waited for comes behind.
        var answer = await AskAsync(stranger, port);
        while (!answer.StartsWith("SIP/2.0 200", StringComparison.Ordinal)) answer = Encoding.ASCII.GetString((await stranger.ReceiveAsync()).Buffer);

        var figures = default(UserAgentFigures);
        await OnLoopAsync(() => figures = agent.Figures);
        Assert.Equal(200, figures.Malformed);
    }

    [Fact]
    public async Task A_flood_from_one_source_is_dropped_and_another_source_is_answered()
    {
        var udp = new UdpTransport(new IPEndPoint(IPAddress.Loopback, 0), TimeProvider.System);
        _transports.Add(udp);
        var options = new UserAgentOptions { Gate = new GateOptions { Burst = 10, MessagesPerSecond = 1 } };
        var agent = new UserAgent(_loop, options, [udp], new SimulatedResolver());
        agent.Start();
        using var flooder = new UdpClient(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        for (var i = 0; i < 500; i++) await flooder.SendAsync("x"u8.ToArray(), "127.0.0.1", udp.Local.Port);

        using var other = new UdpClient(new IPEndPoint(IPAddress.Parse("127.0.0.3"), 0));
        Assert.StartsWith("SIP/2.0 200", await AskAsync(other, udp.Local.Port), StringComparison.Ordinal);
        await OnLoopAsync(() => Assert.True(agent.Figures.Dropped > 400));
    }

    [Fact]
    public async Task A_connection_that_sends_no_SIP_is_closed()
    {
        var (_, port) = await StartAsync(IPAddress.Loopback, TransportProtocol.Tcp);
        using var stranger = new TcpClient();
        await stranger.ConnectAsync(IPAddress.Loopback, port);
        var stream = stranger.GetStream();
        using var limit = new CancellationTokenSource(Patience);
        var line = new byte[64 * 1024];
        Array.Fill(line, (byte)'x');
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (true)
            {
                await stream.WriteAsync(line, limit.Token);
                if (stranger.Available == 0 && stranger.Client.Poll(0, SelectMode.SelectRead)) throw new IOException("closed");
            }
        });
    }

    private static bool HasAddress(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<string> AskAsync(UdpClient client, int port)
    {
        var options = $"OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK1;rport\r\nFrom: <sip:a@b>;tag=1\r\n" +
            "To: <sip:x@b>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
        await client.SendAsync(Encoding.ASCII.GetBytes(options), "127.0.0.1", port);
        using var limit = new CancellationTokenSource(Patience);
        return Encoding.ASCII.GetString((await client.ReceiveAsync(limit.Token)).Buffer);
    }

    private static SessionDescription Offer(IPAddress local) =>
        AudioSession.Offer(new SdpOrigin(1, 1, local), new IPEndPoint(local, 4000), AudioSession.DefaultCodecs);

    private async Task<(UserAgent Agent, int Port)> StartAsync(IPAddress local, TransportProtocol protocol)
    {
        ITransport transport = protocol == TransportProtocol.Udp
            ? new UdpTransport(new IPEndPoint(local, 0), TimeProvider.System)
            : new TcpTransport(new IPEndPoint(local, 0), new TcpOptions(), TimeProvider.System);
        _transports.Add((IAsyncDisposable)transport);
        UserAgent? agent = null;
        await OnLoopAsync(() => agent = new UserAgent(_loop, new UserAgentOptions(), [transport], new SimulatedResolver()));
        agent!.Start();
        return (agent, transport.Local.Port);
    }

    private Task OnLoopAsync(Action action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(() =>
        {
            try
            {
                action();
                done.SetResult();
            }
#pragma warning disable CA1031 // The test sees it.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                done.SetException(fault);
            }
        });
        return done.Task.WaitAsync(Patience);
    }

    /// <summary>Answers at once, and tells what happens.</summary>
    private sealed class BothEnds : IInviteHandler, IOutgoingInviteEvents, IInviteSessionEvents
    {
        public TaskCompletionSource<InviteSession> Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<SessionEndReason> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<string> Transport { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void OnInvite(IncomingInvite invite)
        {
            Transport.SetResult(invite.Request.TopVia!.Transport);
            invite.Accept(AudioSession.Answer(invite.Offer!, new SdpOrigin(2, 1, invite.LocalAddress), new IPEndPoint(invite.LocalAddress, 5000), AudioSession.DefaultCodecs)!, this);
        }

        public void OnProgress(OutgoingInvite invite, SipResponse response, SessionDescription? description) => Assert.True(response.Status > 100);

        public void OnAnswered(OutgoingInvite invite, InviteSession session, SessionDescription? description)
        {
            session.Events = this;
            Answered.SetResult(session);
        }

        public void OnFailed(OutgoingInvite invite, int status, string reason) => Answered.SetException(new InvalidOperationException($"{status} {reason}"));

        public SessionDescription? OnOffer(InviteSession session, SessionDescription offer) => null;

        public SessionDescription OnOfferWanted(InviteSession session) => Offer(IPAddress.Loopback);

        public void OnAnswer(InviteSession session, SessionDescription answer) => Assert.Fail("no answer was owed");

        public int OnInfo(InviteSession session, SipRequest info) => 200;

        public void OnEnded(InviteSession session, SessionEndReason reason) => Ended.SetResult(reason);
    }
}
