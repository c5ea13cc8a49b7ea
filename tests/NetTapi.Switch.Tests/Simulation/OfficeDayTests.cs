using System.Collections.Concurrent;
using System.Globalization;
using NetTapi.Telephony.Switching;
using NetTapi.Testing;

namespace NetTapi.Switch.Tests.Simulation;

/// <summary>A thousand days of an office, or as many as <c>NETTAPI_DAYS</c> says. One that goes wrong is run again by its number: <c>NETTAPI_SEED=417 ./test</c>.</summary>
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
        var seen = new ConcurrentBag<(int Calls, int Starts, int Ends, int Records)>();
        var kinds = new ConcurrentDictionary<string, int>();
        Parallel.ForEach(Seeds(), seed =>
        {
            if (Live(seed, seen.Add, kinds) is { } failure) failures.TryAdd(seed, failure);
        });
        Assert.True(failures.IsEmpty, $"{failures.Count} seeds fail: {string.Join(' ', failures.Keys.Order().Take(20))}\n{failures.OrderBy(pair => pair.Key).FirstOrDefault().Value}");

        // Days on which nothing happens prove nothing; a single day that is lived again may be a quiet one.
        if (seen.Count > 1) Assert.InRange(seen.Average(day => day.Calls), 5, 100);
        if (seen.Count > 1) Assert.InRange(seen.Average(day => day.Starts), 5, 500);
        string[] features =
        [
            nameof(CallsMerged), nameof(CallParked), nameof(CallRetrieved), nameof(PartyHeld), nameof(RecordingStarted), nameof(RecordingFinished), DayJournal.Down, DayJournal.UpAgain, DayJournal.OtherWay, DayJournal.Emergency,
            OfficeDay.Prack, OfficeDay.Update, OfficeDay.Redirected, OfficeDay.Registered, OfficeDay.Transferred, OfficeDay.LateOffer,
        ];
        if (seen.Count > 1) Assert.True(kinds.GetValueOrDefault(DayJournal.LineTaken) > 0);
        if (seen.Count > 1) Assert.All(features, kind => Assert.True(kinds.GetValueOrDefault(kind) > seen.Count / 50, $"{kind}: {kinds.GetValueOrDefault(kind)}"));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{seen.Count} days: {seen.Sum(day => day.Calls)} calls, {seen.Sum(day => day.Starts)} starts, {seen.Sum(day => day.Ends)} ends, {seen.Sum(day => day.Records)} records; {string.Join(", ", kinds.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Value} {kind.Key}"))}");
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
        : Enumerable.Range(1, Environment.GetEnvironmentVariable("NETTAPI_DAYS") is { Length: > 0 } days ? int.Parse(days, CultureInfo.InvariantCulture) : Days).Select(day => (ulong)day);

    private static string? Live(ulong seed, Action<(int Calls, int Starts, int Ends, int Records)> live, ConcurrentDictionary<string, int> kinds)
    {
        try
        {
            var day = new OfficeDay(seed);
            var violations = day.Run();
            var auditors = day.Office.Sessions.Select(session => session.Auditor).ToArray();
            live((day.Office.Facts.Born, auditors.Sum(auditor => auditor.Starts), auditors.Sum(auditor => auditor.Ends), day.Office.Store.Stays));
            foreach (var (kind, count) in day.Office.Facts.Kinds.Concat(day.Office.Journal.Kinds).Concat(day.Kinds)) kinds.AddOrUpdate(kind, count, (_, sum) => sum + count);
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
