using System.Globalization;
using System.Net;
using NetTapi.EndToEnd.Tests.Peers;
using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Crash;

/// <summary>The server is killed under calls, again and again, on one database.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private static readonly int Rounds =
        int.TryParse(Environment.GetEnvironmentVariable("NETTAPI_CRASH_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 10;

    private readonly Entropy _chance = SystemEntropy.Instance;

    [Fact, Requirement("Q10"), Requirement("N8"), Requirement("N13")]
    public async Task Killed_under_calls_nothing_that_was_told_is_forgotten_and_no_serial_comes_again()
    {
        using var folder = new TestFolder();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60 + (30 * Rounds)));
        var carrier = FreePorts.Next();
        var configuration = OfficeSettings.Write(folder, carrier, TimeSpan.FromSeconds(5));
        var before = new Witness();
        var highest = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            await using var server = await ServerProcess.StartAsync(folder, ["--config", configuration], limit.Token);
            await using var application = await NetTapiProbe.LogInAsync(server.NetTapi, "app", limit.Token);
            var lost = await VerifyAsync(application, before, limit.Token);
            var now = await PlayAsync(server, application, carrier, limit.Token);
            var (lowest, last) = (now.Begun.Min(call => call.Serial), now.Begun.Max(call => call.Serial));
            Assert.True(lowest > highest, $"serial {lowest} after {highest}");
            output.WriteLine(
                $"round {round}: serials {lowest} to {last}, {now.Begun.Count} begun, {now.Ended.Count} ended before the kill; {lost} of those open at the last kill had left nothing");
            (before, highest) = (now, last);
        }
    }

    /// <summary>Asks the server that came up about every call of the one that was killed.</summary>
    /// <returns>How many calls that had not ended left no trace: their row was not on disk yet.</returns>
    private static async Task<int> VerifyAsync(NetTapiProbe application, Witness before, CancellationToken cancellation)
    {
        var lost = 0;
        foreach (var (uid, serial) in before.Begun)
        {
            await application.SendAsync($"?<call_info={serial}><uid={uid}>");
            var first = await application.ReceiveAsync(cancellation);
            var isCompleted = first.StartsWith($"#<call_info={serial}><call_type=", StringComparison.Ordinal);
            Assert.True(isCompleted || !before.Ended.Contains((uid, serial)), $"its end was told, but: {first}");
            Assert.DoesNotContain("not_completed", first, StringComparison.Ordinal);
            if (!isCompleted) lost++;
            while (isCompleted && await application.ReceiveAsync(cancellation) != $"#<call_info={serial}><end>")
            {
                // Parties, up to the end.
            }
        }

        return lost;
    }

    private async Task<Witness> PlayAsync(ServerProcess server, NetTapiProbe application, int carrier, CancellationToken cancellation)
    {
        foreach (var uid in (string[])["107", "128"]) await application.WatchAsync(uid, cancellation);
        var script = new DemoScript
        {
            Phones =
            [
                new DemoPhone("107", "secret-107", "Jim Bryant", "107", OfficeSettings.JimsNumber),
                new DemoPhone("128", "secret-128", "Ken Adams", "128", OfficeSettings.KensNumber),
            ],
            Carrier = new IPEndPoint(IPAddress.Loopback, carrier),
            ShortestPause = TimeSpan.FromMilliseconds(20),
            LongestPause = TimeSpan.FromMilliseconds(300),
            MostCalls = 4,
            Pace = 25,
        };
        var witness = new Witness();
        await using var office = await DemoOffice.StartAsync(server.Sip, script, TimeProvider.System, _chance, static _ => { }, cancellation);
        await witness.HearAsync(application, 1 + _chance.Next(30), cancellation);
        await server.KillAsync();
        await witness.HearOutAsync(application, cancellation);
        return witness;
    }
}
