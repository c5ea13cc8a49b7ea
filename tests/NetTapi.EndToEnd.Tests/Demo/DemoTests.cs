using NetTapi.Client;
using NetTapi.Testing;

namespace NetTapi.EndToEnd.Tests.Demo;

/// <summary>What a newcomer sees: the sample office as a program, watched with the SDK and by hand.</summary>
public sealed class DemoTests
{
    [Fact, Requirement("N13")]
    public async Task The_demo_serves_calls_that_the_SDK_and_raw_bytes_tell_of_and_stops_in_order()
    {
        using var folder = new TestFolder();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        string[] arguments =
        [
            "--demo", "--NetTapi:Listen=127.0.0.1:0", "--Sip:Listen:0=udp:127.0.0.1:0", "--Sip:Listen:1=tcp:127.0.0.1:0", "--Http:Listen=http://127.0.0.1:0",
        ];
        await using var server = await ServerProcess.StartAsync(folder, arguments, limit.Token);
        await server.PrintsAsync("Ctrl-C closes the office", limit.Token);

        var options = new NetTapiClientOptions { Host = "127.0.0.1", Port = server.NetTapi.Port, UserName = "ken" };
        await using var client = await NetTapiClient.ConnectAsync(options, limit.Token);
        var events = await client.WatchAsync(cancellation: limit.Token);
        await using var probe = await NetTapiProbe.LogInAsync(server.NetTapi, "ken", limit.Token);
        await probe.WatchAsync("128", limit.Token);

        await client.DialAsync("9,2148441111", cancellation: limit.Token);
        var call = await FirstAsync<OutgoingCallEvent>(events, limit.Token);
        var start = await probe.ReceiveAsync(limit.Token);
        Assert.Contains("<uid=128>", start, StringComparison.Ordinal);
        Assert.IsType<CallNotCompleted>(await client.GetCallInformationAsync(call.Serial, "128", limit.Token));

        Assert.Equal(0, await server.StopAsync(limit.Token));
        // Every call that began has its end before the connection closes.
        var open = 1;
        await Assert.ThrowsAsync<EndOfStreamException>(async () =>
        {
            while (true) open += (await probe.ReceiveAsync(limit.Token)).EndsWith("<end>", StringComparison.Ordinal) ? -1 : 1;
        });
        Assert.Equal(0, open);
    }

    private static async Task<TEvent> FirstAsync<TEvent>(IAsyncEnumerable<ClientEvent> events, CancellationToken cancellation)
    {
        await foreach (var happened in events.WithCancellation(cancellation))
        {
            if (happened is TEvent wanted) return wanted;
        }

        throw new InvalidOperationException("The events ended.");
    }
}
