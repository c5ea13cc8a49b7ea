using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NetTapi.Server.Configuration;
using NetTapi.Server.Hosting;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Records;
using NetTapi.Testing;

namespace NetTapi.Server.Tests.Hosting;

public class ServerHostTests
{
    [Fact]
    public async Task It_starts_on_free_ports_says_which_and_stops()
    {
        using var folder = new HostFolder();
        await using var host = await ServerHost.StartAsync(folder.Options);
        Assert.Equal(2, host.NetTapi.Count);
        Assert.Equal(["udp", "tcp"], host.Sip.Select(listener => $"{listener}".Split(':')[0]));
        Assert.All([.. host.NetTapi, .. host.Sip.Select(listener => listener.Address), .. host.Http], address => Assert.NotEqual(0, address.Port));

        var application = await ConnectAsync(host.NetTapi[0]);
        Assert.Equal((HttpStatusCode.OK, """{"status":"ok"}"""), await HostFolder.GetAsync(host, "/health/live"));
        Assert.Equal((HttpStatusCode.OK, """{"status":"ok"}"""), await HostFolder.GetAsync(host, "/health/ready"));
        await host.StopAsync();
        Assert.Equal(0, await application.GetStream().ReadAsync(new byte[1]));
        await Assert.ThrowsAsync<SocketException>(() => ConnectAsync(host.NetTapi[0]));
        application.Dispose();
    }

    [Fact]
    public async Task A_stop_twice_is_one_stop()
    {
        using var folder = new HostFolder();
        var host = await ServerHost.StartAsync(folder.Options);
        await Task.WhenAll(host.StopAsync(), host.StopAsync());
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_its_key_and_everything_begun_is_undone()
    {
        using var folder = new HostFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = (IPEndPoint)other.LocalEndpoint;
        var options = folder.Options;
        var inTheWay = options with { NetTapi = options.NetTapi with { Listen = [new NetTapiListener(taken, NetTapi.Protocol.Encodings.WireEncoding.Utf8)] } };

        var refusal = await Assert.ThrowsAsync<StartException>(() => ServerHost.StartAsync(inTheWay));
        Assert.Equal($"NetTapi:Listen: {taken}: the address is in use", refusal.Message);
        await using var host = await ServerHost.StartAsync(options);
    }

    /// <summary>Who has to tell callers that they are recorded learned from nothing that they were not.</summary>
    [Fact]
    public async Task An_announcement_that_can_not_be_played_stops_the_start()
    {
        using var folder = new HostFolder();
        var options = folder.Options;
        var missing = folder.PathOf("told.wav");
        var refusal = await Assert.ThrowsAsync<StartException>(() => ServerHost.StartAsync(options with { Recordings = options.Recordings with { Announcement = missing } }));
        Assert.StartsWith($"Recordings:Announcement: {missing}: ", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>SIP was bound by then, and stayed so: who starts servers in one process could not try again.</summary>
    [Fact]
    public async Task A_start_that_fails_after_sip_is_bound_frees_its_ports()
    {
        using var folder = new HostFolder();
        var options = folder.Options;
        SipListener[] taken;
        await using (var host = await ServerHost.StartAsync(options)) taken = [.. host.Sip];
        var broken = options with { Sip = options.Sip with { Listen = [.. taken] }, Recordings = options.Recordings with { Announcement = folder.PathOf("told.wav") } };
        await Assert.ThrowsAsync<StartException>(() => ServerHost.StartAsync(broken));
        await using var again = await ServerHost.StartAsync(options with { Sip = broken.Sip });
        Assert.Equal(taken, again.Sip);
    }

    [Fact]
    public async Task An_address_that_is_not_this_machines_is_named_with_its_key()
    {
        using var folder = new HostFolder();
        var options = folder.Options;
        var elsewhere = IPEndPoint.Parse("192.0.2.10:6500");
        var listeners = options.NetTapi.Listen.Add(new NetTapiListener(elsewhere, NetTapi.Protocol.Encodings.WireEncoding.Utf8));
        var refusal = await Assert.ThrowsAsync<StartException>(() => ServerHost.StartAsync(options with { NetTapi = options.NetTapi with { Listen = listeners } }));
        Assert.StartsWith($"NetTapi:Listen: {elsewhere}: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sip_port_in_use_is_named_too()
    {
        using var folder = new HostFolder();
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var options = folder.Options;
        var listener = options.Sip.Listen[0] with { Address = (IPEndPoint)other.LocalEndPoint! };

        var refusal = await Assert.ThrowsAsync<StartException>(() => ServerHost.StartAsync(options with { Sip = options.Sip with { Listen = [listener] } }));
        Assert.Equal($"Sip:Listen: {listener}: the address is in use", refusal.Message);
    }

    /// <summary>They were counted, and nobody could read the figures.</summary>
    [Fact]
    public async Task What_sip_and_the_recordings_lose_is_among_the_figures()
    {
        using var folder = new HostFolder();
        await using var host = await ServerHost.StartAsync(folder.Options);
        var (_, before) = await HostFolder.GetAsync(host, "/metrics");
        foreach (var name in new[] { "sip_dropped", "sip_malformed", "recordings_lost_samples" }) Assert.Contains($"\nnettapi_{name}_total 0\n", before, StringComparison.Ordinal);

        using var stranger = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await stranger.SendAsync("no message of SIP\r\n\r\n"u8.ToArray(), host.Sip[0].Address);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        while (!(await HostFolder.GetAsync(host, "/metrics")).Body.Contains("\nnettapi_sip_malformed_total 1\n", StringComparison.Ordinal)) patience.Token.ThrowIfCancellationRequested();
    }

    [Fact]
    public async Task The_configurations_directory_goes_into_an_empty_database_and_never_over_another()
    {
        using var folder = new HostFolder();
        using var log = new HostLogLines();
        await using (var first = await ServerHost.StartAsync(folder.Options with { Directory = HostFolder.Office }, logging: log.AddTo))
        {
            Assert.Equal("128", first.Services.GetRequiredService<LiveDirectory>().Current.UserByName("KEN")?.Uid.Value);
            Assert.DoesNotContain(log.Warnings, line => line.Contains("differs", StringComparison.Ordinal));
        }

        await using var second = await ServerHost.StartAsync(folder.Options with { Directory = HostFolder.Office with { Statuses = [] } }, logging: log.AddTo);
        Assert.Single(log.Warnings, line => line.Contains("Directory differs from the database's", StringComparison.Ordinal));
        Assert.Single(second.Services.GetRequiredService<LiveDirectory>().Current.Data.Statuses);
    }

    [Fact]
    public async Task While_the_database_refuses_the_server_is_not_ready_and_says_why()
    {
        using var folder = new HostFolder();
        using var log = new HostLogLines();
        await using var host = await ServerHost.StartAsync(folder.Options, logging: log.AddTo);
        using (var other = new SqliteConnection($"Data Source={folder.PathOf("nettapi.db")};Pooling=False"))
        {
            other.Open();
            using var lockHeld = other.BeginTransaction(deferred: false);
            host.Services.GetRequiredService<IDirectoryStore>().SaveStatus(new UserId("128"), "Lunch");
            await log.Logged("refuses to be written to");
            var (status, body) = await HostFolder.GetAsync(host, "/health/ready");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Contains("another program keeps it locked", body, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await HostFolder.GetAsync(host, "/health/live")).Status);
        }

        await log.Logged("takes writes again");
        Assert.Equal(HttpStatusCode.OK, (await HostFolder.GetAsync(host, "/health/ready")).Status);
    }

    [Fact]
    public async Task What_waits_for_the_disk_at_a_stop_is_written_out()
    {
        using var folder = new HostFolder();
        await using (var host = await ServerHost.StartAsync(folder.Options))
        {
            host.Services.GetRequiredService<IDirectoryStore>().SaveStatus(new UserId("128"), "Lunch");
        }

        await using var again = await ServerHost.StartAsync(folder.Options);
        Assert.Equal("Lunch", (await again.Services.GetRequiredService<IDirectoryStore>().ReadStatusesAsync(default))[new UserId("128")]);
        Assert.Empty(await again.Services.GetRequiredService<ICallStore>().ReadOpenCallsAsync(default));
    }

    [Fact]
    [Requirement("C6")]
    public async Task A_status_an_application_chose_is_in_force_after_a_restart()
    {
        using var folder = new HostFolder();
        var options = folder.Options with { Directory = HostFolder.Office with { Statuses = [new Status("Available"), new Status("Lunch", Rings: false)] } };
        await using (var host = await ServerHost.StartAsync(options))
        {
            using var application = await ConnectAsync(host.NetTapi[0]);
            await application.GetStream().WriteAsync("!<connect_nettapi>\u0004!<login_nettapi><uname=ken><pass=>\u0004!<change_status><status=lunch>\u0004!<logout_nettapi>\u0004"u8.ToArray());
            using var reader = new StreamReader(application.GetStream());
            Assert.EndsWith("#<login_nettapi=y><uid=128><priv=>\u0004", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }

        await using var again = await ServerHost.StartAsync(options);
        var directory = again.Services.GetRequiredService<LiveDirectory>();
        Assert.Equal("Lunch", directory.StatusOf(directory.Current.User("128")!)?.Name);
        Assert.False(directory.Rings(directory.Current.User("128")!));
    }

    private static async Task<TcpClient> ConnectAsync(IPEndPoint address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address);
        return client;
    }
}
