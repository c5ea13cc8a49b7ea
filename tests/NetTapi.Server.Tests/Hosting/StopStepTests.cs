using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NetTapi.Server.Hosting;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Tests.Hosting;

/// <summary>A stop has ten seconds, whatever hangs.</summary>
public class StopStepTests
{
    /// <summary>The limits of the steps added up to thirteen seconds, after which the server was killed with its records unwritten.</summary>
    [Fact]
    public async Task Steps_that_all_hang_take_no_longer_together_than_their_time_and_each_has_its_turn()
    {
        using var log = new HostLogLines();
        // What goes on after a step then goes on within Advance.
        SynchronizationContext.SetSynchronizationContext(null);
        var (time, begun) = (new FakeTimeProvider(), new List<string>());
        var steps = new[] { "one", "two", "three", "four" }.Select(name => new StopStep(name, TimeSpan.FromSeconds(4), () =>
        {
            begun.Add(name);
            return name == "four" ? Task.CompletedTask : new TaskCompletionSource().Task;
        }));
        var running = StopStep.RunAllAsync(steps, TimeSpan.FromSeconds(7), time, log);
        for (var second = 0; second < 7; second++)
        {
            Assert.False(running.IsCompleted);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await running.WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(["one", "two", "three", "four"], begun);
        Assert.Equal(["one", "two", "three"], log.Warnings.Select(line => line.Split(": ")[1].TrimEnd('.')));
    }

    [Fact]
    public async Task A_database_whose_lock_another_program_holds_does_not_hold_up_the_stop_and_what_is_lost_is_said()
    {
        using var folder = new HostFolder();
        using var log = new HostLogLines();
        var options = folder.Options;
        var host = await ServerHost.StartAsync(options with { Database = options.Database with { LockWait = TimeSpan.FromMinutes(5) } }, logging: log.AddTo);
        using var other = new SqliteConnection($"Data Source={folder.PathOf("nettapi.db")};Pooling=False");
        other.Open();
        using var lockHeld = other.BeginTransaction(deferred: false);
        host.Services.GetRequiredService<IDirectoryStore>().SaveStatus(new UserId("128"), "Lunch");
        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await log.Logged("1 records may not be written");
    }
}
