using CsCheck;
using NetTapi.Telephony;
using NetTapi.Telephony.Records;
using NetTapi.Testing;

namespace NetTapi.Storage.Tests;

public class CallStoreTests
{
    [Theory]
    [Requirement("Q10")]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_stay_is_read_back_as_it_was_saved_also_after_a_restart(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        await using (var database = await place.OpenAsync())
        {
            await database.Calls.SaveAsync(Samples.Stay(7, "107"));
            Samples.AssertSame(Samples.Stay(7, "107"), Assert.Single(await database.Calls.ReadStaysAsync(new Serial(7), default)));
        }

        await using var again = await place.OpenAsync();
        Samples.AssertSame(Samples.Stay(7, "107"), Assert.Single(await again.Calls.ReadStaysAsync(new Serial(7), default)));
        Assert.Empty(await again.Calls.ReadStaysAsync(new Serial(8), default));
    }

    [Theory]
    [Requirement("Q10")]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_stay_can_be_read_by_another_program_the_moment_it_is_committed(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        await using var database = await place.OpenAsync();
        var seen = new TaskCompletionSource<long>();
        database.Calls.SaveStay(Samples.Stay(1, "107"), () => seen.SetResult(place.Count("stays")));
        Assert.Equal(1, await seen.Task);
    }

    [Theory]
    [Requirement("N9")]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_user_who_came_back_has_his_one_record_rewritten(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        await using var database = await place.OpenAsync();
        await database.Calls.SaveAsync(Samples.Stay(1, "107"));
        await database.Calls.SaveAsync(Samples.Stay(1, "108"));
        var second = Samples.Stay(1, "107", Samples.Noon.AddHours(1)) with { Visit = 2, Duration = TimeSpan.FromHours(1), RecordingFiles = [] };
        await database.Calls.SaveAsync(second);

        var stays = await database.Calls.ReadStaysAsync(new Serial(1), default);
        Assert.Equal(2, stays.Length);
        Samples.AssertSame(second, stays.Single(stay => stay.User.Value == "107"));
    }

    [Theory]
    [Requirement("Q2")]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_recording_that_was_removed_is_listed_no_more_and_said_to_be_removed_in_every_stay_that_had_it(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        await using (var database = await place.OpenAsync())
        {
            await database.Calls.SaveAsync(Samples.Stay(1, "107") with { RecordingFiles = ["/r/1.wav", "/r/a\"b.wav", "/r/3.wav"] });
            await database.Calls.SaveAsync(Samples.Stay(1, "108") with { RecordingFiles = ["/r/1.wav"] });
            await database.Calls.SaveAsync(Samples.Stay(2, "107") with { RecordingFiles = ["/r/9.wav"] });
            await database.Calls.SaveAsync(Samples.Stay(3, "107") with { RecordingFiles = [] });
            Assert.Equal(2, await database.Calls.RemoveRecordingsAsync(["/r/1.wav", "/r/a\"b.wav", "/r/nobodys.wav"], default));
            Assert.Equal(0, await database.Calls.RemoveRecordingsAsync(["/r/1.wav"], default));
            Assert.Equal(1, await database.Calls.RemoveRecordingsAsync(["/r/3.wav"], default));
        }

        await using var again = await place.OpenAsync();
        var stays = await again.Calls.ReadStaysAsync(new Serial(1), default);
        Assert.All(stays, stay => Assert.Empty(stay.RecordingFiles));
        Assert.Equal(["/r/1.wav", "/r/a\"b.wav", "/r/3.wav"], stays.Single(stay => stay.User.Value == "107").RemovedRecordings);
        Assert.Equal(["/r/1.wav"], stays.Single(stay => stay.User.Value == "108").RemovedRecordings);
        Assert.Equal(["/r/9.wav"], Assert.Single(await again.Calls.ReadStaysAsync(new Serial(2), default)).RecordingFiles);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Times_are_cut_to_a_microsecond_and_never_grow(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        await using var database = await place.OpenAsync();
        var serial = 0;
        await Gen.Select(Gen.Long[0, TimeSpan.TicksPerDay * 3], Gen.Long[0, TimeSpan.TicksPerDay * 10_000]).SampleAsync(
            async (time, instant) =>
            {
                var stay = Samples.Stay(Interlocked.Increment(ref serial), "107") with
                {
                    Duration = TimeSpan.FromTicks(time),
                    Left = DateTimeOffset.UnixEpoch.AddTicks(instant).ToOffset(TimeSpan.FromHours(2)),
                };
                await database.Calls.SaveAsync(stay);
                var read = Assert.Single(await database.Calls.ReadStaysAsync(stay.Serial, default));
                Assert.InRange((stay.Duration - read.Duration).Ticks, 0, 9);
                Assert.InRange((stay.Left - read.Left).Ticks, 0, 9);
                Assert.Equal(TimeSpan.Zero, read.Left.Offset);
            },
            iter: 200,
            threads: 1);
    }

    [Theory]
    [Requirement("L1")]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_latest_incoming_call_is_the_one_left_last(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        await using var database = await place.OpenAsync();
        await database.Calls.SaveAsync(Samples.Stay(1, "107", Samples.Noon.AddMinutes(2)) with { CallerNumber = "111", Dialled = "99" });
        await database.Calls.SaveAsync(Samples.Stay(2, "107", Samples.Noon.AddMinutes(1)) with { CallerNumber = "222" });
        await database.Calls.SaveAsync(Samples.Stay(3, "107", Samples.Noon.AddMinutes(3), CallDirection.Outgoing));
        await database.Calls.SaveAsync(Samples.Stay(4, "108", Samples.Noon.AddMinutes(4)));

        Assert.Equal(new LatestIncomingCall(new Serial(1), "111", "99", Active: false), await database.Calls.ReadLatestIncomingAsync(new UserId("107"), default));
        Assert.Null(await database.Calls.ReadLatestIncomingAsync(new UserId("109"), default));
    }

    [Theory]
    [Requirement("N13")]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Calls_without_an_end_are_found_at_the_next_start_with_their_open_stays(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        await using (var database = await place.OpenAsync())
        {
            database.Calls.SaveCall(Samples.Call(1));
            database.Calls.SaveCall(Samples.Call(2) with { OpenStays = [Samples.Stay(2, "107")], Timeline = """[{"at":1}]""" });
            database.Calls.SaveCall(Samples.Call(1, ended: Samples.Noon.AddMinutes(1)));
        }

        await using var again = await place.OpenAsync();
        var open = Assert.Single(await again.Calls.ReadOpenCallsAsync(default));
        Samples.AssertSame(Samples.Stay(2, "107"), Assert.Single(open.OpenStays));
        Assert.Equal(Samples.Call(2) with { Timeline = """[{"at":1}]""", OpenStays = open.OpenStays }, open);
    }

    [Theory]
    [Requirement("Q11")]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_note_is_read_with_every_stay_of_its_call_and_survives_a_rewriting_of_the_call(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        await using var database = await place.OpenAsync();
        database.Calls.SaveCall(Samples.Call(1));
        Assert.True(await database.Calls.SaveNoteAsync(new Serial(1), "4711", "call back <soon>", default));
        database.Calls.SaveCall(Samples.Call(1, ended: Samples.Noon.AddMinutes(1)));
        await database.Calls.SaveAsync(Samples.Stay(1, "107"));

        var stay = Assert.Single(await database.Calls.ReadStaysAsync(new Serial(1), default));
        Assert.Equal(("4711", "call back <soon>"), (stay.JobCode, stay.Note));
        Assert.False(await database.Calls.SaveNoteAsync(new Serial(2), "", "", default));
    }

    [Theory]
    [Requirement("N8")]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Blocks_of_serials_follow_each_other_across_restarts(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        await using (var database = await place.OpenAsync())
        {
            Assert.Equal(new SerialBlock(1, 100), await database.Calls.ReserveAsync(100));
            Assert.Equal(new SerialBlock(101, 1), await database.Calls.ReserveAsync(1));
        }

        await using var again = await place.OpenAsync();
        Assert.Equal(new SerialBlock(102, 50), await again.Calls.ReserveAsync(50));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Readers_do_not_wait_for_the_writer(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        await using var database = await place.OpenAsync();
        await database.Calls.SaveAsync(Samples.Stay(1, "107"));

        using var other = place.Connect();
        using var lockHeld = other.BeginTransaction(deferred: false);
        Assert.Single(await database.Calls.ReadStaysAsync(new Serial(1), default));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Many_readers_beside_a_busy_writer_see_whole_records_only(DatabaseProvider provider)
    {
        using var place = new TestDatabase(provider);
        await using var database = await place.OpenAsync();
        var saves = Enumerable.Range(1, 300).Select(serial => database.Calls.SaveAsync(Samples.Stay(serial, "107"))).ToArray();
        await Parallel.ForAsync(1, 301, async (serial, cancellation) =>
        {
            foreach (var stay in await database.Calls.ReadStaysAsync(new Serial(serial), cancellation)) Samples.AssertSame(Samples.Stay(serial, "107"), stay);
        });
        await Task.WhenAll(saves);
        Assert.Equal(300, place.Count("stays"));
    }
}
