using CsCheck;
using NetTapi.Storage.Writing;
using NetTapi.Telephony;

namespace NetTapi.Storage.Tests.Writing;

public class WriteQueueTests
{
    [Fact]
    public void A_newer_row_of_a_call_takes_the_place_of_one_that_waits()
    {
        var queue = new WriteQueue();
        queue.Add(new CallWrite(Samples.Call(1)));
        queue.Add(new CallWrite(Samples.Call(2)));
        queue.Add(new CallWrite(Samples.Call(1, ended: Samples.Noon)));
        Assert.Equal(["call 1 ended", "call 2"], Take(queue));
    }

    [Fact]
    public void A_newer_row_of_a_call_never_moves_before_the_record_of_a_stay()
    {
        var queue = new WriteQueue();
        queue.Add(new CallWrite(Samples.Call(1)));
        queue.Add(new StayWrite(Samples.Stay(1, "107"), () => { }));
        queue.Add(new CallWrite(Samples.Call(1, ended: Samples.Noon)));
        Assert.Equal(["call 1", "stay 1", "call 1 ended"], Take(queue));
    }

    [Fact]
    public void A_row_that_was_taken_is_not_changed_any_more()
    {
        var queue = new WriteQueue();
        queue.Add(new CallWrite(Samples.Call(1)));
        var taken = queue.Take(10);
        queue.Add(new CallWrite(Samples.Call(1, ended: Samples.Noon)));
        Assert.Null(Assert.IsType<CallWrite>(Assert.Single(taken)).Call.Ended);
        Assert.Equal(["call 1 ended"], Take(queue));
    }

    [Fact]
    public void Whatever_is_queued_the_last_row_of_each_call_and_every_stay_come_out_in_order() =>
        Gen.Select(Gen.Int[1, 3], Gen.Bool, Gen.Bool).Array[0, 40].Sample(steps =>
        {
            var queue = new WriteQueue();
            var stays = new List<string>();
            var lastRow = new Dictionary<int, string>();
            var came = new List<string>();
            foreach (var (serial, isStay, take) in steps)
            {
                var write = isStay ? (Write)new StayWrite(Samples.Stay(serial, "107"), () => { }) : new CallWrite(Samples.Call(serial, take ? Samples.Noon : null));
                queue.Add(write);
                if (isStay) stays.Add(Name(write));
                else lastRow[serial] = Name(write);
                if (take) came.AddRange(Take(queue, 2));
            }

            came.AddRange(Take(queue));
            return stays.SequenceEqual(came.Where(name => name.StartsWith("stay", StringComparison.Ordinal)))
                && lastRow.All(row => came.Last(name => name.StartsWith($"call {row.Key}", StringComparison.Ordinal)) == row.Value);
        });

    [Fact]
    public void Of_the_statuses_a_user_chooses_one_after_the_other_only_the_last_waits()
    {
        var queue = new WriteQueue();
        for (var i = 0; i < 1000; i++)
        {
            queue.Add(new StatusWrite(new UserId("107"), $"{i}"));
            queue.Add(new StatusWrite(new UserId("128"), "Lunch"));
        }

        Assert.Equal(["107 999", "128 Lunch"], queue.Take(10).Cast<StatusWrite>().Select(write => $"{write.User} {write.Status}"));
        Assert.False(queue.IsAwaited);
        queue.Add(new StatusWrite(new UserId("107"), "Available"));
        Assert.Single(queue.Take(10));
    }

    private static string[] Take(WriteQueue queue, int most = int.MaxValue) => [.. queue.Take(most).Select(Name)];

    private static string Name(Write write) => write switch
    {
        CallWrite { Call: var call } => $"call {call.Serial}{(call.Ended is null ? "" : " ended")}",
        StayWrite { Stay: var stay } => $"stay {stay.Serial}",
        _ => write.ToString()!,
    };
}
