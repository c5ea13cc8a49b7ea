using System.Net;
using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Server.Configuration;
using NetTapi.Server.Hosting;

namespace NetTapi.EndToEnd.Tests;

/// <summary>One server in this process, with the office of <see cref="OfficeSettings"/>, a clock the test sets and a folder of its own.</summary>
internal sealed class Office : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _patience = new(Patience);
    private readonly ServerHost _server;

    private Office(TestFolder folder, ServerHost server, SetClock clock, int carrier)
    {
        Folder = folder;
        _server = server;
        Clock = clock;
        CarrierPort = carrier;
    }

    /// <summary>Files of this office.</summary>
    public TestFolder Folder { get; }

    /// <summary>The hands of its clock; it begins on 2006-02-27 at 15:04:03 in Chicago.</summary>
    public SetClock Clock { get; }

    /// <summary>The carrier's UDP port.</summary>
    public int CarrierPort { get; }

    /// <summary>The server's SIP port.</summary>
    public int SipPort => _server.Sip[0].Address.Port;

    /// <summary>Where applications connect.</summary>
    public IPEndPoint NetTapi => _server.NetTapi[0];

    /// <summary>Ends whatever waits too long.</summary>
    public CancellationToken Limit => _patience.Token;

    /// <summary>Starts a server.</summary>
    public static async Task<Office> OpenAsync(TimeSpan? ringTimeout = null)
    {
        var folder = new TestFolder();
        var carrier = Peer.FreePort();
        var clock = new SetClock(new DateTimeOffset(2006, 2, 27, 21, 4, 3, TimeSpan.Zero));
        var file = OfficeSettings.Write(folder, carrier, ringTimeout ?? TimeSpan.FromSeconds(45));
        var configuration = ConfigurationLoader.Load(new ConfigurationSources([file], [], []));
        Assert.Empty(configuration.Faults);
        var server = await ServerHost.StartAsync(configuration.Options!, clock);
        return new Office(folder, server, clock, carrier);
    }

    /// <summary>Registers a phone for a station; it plays a tone of its own into calls.</summary>
    public Task<Baresip> PhoneAsync(int station, int tone = 440) =>
        Baresip.RegisterAsync(Folder, $"{station}", $"secret-{station}", SipPort, tone, Limit);

    /// <summary>Lets the carrier bring a call.</summary>
    public Sipp CallIn(SippScenario scenario, string dialled = OfficeSettings.KensNumber) =>
        Sipp.Call(scenario, CarrierPort, SipPort, Folder, new OutsideCall(dialled, "FACETCORP", "9729859901"));

    /// <summary>Lets the carrier wait for a call.</summary>
    public Sipp CallOut(SippScenario scenario) => Sipp.Answer(scenario, CarrierPort, SipPort, Folder);

    /// <summary>Connects an application as a user with every privilege and watches users.</summary>
    public async Task<NetTapiProbe> WatchAsync(params string[] uids)
    {
        var probe = await NetTapiProbe.LogInAsync(NetTapi, "ken", Limit);
        foreach (var uid in uids) await probe.WatchAsync(uid, Limit);
        return probe;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _patience.Dispose();
        Folder.Dispose();
    }
}
