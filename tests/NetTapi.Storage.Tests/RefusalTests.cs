using Microsoft.Extensions.Logging;
using NetTapi.Storage.Sqlite;
using NetTapi.Storage.Writing;
using NetTapi.Telephony;
using NetTapi.Testing;

namespace NetTapi.Storage.Tests;

/// <summary>What happens while the disk refuses.</summary>
public class RefusalTests
{
    [Theory]
    [Requirement("Q10")]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task While_another_program_holds_the_lock_nothing_is_said_and_afterwards_everything(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        using var log = new CapturedLog();
        await using var database = await place.OpenAsync(log);
        Task saved;
        using (var other = place.Connect())
        using (other.BeginTransaction(deferred: false))
        {
            saved = database.Calls.SaveAsync(Samples.Stay(1, "107"));
            Assert.Contains("another program keeps it locked", await log.Logged(CapturedLog.Refused), StringComparison.Ordinal);
            Assert.False(saved.IsCompleted);
            Assert.Equal(1, database.Health.Waiting);
        }

        await saved;
        await log.Logged(CapturedLog.Accepted);
        Assert.Equal(new StorageHealth(true, null, 0), database.Health);
        Assert.Single(await database.Calls.ReadStaysAsync(new Serial(1), default));
    }

    [Fact]
    [Requirement("Q10")]
    public async Task A_full_disk_loses_nothing_and_keeps_the_order()
    {
        using var place = new TestDatabase(DatabaseProvider.Sqlite);
        using var log = new CapturedLog();
        using var sqlite = new SqliteDatabase(place.Options);
        await sqlite.PrepareAsync(default);
        var pages = 40;
        await using var writer = new Writer(new SqliteWriteTarget(() => sqlite.OpenWithRoomFor(Volatile.Read(ref pages))), new RetryDelays(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(5)), TimeSpan.Zero, TimeProvider.System, log);

        var committed = new List<int>();
        var all = new TaskCompletionSource();
        for (var serial = 1; serial <= 1000; serial++)
        {
            var this_ = serial;
            writer.Add(new StayWrite(Samples.Stay(serial, "107"), () =>
            {
                committed.Add(this_);
                if (this_ == 1000) all.SetResult();
            }));
        }

        Assert.Contains("the disk is full", await log.Logged(CapturedLog.Refused), StringComparison.Ordinal);
        Assert.Equal(committed.Count, place.Count("stays"));
        Volatile.Write(ref pages, 100_000);
        await all.Task;
        Assert.Equal(Enumerable.Range(1, 1000), committed);
        Assert.Equal(1000, place.Count("stays"));
    }

    [Fact]
    public async Task At_a_stop_what_the_disk_still_refuses_is_counted_and_logged_when_the_time_is_over()
    {
        using var place = new TestDatabase(DatabaseProvider.Sqlite);
        using var log = new CapturedLog();
        var database = await place.OpenAsync(log);
        using var other = place.Connect();
        using var lockHeld = other.BeginTransaction(deferred: false);
        database.Calls.SaveCall(Samples.Call(1));
        database.Calls.SaveStay(Samples.Stay(1, "107"), () => Assert.Fail("said before it was on disk"));
        await log.Logged(CapturedLog.Refused);

        using var deadline = new CancellationTokenSource();
        var stop = database.StopAsync(deadline.Token);
        await deadline.CancelAsync();
        Assert.Equal(2, await stop);
        Assert.True(log.Has(CapturedLog.GivenUp));
        Assert.False(log.Has(CapturedLog.CallbackFailed));
    }
}

file static class LimitedSqlite
{
    /// <summary>A connection for which the disk is full beyond a number of pages.</summary>
    public static Microsoft.Data.Sqlite.SqliteConnection OpenWithRoomFor(this SqliteDatabase sqlite, int pages)
    {
        var connection = sqlite.OpenForWriting();
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA max_page_count = {pages}";
        command.ExecuteNonQuery();
        return connection;
    }
}
