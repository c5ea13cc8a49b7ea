using System.Net;
using System.Net.Sockets;
using NetTapi.Loop;
using NetTapi.Testing;

namespace NetTapi.Media.Tests.Pump;

/// <summary>Both pumps, on real sockets.</summary>
public sealed class PacketPumpTests
{
    private readonly List<Exception> _faults = [];

    [Theory, MemberData(nameof(Pumps))]
    public async Task Ports_of_other_programs_are_passed_over(string kind)
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var taken = ((IPEndPoint)other.LocalEndPoint!).Port & ~1;
        await using var pump = Pump(kind, new PortRange(taken, Math.Min(taken + 39, 65535)));
        var port = pump.Open(IPAddress.Loopback, new Deaf());
        Assert.NotNull(port);
        Assert.True(port.Local.Port > taken);
    }

    [Theory, MemberData(nameof(Pumps))]
    public async Task An_address_of_another_machine_gives_no_ports_and_is_reported_once(string kind)
    {
        await using var pump = Pump(kind, new PortRange(20000, 29999));
        Assert.Null(pump.Open(IPAddress.Parse("192.0.2.1"), new Deaf()));
        Assert.Equal(SocketError.AddressNotAvailable, Assert.IsType<SocketException>(Assert.Single(_faults)).SocketErrorCode);
    }

    [Theory, MemberData(nameof(Pumps))]
    public async Task A_closed_pair_leaves_nothing_behind(string kind)
    {
        await using var pump = Pump(kind, PortRange.Any);
        var pair = pump.Open(IPAddress.Loopback, new Deaf());
        Assert.Equal(1, pump.OpenPairs);
        pair!.Close();
        pair.Close();
        Assert.Equal(0, pump.OpenPairs);
        Assert.False(pair.Send([1], new IPEndPoint(IPAddress.Loopback, 9).Serialize()));
    }

    [Theory, MemberData(nameof(Pumps))]
    public async Task Packets_of_many_pairs_come_to_the_right_one_with_their_sender(string kind)
    {
        await using var pump = Pump(kind, PortRange.Any);
        var ears = Enumerable.Range(0, 40).Select(_ => new Ear()).ToArray();
        var ports = ears.Select(ear => pump.Open(IPAddress.Loopback, ear)!).ToArray();
        for (var i = 0; i < ports.Length; i++)
        {
            var sender = ports[(i + 1) % ports.Length];
            Assert.True(sender.Send([1, (byte)i], ports[i].Local.Serialize()));
            Assert.True(sender.SendControl([2, (byte)i], new IPEndPoint(IPAddress.Loopback, ports[i].Local.Port + 1).Serialize()));
        }

        for (var i = 0; i < ports.Length; i++)
        {
            var from = ports[(i + 1) % ports.Length].Local.Port;
            Assert.Equal(((byte)1, (byte)i, from), await ears[i].Sound.Task);
            Assert.Equal(((byte)2, (byte)i, from + 1), await ears[i].Control.Task);
        }
    }

    /// <summary>Calls end while their packets still come: no socket is left behind, for its ports can be had again a hundred times over, and nothing is reported.</summary>
    [Theory, MemberData(nameof(Pumps))]
    public async Task Pairs_that_are_closed_under_a_flood_give_their_ports_back(string kind)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var first = Math.Min(((IPEndPoint)probe.LocalEndPoint!).Port + 100, 65_000) & ~1;
        await using var pump = Pump(kind, new PortRange(first, first + 79), rest: TimeSpan.Zero);
        var packet = new byte[172];
        for (var round = 0; round < 200; round++)
        {
            var pairs = Enumerable.Range(0, 10).Select(_ => Open()).ToArray();
            for (var i = 0; i < 10; i++)
            {
                foreach (var pair in pairs) probe.SendTo(packet, pair.Local);
                pairs[i].Close();
            }
        }

        Assert.Equal(0, pump.OpenPairs);
        Assert.Empty(_faults);

        // Where there is a loop for each socket, a closed one gives its ports back a moment later.
        IPacketPort Open()
        {
            IPacketPort? pair = null;
            Eventually.Holds(() => (pair = pump.Open(IPAddress.Loopback, new Deaf())) is not null);
            return pair!;
        }
    }

    [Theory, MemberData(nameof(Pumps))]
    public async Task A_handler_that_throws_costs_its_packet_only(string kind)
    {
        var told = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var pump = Pump(kind, PortRange.Any, told.SetResult);
        var ear = new Ear { FailsOn = 9 };
        var port = pump.Open(IPAddress.Loopback, ear)!;
        port.Send([9, 9], port.Local.Serialize());
        Assert.IsType<InvalidOperationException>(await told.Task);
        port.Send([1, 1], port.Local.Serialize());
        Assert.Equal(((byte)1, (byte)1, port.Local.Port), await ear.Sound.Task);
    }

    public static TheoryData<string> Pumps() => OperatingSystem.IsLinux() ? ["polling", "sockets"] : ["sockets"];

    private IPacketPump Pump(string kind, PortRange range, Action<Exception>? onFault = null, TimeSpan? rest = null)
    {
        var report = onFault ?? _faults.Add;
        var binder = new PortBinder(new PortPool(range, rest ?? TimeSpan.FromSeconds(30), TimeProvider.System, new SeededEntropy(1)), report);
        if (kind == "polling" && OperatingSystem.IsLinux()) return new PollingPump(binder, new PacketBuffers(), TimeProvider.System, report);
        return new SocketPump(binder, new PacketBuffers(), TimeProvider.System, report);
    }

    private sealed class Ear : IPacketHandler
    {
        public byte? FailsOn { get; init; }

        public TaskCompletionSource<(byte, byte, int)> Sound { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<(byte, byte, int)> Control { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void OnPacket(Span<byte> packet, in PeerAddress from, long ticks)
        {
            if (packet[0] == FailsOn) throw new InvalidOperationException("the packet a test wants to fail");
            Sound.SetResult((packet[0], packet[1], from.Port));
        }

        public void OnControlPacket(Span<byte> packet, in PeerAddress from) => Control.SetResult((packet[0], packet[1], from.Port));
    }

    private sealed class Deaf : IPacketHandler
    {
        public void OnPacket(Span<byte> packet, in PeerAddress from, long ticks)
        {
        }

        public void OnControlPacket(Span<byte> packet, in PeerAddress from)
        {
        }
    }
}
