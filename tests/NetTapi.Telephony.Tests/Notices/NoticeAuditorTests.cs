using System.Text;
using CsCheck;
using NetTapi.Telephony.Tests.Offices;
using NetTapi.Testing;

namespace NetTapi.Telephony.Tests.Notices;

/// <summary>The auditor sees what it is there to see.</summary>
public class NoticeAuditorTests
{
    private const string Summary = "#<call_info=1><call_type=I><start_time=2006/02/27@15:04:03><duration=0:00:58><ring_time=0:00><hold_time=0:00><job_code=><note=>";
    private const string InfoEnd = "#<call_info=1><end>";

    public static TheoryData<string, string[]> Wrongs => new()
    {
        { "N6: the start of call 1 to 107 has no end", [Wire.In("107", 1, 1)] },
        { "N6: call 1 ends for 107, for whom it did not begin", [Wire.End("107", 1, 1)] },
        { "N6: call 1 ends for 107, for whom it did not begin", [Wire.In("107", 1, 1), Wire.End("107", 1, 1), Wire.End("107", 1, 1)] },
        { "N7: slot 1 is taken", [Wire.In("107", 1, 1), Wire.In("128", 1, 2), Wire.End("107", 1, 1), Wire.End("128", 1, 2)] },
        { "N7: call 1 ends in slot 2", [Wire.In("107", 1, 1), Wire.End("107", 2, 1)] },
        { "N7: call 1 is in slot 2", [Wire.In("107", 1, 1), Wire.In("128", 2, 1), Wire.End("107", 1, 1), Wire.End("128", 1, 1)] },
        {
            "N7: call 1 goes on",
            [Wire.In("107", 1, 1), Wire.End("107", 1, 1), Wire.In("107", 1, 2), Wire.End("107", 1, 2), Wire.In("128", 1, 1), Wire.End("128", 1, 1)]
        },
        { "N7: slot 0", [Wire.In("107", 0, 1), Wire.End("107", 0, 1)] },
        { "N8: serial 0", [Wire.In("107", 1, 0), Wire.End("107", 1, 0)] },
        { "N8, N11: call 1 was", [Wire.In("107", 1, 1), Wire.End("107", 1, 1), Wire.Out("128", 1, 1), Wire.End("128", 1, 1)] },
        { "N8, N11: call 1 was", [Wire.In("107", 1, 1), Wire.End("107", 1, 1), Wire.In("107", 1, 1, "OTHER"), Wire.End("107", 1, 1)] },
        { "N10: call 1 begins for 107 a second time", [Wire.In("107", 1, 1), Wire.In("107", 1, 1), Wire.End("107", 1, 1)] },
        { "Q2: ", [Summary, Wire.In("107", 1, 1), InfoEnd, Wire.End("107", 1, 1)] },
        { "Q2: the information about call 1 has no end", [Summary] },
        { "Q2: ", [InfoEnd] },
        { "W1: not a message", ["#uid=107"] },
    };

    [Theory]
    [MemberData(nameof(Wrongs))]
    public void What_may_not_be_is_found(string violation, string[] messages) =>
        Assert.StartsWith(violation, Audit(messages)[0], StringComparison.Ordinal);

    [Fact]
    public void What_may_be_is_let_pass_however_it_is_cut() => Gen.Int[1, 40].Sample(piece =>
    {
        string[] messages =
        [
            "#<challenge=00>", Wire.In("107", 1, 1), Wire.Out("107", 2, 2), Wire.In("128", 1, 1), Wire.End("107", 1, 1), Summary, InfoEnd,
            Wire.In("107", 1, 1), Wire.End("128", 1, 1), Wire.End("107", 1, 1), Wire.In("107", 1, 3), Wire.End("107", 2, 2), Wire.End("107", 1, 3),
        ];
        var auditor = new NoticeAuditor();
        foreach (var bytes in Bytes(messages).Chunk(piece)) auditor.Feed(bytes);
        return auditor.Complete().Count == 0 && auditor is { Starts: 5, Ends: 5 };
    });

    [Fact]
    public void Half_a_message_at_the_end_is_found()
    {
        var auditor = new NoticeAuditor();
        auditor.Feed("#<uid=107"u8);
        Assert.StartsWith("W1", Assert.Single(auditor.Complete()), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Audit(string[] messages)
    {
        var auditor = new NoticeAuditor();
        auditor.Feed(Bytes(messages));
        return auditor.Complete();
    }

    private static byte[] Bytes(string[] messages) => Encoding.UTF8.GetBytes(string.Concat(messages.Select(message => message + '\u0004')));
}
