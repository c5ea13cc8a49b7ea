using System.Diagnostics;

namespace NetTapi.LoadTool;

/// <summary>What one server did at one number of subscribers.</summary>
internal sealed record Figures(string Server, int Subscribers, double DeliveriesPerSecond, Latencies Latencies);

/// <summary>Measures a feed: first throughput, with many messages under way, then latency at an even pace.</summary>
internal static class Measure
{
    /// <summary>Messages published ahead of the slowest subscriber: far less than either server's buffer for one subscriber.</summary>
    private const int Window = 2_000;

    private const int Step = 500;

    public static async Task<Figures> RunAsync(IFeed feed, MeasureSettings settings)
    {
        IReadOnlyList<Subscriber> subscribers = await feed.SubscribeAsync(settings.Subscribers);
        Task[] reading = [.. subscribers.Select(subscriber => Task.Run(subscriber.RunAsync))];

        await ThroughputAsync(feed, subscribers, TimeSpan.FromSeconds(1));
        double perSecond = await ThroughputAsync(feed, subscribers, settings.Duration);
        Latencies latencies = await LatencyAsync(feed, subscribers, settings);

        foreach (Subscriber subscriber in subscribers) subscriber.Dispose();
        await Task.WhenAll(reading);
        return new Figures(feed.Name, settings.Subscribers, perSecond, latencies);
    }

    private static async Task<double> ThroughputAsync(IFeed feed, IReadOnlyList<Subscriber> subscribers, TimeSpan duration)
    {
        long before = subscribers[0].Received;
        long published = before;
        long began = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (Stopwatch.GetElapsedTime(began) < duration && await timer.WaitForNextTickAsync())
        {
            while (published - Slowest(subscribers) <= Window - Step)
            {
                await feed.PublishAsync(Step);
                published += Step;
            }
        }
        await ArrivedAsync(subscribers, published);
        return (published - before) * subscribers.Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<Latencies> LatencyAsync(IFeed feed, IReadOnlyList<Subscriber> subscribers, MeasureSettings settings)
    {
        long before = subscribers[0].Received;
        var latencies = new Latencies();
        foreach (Subscriber subscriber in subscribers) subscriber.Latencies = latencies;
        int count = (int)(settings.Duration.TotalSeconds * settings.PerSecond);
        await feed.PaceAsync(count, settings.PerSecond);
        await ArrivedAsync(subscribers, before + count);
        return latencies;
    }

    private static long Slowest(IReadOnlyList<Subscriber> subscribers)
    {
        long slowest = long.MaxValue;
        foreach (Subscriber subscriber in subscribers) slowest = Math.Min(slowest, subscriber.Received);
        return slowest;
    }

    private static async Task ArrivedAsync(IReadOnlyList<Subscriber> subscribers, long all)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Slowest(subscribers) < all) await timer.WaitForNextTickAsync(patience.Token);
    }
}

/// <summary>How a feed is measured.</summary>
/// <param name="Subscribers">How many.</param>
/// <param name="Duration">For each of the two figures.</param>
/// <param name="PerSecond">Messages a second while latency is measured.</param>
internal sealed record MeasureSettings(int Subscribers, TimeSpan Duration, int PerSecond);
