using NetTapi.Testing;

namespace NetTapi.Server.Tests.Sessions.Login;

[Collection(nameof(Sockets))]
public sealed class LoginTests : IAsyncLifetime
{
    private TestServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    [Requirement("S1")]
    [Requirement("S2")]
    public async Task The_first_bytes_are_the_answer_to_the_first_message()
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.ChallengeAsync();
    }

    [Theory]
    [Requirement("S3")]
    [InlineData("ken", "128", "oper,mgr,admin")]
    [InlineData("KEN", "128", "oper,mgr,admin")]
    [InlineData("ann", "107", "")]
    [InlineData("Mia", "130", "mgr")]
    public async Task A_login_is_answered_with_uid_and_privileges(string name, string uid, string privileges)
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.LoginAsync(name, uid, privileges);
    }

    [Theory]
    [Requirement("S3")]
    [InlineData("!<login_nettapi><uname=ann>")]
    [InlineData("!<LOGIN_NETTAPI><Pass><UName=ann>")]
    [InlineData("!<login_nettapi><pass=><uname=ann><uname=nobody><colour=red>")]
    public async Task A_missing_pass_counts_as_blank(string login)
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.ChallengeAsync();
        await peer.AskAsync(login, "#<login_nettapi=y><uid=107><priv=>");
    }

    [Theory]
    [Requirement("S3")]
    [Requirement("S4")]
    [InlineData("nobody", "")]
    [InlineData("", "")]
    [InlineData("ann", "secret")]
    [InlineData("bob", "")]
    [InlineData("bob", "2468")]
    [InlineData("bob", "00000000000000000000000000000000ffffffffffffffffffffffffffffffff")]
    public async Task A_wrong_name_and_a_wrong_pass_look_alike(string name, string pass)
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.ChallengeAsync();
        await peer.AskAsync($"!<login_nettapi><uname={name}><pass={pass}>", "#<login_nettapi=n>");
    }

    [Fact]
    [Requirement("S4")]
    public async Task A_user_with_a_pin_proves_it_on_the_challenge()
    {
        using Peer peer = await _server.ConnectAsync();
        string challenge = await peer.ChallengeAsync();
        await peer.AskAsync($"!<login_nettapi><uname=bob><pass={Peer.Proof("2468", challenge)}>", "#<login_nettapi=y><uid=109><priv=>");
    }

    [Fact]
    [Requirement("S2")]
    public async Task A_new_challenge_voids_the_one_before()
    {
        using Peer peer = await _server.ConnectAsync();
        string first = await peer.ChallengeAsync();
        string second = await peer.ChallengeAsync();
        Assert.NotEqual(first, second);
        await peer.AskAsync($"!<login_nettapi><uname=bob><pass={Peer.Proof("2468", first)}>", "#<login_nettapi=n>");
    }

    [Fact]
    [Requirement("S4")]
    public async Task After_a_failed_login_a_proof_needs_a_new_challenge()
    {
        using Peer peer = await _server.ConnectAsync();
        string challenge = await peer.ChallengeAsync();
        await peer.AskAsync("!<login_nettapi><uname=bob><pass=>", "#<login_nettapi=n>");
        await peer.AskAsync($"!<login_nettapi><uname=bob><pass={Peer.Proof("2468", challenge)}>", "#<login_nettapi=n>");

        using Peer again = await _server.ConnectAsync();
        await again.ChallengeAsync();
        await again.AskAsync("!<login_nettapi><uname=bob><pass=>", "#<login_nettapi=n>");
        challenge = await again.ChallengeAsync();
        await again.AskAsync($"!<login_nettapi><uname=bob><pass={Peer.Proof("2468", challenge)}>", "#<login_nettapi=y><uid=109><priv=>");
    }

    [Fact]
    [Requirement("S4")]
    public async Task After_a_failed_login_a_blank_pass_needs_no_new_challenge()
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.ChallengeAsync();
        await peer.AskAsync("!<login_nettapi><uname=nobody><pass=>", "#<login_nettapi=n>");
        await peer.AskAsync("!<login_nettapi><uname=ann><pass=>", "#<login_nettapi=y><uid=107><priv=>");
    }

    [Fact]
    [Requirement("S4")]
    public async Task From_a_network_of_old_applications_a_blank_pass_is_good_for_a_user_with_a_pin()
    {
        await using TestServer server = await TestServer.StartAsync(options => options with { BlankPassFrom = options.AllowFrom });
        using Peer peer = await server.ConnectAsync();
        await peer.LoginAsync("bob", "109");
    }

    [Fact]
    [Requirement("S6")]
    public async Task The_third_failure_closes_the_connection_after_its_response()
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.ChallengeAsync();
        string wrong = "!<login_nettapi><uname=nobody><pass=>";
        await peer.SendAsync(wrong, wrong, wrong, wrong);
        await peer.ExpectAsync("#<login_nettapi=n>", "#<login_nettapi=n>", "#<login_nettapi=n>");
        await peer.ExpectEndAsync();
    }

    [Fact]
    [Requirement("S6")]
    public async Task Past_the_burst_a_right_login_is_refused_unseen_until_time_has_passed()
    {
        for (int attempt = 0; attempt < 10; attempt++)
        {
            using Peer guesser = await _server.ConnectAsync();
            await guesser.ChallengeAsync();
            await guesser.AskAsync($"!<login_nettapi><uname=guess{attempt}><pass=>", "#<login_nettapi=n>");
        }
        using Peer peer = await _server.ConnectAsync();
        await peer.ChallengeAsync();
        await peer.AskAsync("!<login_nettapi><uname=ann><pass=>", "#<login_nettapi=n>");
        _server.Time.Advance(TimeSpan.FromSeconds(10));
        await peer.AskAsync("!<login_nettapi><uname=ann><pass=>", "#<login_nettapi=y><uid=107><priv=>");
    }

    [Theory]
    [Requirement("S5")]
    [InlineData("!<login_nettapi><uname=ann>", "login_nettapi")]
    [InlineData("!<interest><incoming_outside_calls>", "interest")]
    [InlineData("!<dial><addr=9,1>", "dial")]
    [InlineData("!<record>", "record")]
    [InlineData("!<Stop_Record>", "stop_record")]
    [InlineData("!<play_dtmf><digits=1>", "play_dtmf")]
    [InlineData("!<change_status=x>", "change_status")]
    [InlineData("!<no.such-verb=1>", "no.such-verb")]
    [InlineData("?<call_info=7>", "call_info=7")]
    [InlineData("?<CALL_INFO=a\tb>", "call_info=a b")]
    public async Task Before_the_challenge_nothing_but_connect_and_logout_is_taken(string message, string echoed)
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.AskAsync(message, $"#<{echoed}><err=not connected>");
    }

    [Theory]
    [Requirement("S5")]
    [InlineData("!<interest><incoming_outside_calls>", "interest")]
    [InlineData("!<dial><addr=9,1>", "dial")]
    [InlineData("!<record>", "record")]
    [InlineData("!<stop_record>", "stop_record")]
    [InlineData("!<play_dtmf><digits=1>", "play_dtmf")]
    [InlineData("!<change_status><status=Lunch>", "change_status")]
    [InlineData("!<no.such-verb=1>", "no.such-verb")]
    [InlineData("?<call_info=7>", "call_info=7")]
    public async Task Before_the_login_nothing_but_connect_login_and_logout_is_taken(string message, string echoed)
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.ChallengeAsync();
        await peer.AskAsync(message, $"#<{echoed}><err=not logged in>");
    }

    [Theory]
    [Requirement("S5")]
    [InlineData("!<connect_nettapi>", "connect_nettapi")]
    [InlineData("!<login_nettapi><uname=ken><pass=>", "login_nettapi")]
    public async Task After_the_login_a_second_one_is_refused(string message, string echoed)
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.LoginAsync("ann", "107");
        await peer.AskAsync(message, $"#<{echoed}><err=already logged in>");
    }

    [Theory]
    [Requirement("S9")]
    [InlineData("!<No_Such><uid=107>", "no_such")]
    [InlineData("!<extensions><acks>", "extensions")]
    [InlineData("?<dial><addr=9,1>", "dial")]
    [InlineData("!<call_info=3>", "call_info=3")]
    public async Task An_unknown_verb_is_said_to_be_one(string message, string echoed)
    {
        using Peer peer = await _server.ConnectAsync();
        await peer.LoginAsync("ann", "107");
        await peer.AskAsync(message, $"#<{echoed}><err=unknown command>");
    }
}
