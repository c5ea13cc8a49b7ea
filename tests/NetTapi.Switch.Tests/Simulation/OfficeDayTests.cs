using System.Collections.Concurrent;
using System.Globalization;
using NetTapi.Testing;

namespace NetTapi.Switch.Tests.Simulation;

/// <summary>A thousand days of an office. One that goes wrong is run again by its number: <c>NETTAPI_SEED=417 ./test</c>.</summary>
public class OfficeDayTests
{
    private const int Days = 1000;

    [Fact]
    [Requirement("N6")]
    [Requirement("N7")]
    [Requirement("N10")]
    [Requirement("Q10")]
    public void Every_day_ends_with_empty_tables_and_one_end_for_each_start()
    {
        var failures = new ConcurrentDictionary<ulong, string>();
        Parallel.ForEach(Seeds(), seed =>
        {
            if (Live(seed) is { } failure) failures.TryAdd(seed, failure);
        });
        Assert.True(failures.IsEmpty, $"{failures.Count} seeds fail: {string.Join(' ', failures.Keys.Order().Take(20))}\n{failures.OrderBy(pair => pair.Key).FirstOrDefault().Value}");
    }

    [Fact]
    public void A_day_is_the_same_each_time_it_is_lived()
    {
        Assert.Equal(Trace(7), Trace(7));

        static (int Carried, int Born, int Stays, TimeSpan End) Trace(ulong seed)
        {
            var day = new OfficeDay(seed);
            day.Run();
            return (day.Office.Network.Carried, day.Office.Facts.Born, day.Office.Store.Stays, day.Office.Loop.Now.Monotonic);
        }
    }

    private static IEnumerable<ulong> Seeds() => Environment.GetEnvironmentVariable("NETTAPI_SEED") is { Length: > 0 } seed
        ? [ulong.Parse(seed, CultureInfo.InvariantCulture)]
        : Enumerable.Range(1, Days).Select(day => (ulong)day);

    private static string? Live(ulong seed)
    {
        try
        {
            var violations = new OfficeDay(seed).Run();
            return violations.Count == 0 ? null : $"Seed {seed}: {string.Join("\n", violations)}";
        }
#pragma warning disable CA1031 // Whatever goes wrong, the seed must be told.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return $"Seed {seed}: {fault}";
        }
    }
}
