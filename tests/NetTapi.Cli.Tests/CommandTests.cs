using NetTapi.Testing;

namespace NetTapi.Cli.Tests;

/// <summary>The commands that ask for one thing, and how the program ends.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly ScriptedPeer _peer = new();

    public void Dispose() => _peer.Dispose();

    [Theory]
    [InlineData("dial 9,1 --uid 107", "!<dial><uid=107><addr=9,1>")]
    [InlineData("dial 9,1", "!<dial><addr=9,1>")]
    [InlineData("record --uid 107", "!<record><uid=107>")]
    [InlineData("stop-record", "!<stop_record>")]
    [InlineData("dtmf 12#*", "!<play_dtmf><digits=12#*>")]
    [InlineData("status Lunch --uid 107", "!<change_status><uid=107><status=Lunch>")]
    public async Task A_command_says_what_it_was_told_logs_out_and_ends_well(string line, string message)
    {
        var cli = new Cli(_peer);
        var running = cli.RunAsync(line.Split(' '));
        using var server = await _peer.AcceptLoginAsync();
        await server.ExpectAsync(message);
        if (line.StartsWith("dial", StringComparison.Ordinal)) await server.SendAsync("#<dial><ok>");
        await server.ExpectAsync("!<logout_nettapi>");
        server.Dispose();
        Assert.Equal(0, await running);
        Assert.Equal("", cli.Error.ToString());
    }

    [Fact]
    [Requirement("C3")]
    public async Task A_refusal_is_status_1_with_the_servers_words()
    {
        var cli = new Cli(_peer);
        var running = cli.RunAsync("dial", "9,1");
        using var server = await _peer.AcceptLoginAsync();
        await server.ExpectAsync("!<dial><addr=9,1>");
        await server.SendAsync("#<dial><err=all lines busy>");
        await server.ExpectAsync("!<logout_nettapi>");
        server.Dispose();
        Assert.Equal(1, await running);
        Assert.Equal("all lines busy", cli.Error.ToString().Trim());
    }

    [Fact]
    public async Task A_refused_login_is_status_1()
    {
        var cli = new Cli(_peer);
        var running = cli.RunAsync("record");
        using var server = await _peer.AcceptAsync();
        await server.ExpectAsync("!<connect_nettapi>");
        await server.SendAsync("#<challenge=1>");
        await server.ExpectAsync("!<login_nettapi><uname=ken><pass=>");
        await server.SendAsync("#<login_nettapi=n>");
        Assert.Equal(1, await running);
        Assert.Equal("login refused", cli.Error.ToString().Trim());
    }

    [Fact]
    public async Task Options_win_over_the_environment()
    {
        var cli = new Cli(null);
        var running = cli.RunAsync("record", "--server", $"127.0.0.1:{_peer.Port}", "--user", "lea");
        using var server = await _peer.AcceptLoginAsync("lea");
        await server.ExpectAsync("!<record>");
        server.Dispose();
        Assert.Equal(0, await running);
    }

    [Theory]
    [InlineData("")]
    [InlineData("dance")]
    [InlineData("dial")]
    [InlineData("dial 9,1 --loud")]
    [InlineData("dtmf 12x")]
    [InlineData("call-info seven")]
    [InlineData("record --server host:port")]
    [InlineData("record --server :6500")]
    [InlineData("record --encoding utf-16")]
    public async Task A_wrong_command_line_is_status_2(string line)
    {
        var cli = new Cli(null);
        Assert.Equal(2, await cli.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.NotEqual("", cli.Error.ToString());
    }

    [Fact]
    public async Task Nobody_to_log_in_as_is_status_2()
    {
        var cli = new Cli(_peer);
        cli.Variables.Remove("NETTAPI_USER");
        Assert.Equal(2, await cli.RunAsync("record"));
        Assert.Contains("NETTAPI_USER", cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("record")]
    [InlineData("send hello")]
    public async Task No_server_is_status_3(string line)
    {
        var cli = new Cli(_peer);
        _peer.Dispose();
        Assert.Equal(3, await cli.RunAsync(line.Split(' ')));
        Assert.NotEqual("", cli.Error.ToString());
    }

    [Fact]
    [Requirement("S4")]
    public async Task The_pin_comes_from_the_environment()
    {
        var cli = new Cli(_peer);
        cli.Variables["NETTAPI_PIN"] = "4711";
        var running = cli.RunAsync("record");
        using var server = await _peer.AcceptAsync();
        await server.ExpectAsync("!<connect_nettapi>");
        await server.SendAsync("#<challenge=1>");
        Assert.Matches("^!<login_nettapi><uname=ken><pass=[0-9a-f]{64}>$", await server.ReadAsync());
        server.Dispose();
        Assert.Equal(3, await running);
    }
}
