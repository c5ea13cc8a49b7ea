using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;
using NetTapi.Loop;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Tests.Transport;

/// <summary>Where a name is served (RFC 3263), with a name service that is not always well.</summary>
public sealed class ResolverTests
{
    private readonly SimulatedLoop _loop = new(1);
    private readonly Dictionary<string, string> _addresses = new() { ["a.example"] = "192.0.2.1", ["b.example"] = "192.0.2.2", ["carrier.example"] = "192.0.2.9" };
    private readonly SipResolver _resolver;
    private SrvRecord[] _services = [];
    private Exception? _failure;

    public ResolverTests() => _resolver = new SipResolver(
        _loop,
        _ => _failure is DnsResponseException ? Task.FromException<IReadOnlyList<SrvRecord>>(_failure) : Task.FromResult<IReadOnlyList<SrvRecord>>(_services),
        host => _failure is SocketException ? Task.FromException<IPAddress[]>(_failure)
            : _addresses.TryGetValue(host, out var address) ? Task.FromResult<IPAddress[]>([IPAddress.Parse(address)])
            : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)));

    [Fact]
    public void Services_are_tried_by_priority()
    {
        _services = [Service("b.example", 2), Service("a.example", 1)];
        Assert.Equal(["192.0.2.1:5070", "192.0.2.2:5070"], Find());
    }

    [Fact]
    public void A_service_whose_server_has_no_address_leaves_the_others()
    {
        _services = [Service("gone.example", 1), Service("b.example", 2)];
        Assert.Equal(["192.0.2.2:5070"], Find());
    }

    [Fact]
    public void A_name_without_services_is_served_at_its_own_address() => Assert.Equal(["192.0.2.9:5060"], Find());

    [Fact]
    public void A_router_that_answers_no_question_for_services_does_not_hide_the_address()
    {
        _failure = new DnsResponseException(DnsResponseCode.ConnectionTimeout);
        Assert.Equal(["192.0.2.9:5060"], Find());
    }

    [Fact]
    public void A_name_that_says_it_has_no_such_service_is_not_looked_for_on_this_machine()
    {
        _addresses[""] = "127.0.0.1";
        _services = [Service(".", 1)];
        Assert.Empty(Find());
        _services = [];
        Assert.Empty(Find(""));
    }

    [Fact]
    public void While_the_name_service_fails_what_it_said_last_holds()
    {
        Find();
        _failure = new SocketException((int)SocketError.TryAgain);
        Assert.Equal(["192.0.2.9:5060"], Find());
        _failure = null;
        _addresses.Remove("carrier.example");
        Assert.Empty(Find());
        _failure = new SocketException((int)SocketError.TryAgain);
        Assert.Empty(Find());
    }

    private static SrvRecord Service(string host, int priority) =>
        new(new ResourceRecordInfo("_sip._udp.carrier.example", ResourceRecordType.SRV, QueryClass.IN, 60, 0), (ushort)priority, 1, 5070, DnsString.Parse(host));

    private string[] Find(string host = "carrier.example")
    {
        string[]? found = null;
        _resolver.Resolve(host, null, null, targets => found = [.. targets.Select(target => target.Address.ToString())]);
        _loop.RunUntilIdle();
        Assert.NotNull(found);
        return found;
    }
}
