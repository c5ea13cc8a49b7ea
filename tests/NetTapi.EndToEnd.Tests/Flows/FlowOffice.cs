using System.Net;
using System.Text.Json.Nodes;
using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Server.Configuration;
using NetTapi.Server.Hosting;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;

namespace NetTapi.EndToEnd.Tests.Flows;

/// <summary>A whole server, and phones and a carrier of our own on real sockets, which do what a test says in every flow; the clock's readings are the test's.</summary>
internal sealed class FlowOffice : IAsyncDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));
    private readonly TestFolder _folder;
    private readonly ServerHost _server;
    private readonly PhoneRoom _room;
    private readonly List<Exception> _faults;
    private NetTapiProbe? _clerk;

    private FlowOffice(TestFolder folder, ServerHost server, PhoneRoom room, Carrier carrier, SetClock clock, List<Exception> faults)
    {
        _folder = folder;
        _server = server;
        _room = room;
        _faults = faults;
        Carrier = carrier;
        Clock = clock;
    }

    public Carrier Carrier { get; }

    public SetClock Clock { get; }

    public CancellationToken Limit => _patience.Token;

    /// <summary>How its database is opened.</summary>
    public string Database => $"Data Source={_folder["nettapi.db"]};Pooling=False";

    private IPEndPoint Sip => _server.Sip[0].Address;

    /// <summary>Opens it: users 128, 107 and 144 with a station each, a group, a script and a room.</summary>
    /// <param name="ringTimeout">How long phones ring, in seconds.</param>
    /// <param name="change">What is otherwise in its directory; null for nothing.</param>
    /// <param name="start">What the clock shows at first; null: 2006-02-27 15:04:03 in Chicago.</param>
    public static async Task<FlowOffice> OpenAsync(int ringTimeout = 45, Action<JsonObject>? change = null, DateTimeOffset? start = null)
    {
        var folder = new TestFolder();
        var faults = new List<Exception>();
        var room = new PhoneRoom(TimeProvider.System, SystemEntropy.Instance, faults.Add);
        var equipment = room.Equip(new IPEndPoint(IPAddress.Loopback, 0));
        var clock = new SetClock(start ?? new DateTimeOffset(2006, 2, 27, 21, 4, 3, TimeSpan.Zero));
        var file = folder["nettapi.json"];
        await File.WriteAllTextAsync(file, Settings(folder, equipment.Local.Port, ringTimeout, change));
        var configuration = ConfigurationLoader.Load(new ConfigurationSources([file], [], []));
        Assert.Empty(configuration.Faults);
        var server = await ServerHost.StartAsync(configuration.Options!, clock);
        var office = new FlowOffice(folder, server, room, new Carrier(equipment, server.Sip[0].Address), clock, faults);
        office._clerk = await office.WatchAsync();
        return office;
    }

    /// <summary>A registered phone that rings until it is told to answer.</summary>
    public async Task<SoftPhone> PhoneAsync(int station)
    {
        var options = new SoftPhoneOptions($"{station}", Sip) { Credentials = new DigestCredentials($"{station}", $"secret-{station}") };
        var phone = new SoftPhone(_room.Equip(new IPEndPoint(IPAddress.Loopback, 0)), options);
        await DoAsync(phone, phone.Register);
        await phone.WaitForAsync(() => phone.IsRegistered, Limit);
        return phone;
    }

    /// <summary>An application that watches users.</summary>
    public async Task<NetTapiProbe> WatchAsync(params string[] uids)
    {
        var probe = await NetTapiProbe.LogInAsync(_server.NetTapi[0], "ken", Limit);
        foreach (var uid in uids) await probe.WatchAsync(uid, Limit);
        return probe;
    }

    /// <summary>A call from outside.</summary>
    public Task<PhoneCall> CallInAsync(string number, string name = "FACETCORP") => Carrier.RunAsync(() => Carrier.Call(number, new OutsideCaller("9729859901", name)));

    /// <summary>A phone dials.</summary>
    public Task<PhoneCall> DialAsync(SoftPhone phone, string number) => phone.RunAsync(() => phone.Call(number));

    /// <summary>A call from outside, to user 128 if no other number is given, that a phone answers after so many seconds of ringing.</summary>
    public async Task<(PhoneCall Outside, PhoneCall Inside)> AnsweredInAsync(SoftPhone phone, double after = 0, string number = "9725551128")
    {
        var outside = await CallInAsync(number);
        var inside = await AnswerAsync(phone, after);
        await IsAsync(Carrier, outside, PhoneCallState.Talking);
        return (outside, inside);
    }

    /// <summary>The call a phone rings for, once it does.</summary>
    public Task<PhoneCall> RungAsync(PhoneSet phone) => phone.RingsAsync(Limit);

    /// <summary>Answers the call a phone is offered, after so many seconds of ringing.</summary>
    public async Task<PhoneCall> AnswerAsync(PhoneSet phone, double after = 0)
    {
        var call = await RungAsync(phone);
        await PassAsync(after);
        await DoAsync(phone, call.Answer);
        await IsAsync(phone, call, PhoneCallState.Talking);
        await HeardFromAsync(phone);
        return call;
    }

    /// <summary>Waits until the server has heard what a phone said: it takes the messages of one sender in order, and answers this one, an OPTIONS, after them.</summary>
    private async Task HeardFromAsync(PhoneSet phone)
    {
        var answered = new TaskCompletionSource<PingOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = SipUri.Sip(null, Sip);
        await DoAsync(phone, () => phone.Equipment.Agent.Ping(server, new NameAddress(server), answered.SetResult));
        Assert.Equal(PingAnswer.Answered, (await answered.Task.WaitAsync(Limit)).Answer);
    }

    /// <summary>Has a phone do something to a call.</summary>
    public Task DoAsync(PhoneSet phone, Action action) => phone.RunAsync(action);

    /// <summary>Waits until a call is where it should be.</summary>
    public Task IsAsync(PhoneSet phone, PhoneCall call, PhoneCallState state) => phone.IsAsync(call, state, Limit);

    /// <summary>Presses keys.</summary>
    public Task PressAsync(SoftPhone phone, PhoneCall call, string keys) => DoAsync(phone, () => call.SendDigits(keys));

    /// <summary>The address of a number at the server.</summary>
    public SipUri At(string number) => SipUri.Sip(number, Sip);

    /// <summary>
    /// Lets seconds pass on the clock, once the server is through with whatever it has begun: a peer hears of a step while the server is still about it, and what it does then must not be dated later.
    /// </summary>
    public async Task PassAsync(double seconds)
    {
        await _clerk!.HeardNothingElseAsync(Limit);
        Clock.Advance(TimeSpan.FromSeconds(seconds));
    }

    public async ValueTask DisposeAsync()
    {
        if (_clerk is not null) await _clerk.DisposeAsync();
        await _server.DisposeAsync();
        await _room.DisposeAsync();
        _patience.Dispose();
        _folder.Dispose();
        Assert.Empty(_faults);
    }

    /// <summary>Stops the server in order.</summary>
    public Task StopAsync() => _server.StopAsync();

    /// <summary>The path of a recording of the first day.</summary>
    public string Recording(string name) => _folder[$"recordings/2006/02/27/{name}.wav"];

    /// <summary>The office's configuration.</summary>
    public static string Settings(TestFolder folder, int carrier, int ringTimeout, Action<JsonObject>? change = null)
    {
        var settings = JsonNode.Parse(Settings(folder, carrier, ringTimeout))!.AsObject();
        change?.Invoke(settings["Directory"]!.AsObject());
        return settings.ToJsonString();
    }

    private static string Settings(TestFolder folder, int carrier, int ringTimeout) => $$"""
        {
          "NetTapi": { "Listen": ["127.0.0.1:0"] },
          "Sip": { "Listen": ["udp:127.0.0.1:0"], "RtpPorts": "0" },
          "Switch": { "RingTimeout": "00:00:{{ringTimeout:D2}}", "FeatureDigitTimeout": "00:00:01" },
          "Http": { "Listen": ["http://127.0.0.1:0"] },
          "Database": { "ConnectionString": "Data Source={{folder["nettapi.db"]}}" },
          "Recordings": { "Directory": "{{folder["recordings"]}}" },
          "System": { "TimeZone": "America/Chicago" },
          "Directory": {
            "Users": [
              { "Uid": "128", "Name": "ken", "FirstName": "Ken", "LastName": "Adams", "Privileges": ["oper"], "Stations": [128] },
              { "Uid": "107", "Name": "jim", "FirstName": "Jim", "LastName": "Bryant", "Stations": [107] },
              { "Uid": "144", "Name": "eve", "FirstName": "Eve", "LastName": "Cole", "Stations": [144] }
            ],
            "Stations": [
              { "Number": 128, "SipUser": "128", "SipPassword": "secret-128" },
              { "Number": 107, "SipUser": "107", "SipPassword": "secret-107" },
              { "Number": 144, "SipUser": "144", "SipPassword": "secret-144" }
            ],
            "Groups": [{ "Name": "sales", "Number": "500", "Members": ["128", "107"] }],
            "Scripts": [{ "Name": "day", "Number": "510", "Menu": { "1": "user:107" }, "OnTimeout": "hangup" }],
            "Rooms": [{ "Number": "600", "Name": "Board" }],
            "Gateways": [{ "Name": "carrier", "Address": "sip:127.0.0.1:{{carrier}}", "AcceptFrom": ["127.0.0.1:{{carrier}}"], "Lines": "1-4", "GenerateIncallDtmf": true }],
            "TrunkGroups": [{ "Number": 1, "Default": true, "Lines": "1-4" }],
            "Routes": [
              { "Number": "9725551128", "To": "user:128" }, { "Number": "9725551100", "To": "group:sales" }, { "Number": "9725551199", "To": "ivr:day" }
            ]
          }
        }
        """;
}
