using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Server.Configuration;
using NetTapi.Server.Hosting;

namespace NetTapi.EndToEnd.Tests;

/// <summary>One server in this process, with the office of <see cref="OfficeSettings"/>, a clock the test sets and a folder of its own.</summary>
internal sealed class Office : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _patience = new(Patience);
    private readonly ServerHost _server;
    private PhoneRoom? _room;

    private Office(TestFolder folder, ServerHost server, SetClock clock, int carrier, ServerLog log)
    {
        Folder = folder;
        _server = server;
        Clock = clock;
        CarrierPort = carrier;
        Log = log;
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

    /// <summary>Where machines ask.</summary>
    public Uri Http => new($"http://{_server.Http[0]}");

    /// <summary>What the server says in its log.</summary>
    public ServerLog Log { get; }

    /// <summary>Ends whatever waits too long.</summary>
    public CancellationToken Limit => _patience.Token;

    private PhoneRoom Room => _room ??= new PhoneRoom(TimeProvider.System, SystemEntropy.Instance, static fault => Assert.Fail(fault.ToString()));

    /// <summary>Starts a server.</summary>
    /// <param name="ringTimeout">How long phones ring; null for longer than a test.</param>
    /// <param name="change">What is otherwise in its configuration; null for nothing.</param>
    public static async Task<Office> OpenAsync(TimeSpan? ringTimeout = null, Action<JsonObject>? change = null)
    {
        var folder = new TestFolder();
        var carrier = FreePorts.Next();
        var clock = new SetClock(new DateTimeOffset(2006, 2, 27, 21, 4, 3, TimeSpan.Zero));
        var file = OfficeSettings.Write(folder, carrier, ringTimeout ?? TimeSpan.FromSeconds(45), change);
        var configuration = ConfigurationLoader.Load(new ConfigurationSources([file], [], []));
        Assert.Empty(configuration.Faults);
        var log = new ServerLog();
        var server = await ServerHost.StartAsync(configuration.Options!, clock, logging => logging.AddProvider(log));
        return new Office(folder, server, clock, carrier, log);
    }

    /// <summary>Registers a phone for a station; it plays a tone of its own into calls.</summary>
    public Task<Baresip> PhoneAsync(int station, int tone = 440, string codecs = "pcmu") =>
        Baresip.RegisterAsync(Folder, $"{station}", $"secret-{station}", SipPort, tone, Limit, codecs);

    /// <summary>Registers linphone for a station; it plays a tone of its own into calls.</summary>
    public Task<Linphone> LinphoneAsync(int station, int tone = 440) =>
        Linphone.RegisterAsync(Folder, $"{station}", $"secret-{station}", SipPort, tone, Limit);

    /// <summary>Registers a phone of ours for a station, which tells what it hears.</summary>
    public async Task<SoftPhone> SoftPhoneAsync(int station, PhoneSound sound)
    {
        var options = new SoftPhoneOptions($"{station}", new IPEndPoint(IPAddress.Loopback, SipPort))
        {
            Credentials = new($"{station}", $"secret-{station}"),
        };
        var phone = new SoftPhone(Room.Equip(new IPEndPoint(IPAddress.Loopback, 0)), options) { Sound = sound };
        await phone.RunAsync(phone.Register);
        await phone.WaitForAsync(() => phone.IsRegistered, Limit);
        return phone;
    }

    /// <summary>A carrier of ours in SIPp's place, which tells what it hears.</summary>
    /// <param name="sound">What it says and listens for.</param>
    /// <param name="port">Its UDP port, where it is another than the office's first.</param>
    public Carrier OpenCarrier(PhoneSound sound, int? port = null) => new(
        Room.Equip(new IPEndPoint(IPAddress.Loopback, port ?? CarrierPort)), new IPEndPoint(IPAddress.Loopback, SipPort))
    { Sound = sound };

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
        if (_room is not null) await _room.DisposeAsync();
        await _server.DisposeAsync();
        _patience.Dispose();
        Folder.Dispose();
    }
}
