using Microsoft.Data.Sqlite;
using NetTapi.Phone;
using NetTapi.Testing;
using static NetTapi.EndToEnd.Tests.Flows.FlowWire;

namespace NetTapi.EndToEnd.Tests.Flows;

/// <summary>What applications are told while the disk refuses.</summary>
public sealed class DiskFlowTests
{
    [Fact, Requirement("N12"), Requirement("Q10"), Requirement("Q1")]
    public async Task Calls_go_on_and_starts_are_told_while_ends_wait_for_their_records()
    {
        await using var office = await FlowOffice.OpenAsync();
        var (ken, jim) = (await office.PhoneAsync(128), await office.PhoneAsync(107));
        await using var both = await office.WatchAsync("128", "107");
        var (outside, first) = await office.AnsweredInAsync(ken, after: 5);
        await both.ExpectAsync(In(128), office.Limit);
        await using (var other = new SqliteConnection(office.Database))
        {
            await other.OpenAsync(office.Limit);
            using var holding = other.CreateCommand();
            holding.CommandText = "BEGIN IMMEDIATE";
            holding.ExecuteNonQuery();
            await office.DoAsync(ken, () => first.Transfer(office.At("107")));
            await office.AnswerAsync(jim, after: 4);
            await both.ExpectAsync(In(107), office.Limit);
            await both.AskAsync("?<call_info=1><uid=128>", ["#<call_info=1><not_completed>"], office.Limit);
            await office.CallInAsync("9725551128");
            await both.ExpectAsync(In(128, 2), office.Limit);
        }

        await both.ExpectAsync(End(128), office.Limit);
        await both.AskAsync("?<call_info=1>", [Summary("0:00:05", "0:05", "0:00"), Caller("0:00:05"), Party(2, 128, "0:00:05", "0:05"), Done()], office.Limit);
        await both.HeardNothingElseAsync(office.Limit);
    }
}
