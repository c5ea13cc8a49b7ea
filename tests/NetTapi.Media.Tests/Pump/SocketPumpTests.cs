using System.Net;
using System.Net.Sockets;
using NetTapi.Loop;

namespace NetTapi.Media.Tests.Pump;

public sealed class SocketPumpTests
{
    private readonly List<Exception> _faults = [];

    [Fact]
    public async Task Ports_of_other_programs_are_passed_over()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var taken = ((IPEndPoint)other.LocalEndPoint!).Port & ~1;
        await using var pump = Pump(new PortRange(taken, Math.Min(taken + 39, 65535)));
        var port = pump.Open(IPAddress.Loopback, new Deaf());
        Assert.NotNull(port);
        Assert.True(port.Local.Port > taken);
    }

    [Fact]
    public async Task An_address_of_another_machine_gives_no_ports_and_is_reported_once()
    {
        await using var pump = Pump(new PortRange(20000, 29999));
        Assert.Null(pump.Open(IPAddress.Parse("192.0.2.1"), new Deaf()));
        Assert.Equal(SocketError.AddressNotAvailable, Assert.IsType<SocketException>(Assert.Single(_faults)).SocketErrorCode);
    }

    [Fact]
    public async Task A_closed_pair_leaves_nothing_behind()
    {
        await using var pump = Pump(PortRange.Any);
        var pair = Assert.IsType<SocketPair>(pump.Open(IPAddress.Loopback, new Deaf()));
        pair.Close();
        pair.Close();
        await pair.Completion;
        Assert.Equal(0, pump.OpenPairs);
        Assert.False(pair.Send([1], new IPEndPoint(IPAddress.Loopback, 9).Serialize()));
    }

    private SocketPump Pump(PortRange range) =>
        new(new PortPool(range, TimeSpan.FromSeconds(30), TimeProvider.System, new SeededEntropy(1)), new PacketBuffers(), TimeProvider.System, _faults.Add);

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
