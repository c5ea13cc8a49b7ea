using System.Globalization;
using System.Net;
using NetTapi.EndToEnd.Tests.Flows;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Phone;
using NetTapi.Sip.Messages;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Crash;

/// <summary>The server is killed amidst flows, and asked about them when it is back.</summary>
public sealed class CrashFlowTests : IAsyncDisposable
{
    private const int Voice = 440;

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));
    private readonly TestFolder _folder = new();
    private readonly PhoneRoom _room = new(TimeProvider.System, SystemEntropy.Instance, static fault => Assert.Fail(fault.ToString()));

    private CancellationToken Limit => _patience.Token;

    [Fact, Requirement("N13"), Requirement("Q10"), Requirement("Q2")]
    public async Task Parked_recorded_and_half_transferred_calls_are_closed_and_the_mended_recording_is_listed()
    {
        var equipment = _room.Equip(new IPEndPoint(IPAddress.Loopback, 0));
        var configuration = _folder["nettapi.json"];
        await File.WriteAllTextAsync(configuration, FlowOffice.Settings(_folder, equipment.Local.Port, 45));
        string recording;
        await using (var server = await ServerProcess.StartAsync(_folder, ["--config", configuration], Limit))
        {
            await using var probe = await NetTapiProbe.LogInAsync(server.NetTapi, "ken", Limit);
            foreach (var uid in (string[])["128", "107"]) await probe.WatchAsync(uid, Limit);
            recording = await PlayAsync(server, new Carrier(equipment, server.Sip) { Sound = new PhoneSound(Voice) }, probe);
            await server.KillAsync();
        }

        await using var next = await ServerProcess.StartAsync(_folder, ["--config", configuration], Limit);
        await using var asking = await NetTapiProbe.LogInAsync(next.NetTapi, "ken", Limit);
        Assert.Equal(["call_type", "party", "party", "end"], await KindsAsync(asking, "?<call_info=1><uid=128>"));
        Assert.Equal(["call_type", "party", "party", $"recording_file={recording}", "end"], await KindsAsync(asking, "?<call_info=2>"));
        Assert.Equal(["call_type", "party", "party", "end"], await KindsAsync(asking, "?<call_info=3>"));
        Assert.Equal(["err=no such call"], await KindsAsync(asking, "?<call_info=3><uid=144>"));
        Assert.Equal(["err=no such call"], await KindsAsync(asking, "?<call_info=4>"));
        Assert.True(Sound.Load(recording).Length > TimeSpan.Zero);
        Assert.True(Heard.Peak(Heard.ReadBoth(recording).Right, Voice) > 1000);
        Assert.Equal(0, await next.StopAsync(Limit));
    }

    public async ValueTask DisposeAsync()
    {
        await _room.DisposeAsync();
        _folder.Dispose();
        _patience.Dispose();
    }

    /// <summary>What each message of an answer is about: its second unit, without value but for errors and files.</summary>
    private async Task<List<string>> KindsAsync(NetTapiProbe probe, string query)
    {
        await probe.SendAsync(query);
        var kinds = new List<string>();
        while (kinds is not [.., "end"] and not [.., ['e', 'r', 'r', ..]])
        {
            var unit = (await probe.ReceiveAsync(Limit)).Split('<')[2].TrimEnd('>');
            kinds.Add(unit.StartsWith("err", StringComparison.Ordinal) || unit.StartsWith("recording", StringComparison.Ordinal) ? unit : unit.Split('=')[0]);
        }

        return kinds;
    }

    /// <summary>One call is parked, one recorded, one on hold while the other is asked; a fifth ends.</summary>
    /// <returns>The recording.</returns>
    private async Task<string> PlayAsync(ServerProcess server, Carrier carrier, NetTapiProbe probe)
    {
        var (ken, jim, eve) = (await PhoneAsync(server, 128), await PhoneAsync(server, 107), await PhoneAsync(server, 144));
        var (parked, kens) = await TalkAsync(carrier, ken);
        await ken.RunAsync(() => kens.SendDigits("*70705#"));
        await ken.IsAsync(kens, PhoneCallState.Ended, Limit);
        await TalkAsync(carrier, ken);
        await probe.SendAsync("!<record>");
        await probe.SendAsync("?<call_info=2147483647>");
        while (await probe.ReceiveAsync(Limit) != "#<call_info=2147483647><err=no such call>")
        {
            // The starts of both; what was sent before the question has been done when it is answered.
        }

        var day = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"));
        var recording = new FileInfo(_folder[$"recordings/{day.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture)}/2-1-128.wav"]);
        await Eventually.HoldsAsync(() => recording is { Exists: true, Length: > Heard.BytesPerSecond / 2 }, meanwhile: recording.Refresh);
        var (_, jims) = await TalkAsync(carrier, jim, "9725551100");
        await jim.RunAsync(() => jims.Hold(true));
        await jim.WaitForAsync(() => jims.IsHolding, Limit);
        var asked = await jim.RunAsync(() => jim.Call("144"));
        var rung = await eve.RingsAsync(Limit);
        await eve.RunAsync(rung.Answer);
        await jim.IsAsync(asked, PhoneCallState.Talking, Limit);

        // Records are written in order: once this end is told, all that was before is on disk.
        var last = await carrier.RunAsync(() => carrier.Call("9725551128", new OutsideCaller("9729859901")));
        await ken.RingsAsync(Limit);
        await carrier.RunAsync(last.HangUp);
        while (!(await probe.ReceiveAsync(Limit)).EndsWith("<serial=5><end>", StringComparison.Ordinal))
        {
            // The starts and ends of the others.
        }

        Assert.Equal(PhoneCallState.Talking, parked.State);
        return recording.FullName;
    }

    private async Task<(PhoneCall Outside, PhoneCall Inside)> TalkAsync(Carrier carrier, SoftPhone phone, string number = "9725551128")
    {
        var outside = await carrier.RunAsync(() => carrier.Call(number, new OutsideCaller("9729859901")));
        var inside = await phone.RingsAsync(Limit);
        await phone.RunAsync(inside.Answer);
        await carrier.IsAsync(outside, PhoneCallState.Talking, Limit);
        return (outside, inside);
    }

    private async Task<SoftPhone> PhoneAsync(ServerProcess server, int station)
    {
        var options = new SoftPhoneOptions($"{station}", server.Sip) { Credentials = new DigestCredentials($"{station}", $"secret-{station}") };
        var phone = new SoftPhone(_room.Equip(new IPEndPoint(IPAddress.Loopback, 0)), options);
        await phone.RunAsync(phone.Register);
        await phone.WaitForAsync(() => phone.IsRegistered, Limit);
        return phone;
    }
}
