using NetTapi.Testing;

namespace NetTapi.Cli.Tests;

/// <summary><c>nettapi call-info</c>.</summary>
public sealed class CallInfoTests : IDisposable
{
    private static readonly string[] Completed =
    [
        "#<call_info=1><call_type=O><start_time=2006/02/27@15:04:03><duration=0:00:58><ring_time=0:05><hold_time=0:00><job_code=><note=late>",
        "#<call_info=1><party=1><voice_type=S><device_index=144><party_number=144><party_name=Jim Bryant><duration=0:00:58><ring_time=0:00>",
        "#<call_info=1><recording_file=/rec/1.wav>",
        "#<call_info=1><end>",
    ];

    private readonly ScriptedPeer _peer = new();

    public void Dispose() => _peer.Dispose();

    [Fact]
    [Requirement("Q2")]
    public async Task A_call_is_told_in_words()
    {
        var (status, cli) = await AskAsync(Completed, "call-info", "1");
        Assert.Equal(0, status);
        Assert.Equal(
            """
            call 1, to the outside, 2006-02-27 15:04:03
            duration 0:00:58, rang 0:05, on hold 0:00
            note late
            station 144: 144 Jim Bryant, 0:00:58, rang 0:00
            recording /rec/1.wav

            """,
            cli.Output);
    }

    [Fact]
    public async Task A_call_is_one_JSON_object_for_scripts()
    {
        var (status, cli) = await AskAsync(Completed, "call-info", "1", "--json");
        Assert.Equal(0, status);
        Assert.Equal(
            """
            {"serial":1,"completed":true,"call_type":"O","start_time":"2006-02-27T15:04:03","duration":58,"ring_time":5,"hold_time":0,
            "job_code":"","note":"late",
            "parties":[{"voice_type":"S","device_index":144,"party_number":"144","party_name":"Jim Bryant","duration":58,"ring_time":0}],
            "recordings":["/rec/1.wav"]}
            """.ReplaceLineEndings(""),
            cli.Output.Trim());
    }

    [Fact]
    public async Task A_call_that_goes_on_is_no_error()
    {
        var (status, cli) = await AskAsync(["#<call_info=1><not_completed>"], "call-info", "1");
        Assert.Equal((0, "call 1 is not completed\n"), (status, cli.Output));
    }

    [Fact]
    [Requirement("Q9")]
    public async Task No_such_call_is_status_1()
    {
        var (status, cli) = await AskAsync(["#<call_info=1><err=no such call>"], "call-info", "1");
        Assert.Equal((1, "no such call"), (status, cli.Error.ToString().Trim()));
    }

    private async Task<(int Status, Cli Cli)> AskAsync(string[] answer, params string[] args)
    {
        var cli = new Cli(_peer);
        var running = cli.RunAsync(args);
        using var server = await _peer.AcceptLoginAsync();
        await server.ExpectAsync("?<call_info=1>");
        await server.SendAsync(answer);
        await server.ExpectAsync("!<logout_nettapi>");
        server.Dispose();
        return (await running, cli);
    }
}
