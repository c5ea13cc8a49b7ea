using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Switching;
using NetTapi.Testing;

namespace NetTapi.Server.Tests.Sessions.CallInformation;

/// <summary>Whole calls as applications see them: from a switch's facts, through call book and desk, to the bytes on the socket.</summary>
[Collection(nameof(Sockets))]
public sealed class CallTests : IAsyncLifetime
{
    private const string Start = "#<uid=107><call=1><incoming_outside_call><caller_name=FACETCORP><caller_number=9729859901><serial=1>";
    private const string End = "#<uid=107><call=1><serial=1><end>";

    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    [Requirement("N4")]
    [Requirement("N6")]
    [Requirement("Q1")]
    [Requirement("Q2")]
    [Requirement("Q3")]
    [Requirement("Q4")]
    [Requirement("Q7")]
    public async Task A_call_from_outside_is_told_and_its_information_is_exact()
    {
        using Peer peer = await WatchingAsync();
        await _server.ReportAsync(Facts.Arrived("a", 0), Facts.Offered("a", 1, 107));
        await peer.ExpectAsync(Start);
        await peer.AskAsync("?<call_info=1>", "#<call_info=1><not_completed>");
        await _server.ReportAsync(Facts.Connected("a", 6, 107), Facts.Left("a", 66, 107), Facts.Over("a", 66));
        await peer.ExpectAsync(End);
        await peer.AskAsync(
            "?<call_info=1>",
            "#<call_info=1><call_type=I><start_time=2006/02/27@15:04:03><duration=0:01:06><ring_time=0:05><hold_time=0:00><job_code=><note=>",
            "#<call_info=1><party=1><voice_type=L><device_index=1><party_number=9729859901><party_name=FACETCORP><duration=0:01:06><ring_time=0:00>",
            "#<call_info=1><party=2><voice_type=S><device_index=107><party_number=107><party_name=Ann Bell><duration=0:01:05><ring_time=0:05>",
            "#<call_info=1><end>");
    }

    [Fact]
    [Requirement("N5")]
    [Requirement("Q2")]
    [Requirement("Q3")]
    [Requirement("Q7")]
    public async Task A_call_to_the_outside_is_told_and_its_information_is_exact()
    {
        using Peer peer = await WatchingAsync();
        await _server.ReportAsync(Facts.Began("b", 0, 107), Facts.Placed("b", 0, "9728441111"));
        await peer.ExpectAsync("#<uid=107><call=1><outgoing_outside_call><called_number=9728441111><serial=1>");
        await _server.ReportAsync(Facts.Answered("b", 10), Facts.Left("b", 58, 107), Facts.Over("b", 58));
        await peer.ExpectAsync(End);
        await peer.AskAsync(
            "?<call_info=1>",
            "#<call_info=1><call_type=O><start_time=2006/02/27@15:04:03><duration=0:00:58><ring_time=0:10><hold_time=0:00><job_code=><note=>",
            "#<call_info=1><party=1><voice_type=S><device_index=107><party_number=107><party_name=Ann Bell><duration=0:00:58><ring_time=0:00>",
            "#<call_info=1><party=2><voice_type=L><device_index=1><party_number=9728441111><party_name=Unknown><duration=0:00:58><ring_time=0:10>",
            "#<call_info=1><end>");
    }

    [Fact]
    [Requirement("N10")]
    public async Task One_notice_comes_however_many_interests_match()
    {
        using Peer peer = await WatchingAsync();
        await peer.AskAsync("!<interest><incoming_outside_calls><uid=107>", "#<interest><ok>");
        await peer.AskAsync("!<interest><outgoing_outside_calls><incoming_outside_calls>", "#<interest><ok>");
        await _server.ReportAsync(Facts.Arrived("a", 0), Facts.Offered("a", 1, 107), Facts.Over("a", 5));
        await peer.ExpectAsync(Start, End);
        await peer.AskAsync("?<call_info=99>", "#<call_info=99><err=no such call>");
    }

    [Fact]
    [Requirement("N10")]
    public async Task An_interest_registered_during_a_call_yields_nothing_for_it()
    {
        await _server.ReportAsync(Facts.Arrived("a", 0), Facts.Offered("a", 1, 107));
        using Peer peer = await WatchingAsync();
        await _server.ReportAsync(Facts.Over("a", 5), Facts.Arrived("b", 6), Facts.Offered("b", 7, 107), Facts.Over("b", 8));
        Assert.EndsWith("<serial=2>", await peer.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("C2")]
    public async Task The_answer_to_a_dial_comes_before_any_notice_of_its_call()
    {
        using Peer peer = await WatchingAsync();
        var dialled = new TaskCompletionSource<Action<DialOutcome>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Switch.OnDial = (_, completed) => dialled.SetResult(completed);
        await peer.SendAsync("!<dial><addr=9,9728441111>");
        Action<DialOutcome> completed = await dialled.Task;
        await _server.OnLoopAsync(() =>
        {
            completed(DialOutcome.Ringing);
            CallBook book = _server.Get<CallBook>();
            book.Report(Facts.Began("b", 0, 107));
            book.Report(Facts.Placed("b", 0, "9728441111"));
        });
        await peer.ExpectAsync("#<dial><ok>", "#<uid=107><call=1><outgoing_outside_call><called_number=9728441111><serial=1>");
    }

    [Fact]
    [Requirement("Q8")]
    public async Task Without_a_uid_the_user_of_the_latest_end_sent_to_this_session_is_meant()
    {
        using Peer watcher = await _server.ConnectAsync();
        await watcher.LoginAsync("ken", "128", "oper,mgr,admin");
        await watcher.AskAsync("!<interest><incoming_outside_calls><uid=107>", "#<interest><ok>");
        await _server.ReportAsync(
            Facts.Arrived("a", 0), Facts.Offered("a", 1, 107), Facts.Connected("a", 2, 107), Facts.Connected("a", 3, 128),
            Facts.Left("a", 4, 107), Facts.Left("a", 9, 128), Facts.Over("a", 9));
        await watcher.ExpectAsync(Start, End);
        await watcher.SendAsync("?<call_info=1>", "?<call_info=1><uid=128>");
        Assert.Contains("<duration=0:00:04>", await watcher.ReadAsync(), StringComparison.Ordinal);
        while (await watcher.ReadAsync() != "#<call_info=1><end>")
        {
        }
        Assert.Contains("<duration=0:00:09>", await watcher.ReadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [Requirement("Q9")]
    [InlineData("2")]
    [InlineData("-1")]
    [InlineData("99999999999")]
    [InlineData("abc")]
    [InlineData("")]
    public async Task No_such_call_and_what_is_no_serial_look_alike(string asked)
    {
        using Peer peer = await WatchingAsync();
        await peer.AskAsync($"?<call_info={asked}>", $"#<call_info={asked}><err=no such call>");
    }

    [Fact]
    [Requirement("Q9")]
    public async Task A_call_of_others_looks_like_no_call()
    {
        await _server.ReportAsync(Facts.Arrived("a", 0), Facts.Offered("a", 1, 128), Facts.Over("a", 5));
        using Peer peer = await WatchingAsync();
        await peer.AskAsync("?<call_info=1>", "#<call_info=1><err=no such call>");
        await peer.AskAsync("?<call_info=1><uid=128>", "#<call_info=1><err=no such call>");
    }

    [Fact]
    [Requirement("Q2")]
    public async Task Nothing_comes_between_the_messages_of_one_answer()
    {
        using Peer peer = await WatchingAsync();
        await _server.ReportAsync(Facts.Arrived("a", 0), Facts.Offered("a", 1, 107), Facts.Over("a", 5));
        await peer.ExpectAsync(Start, End);
        for (int question = 0; question < 100; question++)
        {
            Task asked = peer.SendAsync("?<call_info=1>");
            for (int notice = 0; notice < 10; notice++) await _server.NotifyAsync(Notices.Incoming(1000 + notice));
            await asked;
            string message = await SkipNoticesAsync(peer);
            Assert.Contains("<call_type=I>", message, StringComparison.Ordinal);
            Assert.Contains("<party=1>", await peer.ReadAsync(), StringComparison.Ordinal);
            Assert.Equal("#<call_info=1><end>", await peer.ReadAsync());
        }
    }

    private static async Task<string> SkipNoticesAsync(Peer peer)
    {
        string message;
        do message = (await peer.ReadAsync())!;
        while (message.StartsWith("#<uid", StringComparison.Ordinal));
        return message;
    }

    private async Task<Peer> WatchingAsync()
    {
        Peer peer = await _server.ConnectAsync();
        await peer.LoginAsync("ann", "107");
        await peer.AskAsync("!<interest><incoming_outside_calls><outgoing_outside_calls>", "#<interest><ok>");
        return peer;
    }
}
