using System.Net;
using NetTapi.Switch.Gateways;

namespace NetTapi.Switch.Tests.Gateways;

public class PeerRuleTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1:5060", true)]
    [InlineData("192.0.2.1", "192.0.2.2:5060", false)]
    [InlineData("192.0.2.1:5090", "192.0.2.1:5090", true)]
    [InlineData("192.0.2.1:5090", "192.0.2.1:5060", false)]
    [InlineData("10.0.0.0/8", "10.200.1.1:40000", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1:40000", false)]
    [InlineData("10.0.0.0/8:5060", "10.0.0.1:5060", true)]
    [InlineData("10.0.0.0/8:5060", "10.0.0.1:5061", false)]
    [InlineData("2001:db8::1", "[2001:db8::1]:5060", true)]
    [InlineData("[2001:db8::1]:5060", "[2001:db8::1]:5060", true)]
    [InlineData("[2001:db8::1]:5060", "[2001:db8::1]:5061", false)]
    [InlineData("2001:db8::/32", "[2001:db8:5::1]:5060", true)]
    [InlineData("192.0.2.1", "[::ffff:192.0.2.1]:5060", true)]
    public void An_address_or_network_with_or_without_a_port_accepts_its_peers(string text, string peer, bool accepted)
    {
        Assert.True(PeerRule.TryParse(text, out var rule));
        Assert.Equal(accepted, rule.Accepts(IPEndPoint.Parse(peer)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("carrier.example")]
    [InlineData("192.0.2.1:0")]
    [InlineData("192.0.2.1:70000")]
    [InlineData("192.0.2.1:x")]
    [InlineData("10.0.0.0/40")]
    [InlineData("[2001:db8::1")]
    public void What_is_no_address_is_no_rule(string text) => Assert.False(PeerRule.TryParse(text, out _));
}
