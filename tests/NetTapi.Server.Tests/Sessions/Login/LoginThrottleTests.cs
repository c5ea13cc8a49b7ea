using System.Net;
using Microsoft.Extensions.Time.Testing;
using NetTapi.Server.Sessions;
using NetTapi.Server.Sessions.Login;
using NetTapi.Testing;

namespace NetTapi.Server.Tests.Sessions.Login;

[Requirement("S6")]
public class LoginThrottleTests
{
    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.1");

    private readonly LoginThrottle _throttle = new(new SessionOptions(), new FakeTimeProvider());

    [Fact]
    public void An_address_past_its_burst_is_not_looked_at_whatever_the_name()
    {
        for (int attempt = 0; attempt < 10; attempt++) _throttle.Failed(Home, $"user{attempt}");
        Assert.False(_throttle.Allows(Home, "ken"));
    }

    [Fact]
    public void Nobody_can_lock_the_user_of_another_address_out()
    {
        for (int attempt = 0; attempt < 100; attempt++) _throttle.Failed(Home, "ken");
        Assert.True(_throttle.Allows(IPAddress.Parse("192.0.2.2"), "ken"));
    }

    [Fact]
    public void One_name_uses_up_half_of_what_its_address_has()
    {
        for (int attempt = 0; attempt < 5; attempt++) _throttle.Failed(Home, "Ken");
        Assert.False(_throttle.Allows(Home, "kEN"));
        Assert.True(_throttle.Allows(Home, "ann"));
    }

    [Theory]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    public void A_mapped_address_and_a_neighbour_in_the_same_64_are_the_same_source(string first, string second, bool same)
    {
        for (int attempt = 0; attempt < 10; attempt++) _throttle.Failed(IPAddress.Parse(first), $"user{attempt}");
        Assert.Equal(!same, _throttle.Allows(IPAddress.Parse(second), "ken"));
    }
}
