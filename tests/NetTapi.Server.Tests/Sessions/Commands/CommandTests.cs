using NetTapi.Telephony.Switching;
using NetTapi.Testing;

namespace NetTapi.Server.Tests.Sessions.Commands;

[Collection(nameof(Sockets))]
public sealed class CommandTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [Requirement("N1")]
    [Requirement("N2")]
    [Requirement("N3")]
    [InlineData("<incoming_outside_calls>", "<ok>")]
    [InlineData("<outgoing_outside_calls><incoming_outside_calls>", "<ok>")]
    [InlineData("<INCOMING_outside_calls><uid=>", "<ok>")]
    [InlineData("<uid=107><incoming_outside_calls>", "<ok>")]
    [InlineData("<uid=107>", "<err=no call type>")]
    [InlineData("<incoming_outside_calls=1>", "<err=no call type>")]
    [InlineData("<incoming_outside_calls><party_calls>", "<err=unknown call type party_calls>")]
    [InlineData("<incoming_outside_calls><uid=999>", "<err=no such user>")]
    [InlineData("<incoming_outside_calls><uid=x>", "<err=no such user>")]
    [InlineData("<incoming_outside_calls><uid=128>", "<err=not permitted>")]
    public async Task An_interest_is_answered(string units, string answer)
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.LoginAsync("ann", "107");
        await peer.AskAsync($"!<interest>{units}", $"#<interest>{answer}");
    }

    [Fact]
    [Requirement("N3")]
    public async Task A_user_with_a_privilege_may_watch_everyone()
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.LoginAsync("mia", "130", "mgr");
        await peer.AskAsync("!<interest><incoming_outside_calls><uid=128>", "#<interest><ok>");
    }

    [Theory]
    [Requirement("C3")]
    [InlineData(DialOutcome.Ringing, "<ok>")]
    [InlineData(DialOutcome.AllLinesBusy, "<err=all lines busy>")]
    [InlineData(DialOutcome.NoPhoneRegistered, "<err=no phone registered>")]
    [InlineData(DialOutcome.PhoneDoesNotAnswer, "<err=phone does not answer>")]
    [InlineData(DialOutcome.DialInProgress, "<err=dial in progress>")]
    public async Task A_dial_is_answered_with_what_the_phone_system_says(DialOutcome outcome, string answer)
    {
        _server.Switch.OnDial = (_, completed) => completed(outcome);
        using Peer peer = await _server.ConnectAsync();
        await peer.LoginAsync("ann", "107");
        await peer.AskAsync("!<dial><addr=9,(972) 985-9901>", $"#<dial>{answer}");
        Assert.Equal("dial 107 1 9729859901", await _server.Switch.Verbs.Reader.ReadAsync());
    }

    [Theory]
    [Requirement("C1")]
    [Requirement("C3")]
    [Requirement("C7")]
    [InlineData("<uid=999><addr=junk>", "no such user")]
    [InlineData("<uid=ken><addr=junk>", "no such user")]
    [InlineData("<uid=128><addr=junk>", "not permitted")]
    [InlineData("<addr=junk>", "invalid number")]
    [InlineData("", "invalid number")]
    [InlineData("<addr=84,1>", "no such trunk group")]
    public async Task A_dial_that_cannot_be_is_refused_with_the_exact_text(string units, string error)
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.LoginAsync("ann", "107");
        await peer.AskAsync($"!<dial>{units}", $"#<dial><err={error}>");
    }

    [Fact]
    [Requirement("W8")]
    public async Task While_a_dial_is_under_way_later_requests_of_the_session_wait_and_others_do_not()
    {
        var dialling = new TaskCompletionSource<Action<DialOutcome>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Switch.OnDial = (_, completed) => dialling.SetResult(completed);
        using Peer peer = await _server.ConnectAsync();
        await peer.LoginAsync("ann", "107");
        await peer.SendAsync("!<dial><addr=9,1>", "?<call_info=1>");
        Action<DialOutcome> completed = await dialling.Task;

        using Peer other = await _server.ConnectAsync();
        await other.LoginAsync("ken", "128", "oper,mgr,admin");
        await other.AskAsync("?<call_info=2>", "#<call_info=2><err=no such call>");
        await _server.OnLoopAsync(() => completed(DialOutcome.Ringing));
        await peer.ExpectAsync("#<dial><ok>", "#<call_info=1><err=no such call>");
    }

    [Theory]
    [Requirement("C4")]
    [Requirement("C5")]
    [Requirement("C7")]
    [InlineData("!<record><uid=107>", "record 107")]
    [InlineData("!<record>", "record 107")]
    [InlineData("!<stop_record><uid=>", "stop 107")]
    [InlineData("!<play_dtmf><digits=1*#>", "dtmf 107 1*#")]
    public async Task Recording_and_digits_are_passed_on_without_a_response(string command, string verb)
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.LoginAsync("ann", "107");
        await peer.SendAsync(command, "?<call_info=1>");
        await peer.ExpectAsync("#<call_info=1><err=no such call>");
        Assert.Equal(verb, await _server.Switch.Verbs.Reader.ReadAsync());
    }

    [Theory]
    [Requirement("C5")]
    [Requirement("C6")]
    [InlineData("!<record><uid=128>")]
    [InlineData("!<stop_record><uid=999>")]
    [InlineData("!<play_dtmf><digits=1a>")]
    [InlineData("!<play_dtmf>")]
    [InlineData("!<play_dtmf><digits=11111111112222222222333333333344444444445555555555666666666677777>")]
    [InlineData("!<change_status><status=Nowhere>")]
    [InlineData("!<change_status><uid=128><status=Lunch>")]
    [InlineData("!<change_status>")]
    public async Task What_is_not_permitted_or_makes_no_sense_is_ignored_without_a_response(string command)
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.LoginAsync("ann", "107");
        await peer.SendAsync(command, "?<call_info=1>");
        await peer.ExpectAsync("#<call_info=1><err=no such call>");
        Assert.False(_server.Switch.Verbs.Reader.TryRead(out _));
    }
}
