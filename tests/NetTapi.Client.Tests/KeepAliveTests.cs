using NetTapi.Testing;

namespace NetTapi.Client.Tests;

/// <summary>Whether a connection on which nothing is said is looked after.</summary>
public class KeepAliveTests : ClientFixture
{
    [Fact]
    public void A_silent_connection_is_asked_after_within_half_a_minute()
    {
        var timer = KernelTimer.Of(remote: Peer.Port);
        Assert.True(timer.IsKeepAlive);
        Assert.InRange(timer.Due, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }
}
