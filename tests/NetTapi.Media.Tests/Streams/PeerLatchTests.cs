using System.Net;

namespace NetTapi.Media.Tests.Streams;

public class PeerLatchTests
{
    private static readonly IPEndPoint Negotiated = new(IPAddress.Parse("192.0.2.7"), 4000);

    [Fact]
    public void Nobody_is_the_peer_before_there_is_one()
    {
        var latch = default(PeerLatch);
        Assert.False(latch.Accepts(From("192.0.2.7", 4000), out _));
        Assert.False(latch.Accepts(default, out _));
    }

    [Fact]
    public void Another_address_is_never_the_peer()
    {
        var latch = Opened();
        Assert.False(latch.Accepts(From("192.0.2.8", 4000), out _));
        Assert.True(latch.Accepts(From("192.0.2.7", 4000), out _));
        Assert.False(latch.Accepts(From("192.0.2.8", 4000), out _));
    }

    [Fact]
    public void The_first_port_at_the_address_holds_the_latch()
    {
        var latch = Opened();
        Assert.True(latch.Accepts(From("192.0.2.7", 5000), out var moved));
        Assert.True(moved);
        Assert.False(latch.Accepts(From("192.0.2.7", 6000), out _));
        Assert.True(latch.Accepts(From("192.0.2.7", 5000), out moved));
        Assert.False(moved);
    }

    [Fact]
    public void The_negotiated_port_takes_the_latch_back_for_good()
    {
        var latch = Opened();
        Assert.True(latch.Accepts(From("192.0.2.7", 5000), out _));
        Assert.True(latch.Accepts(From("192.0.2.7", 4000), out var moved));
        Assert.True(moved);
        Assert.False(latch.Accepts(From("192.0.2.7", 5000), out _));
    }

    [Fact]
    public void A_negotiation_opens_the_latch_again()
    {
        var latch = Opened();
        Assert.True(latch.Accepts(From("192.0.2.7", 4000), out _));
        latch.Reopen(Negotiated);
        Assert.True(latch.Accepts(From("192.0.2.7", 5000), out _));
    }

    [Fact]
    public void An_IPv4_peer_seen_through_an_IPv6_socket_is_the_same_peer()
    {
        var latch = Opened();
        Assert.True(latch.Accepts(From("::ffff:192.0.2.7", 4000), out _));
    }

    private static PeerLatch Opened()
    {
        var latch = default(PeerLatch);
        latch.Reopen(Negotiated);
        return latch;
    }

    private static PeerAddress From(string address, int port) => PeerAddress.From(new IPEndPoint(IPAddress.Parse(address), port));
}
