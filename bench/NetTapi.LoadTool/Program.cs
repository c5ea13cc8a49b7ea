using System.Globalization;
using NetTapi.LoadTool;

// nettapi-load [subscribers …]: fan-out beside Redis. nettapi-load serve: the measured server, started by the former.
// nettapi-load latency SERVER-PORT CARRIER-PORT PHONE-PORT DIALLED CALLS: from INVITE to notice; bench/calls/run starts it with a server. For a server
// other than ours what its applications speak, the port and the secret follow: asterisk|freeswitch PORT SECRET.
// nettapi-load media SERVER-PORT CARRIER-PORT PHONE-PORT FIRST-DIALLED CALLS SECONDS SERVER-PROCESS LEAST-RECEIVED: the cost of a second of PCMU both ways; likewise.
if (args is ["serve"])
{
    await ServingProcess.RunAsync();
    return;
}

if (args is ["latency", var server, var carrier, var phone, var dialled, var calls, .. var peer])
{
    (int noticePort, NoticeDialect dialect) = peer switch
    {
        [] => (Number(server), NoticeDialect.NetTapi),
        ["asterisk", var port, var secret] => (Number(port), NoticeDialect.AsteriskManager(secret)),
        ["freeswitch", var port, var secret] => (Number(port), NoticeDialect.FreeSwitchEvents(secret)),
        _ => throw new ArgumentException($"Not a server whose applications can be played: {string.Join(' ', peer)}"),
    };
    CallLatency.Run(new LatencySettings(new BenchPorts(Number(server), Number(carrier), Number(phone)), dialled, Number(calls), noticePort, dialect));
    return;
}

if (args is ["media", var mediaServer, var mediaCarrier, var mediaPhone, var first, var streams, var seconds, var process, var least])
{
    var ports = new BenchPorts(Number(mediaServer), Number(mediaCarrier), Number(mediaPhone));
    double share = double.Parse(least, CultureInfo.InvariantCulture);
    using var bench = new MediaCost(new MediaCostSettings(ports, long.Parse(first, CultureInfo.InvariantCulture), Number(streams), Number(seconds), Number(process), share));
    bench.Run();
    return;
}

int[] sizes = args.Length > 0 ? [.. args.Select(Number)] : [200, 1_000];
Console.WriteLine($"{Environment.ProcessorCount} processors; one user's notices to all subscribers; latency at 50 notices a second");
Console.WriteLine("server    subscribers   deliveries/s   p50 µs   p90 µs   p99 µs   p99.9 µs");
foreach (int size in sizes)
{
    var settings = new MeasureSettings(size, TimeSpan.FromSeconds(5), PerSecond: 50);
    Figures redis = await MeasureAsync(await RedisFeed.StartAsync(), settings);
    Figures nettapi = await MeasureAsync(await NetTapiFeed.StartAsync(), settings);
    double ratio = nettapi.DeliveriesPerSecond / redis.DeliveriesPerSecond;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nettapi : redis at {size} subscribers: {ratio:0.00}"));
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static async Task<Figures> MeasureAsync(IFeed feed, MeasureSettings settings)
{
    await using (feed)
    {
        Figures figures = await Measure.RunAsync(feed, settings);
        Latencies times = figures.Latencies;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Server,-9} {figures.Subscribers,11} {figures.DeliveriesPerSecond,14:N0} {times.Percentile(0.5),8} {times.Percentile(0.9),8} {times.Percentile(0.99),8} {times.Percentile(0.999),10}"));
        return figures;
    }
}
