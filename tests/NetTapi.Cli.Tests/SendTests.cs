using NetTapi.Testing;

namespace NetTapi.Cli.Tests;

/// <summary><c>nettapi send</c>.</summary>
public sealed class SendTests : IDisposable
{
    private readonly ScriptedPeer _peer = new();

    public void Dispose() => _peer.Dispose();

    [Fact]
    [Requirement("W1")]
    public async Task Both_directions_are_shown_with_the_terminator_visible()
    {
        var cli = new Cli(_peer, "!<connect_nettapi>\nrubbish\n");
        var running = cli.RunAsync("send", "--wait", "20");
        using var server = await _peer.AcceptAsync();
        await server.ExpectAsync("!<connect_nettapi>");
        await server.ExpectAsync("rubbish");
        await server.SendAsync("#<challenge=1>", "#<err=malformed message>\u0007");
        server.Dispose();
        Assert.Equal(0, await running);
        Assert.Equal(
            """
            > !<connect_nettapi>^D
            > rubbish^D
            < #<challenge=1>^D
            < #<err=malformed message>^G^D
            (closed by the server)

            """,
            cli.Output);
    }

    [Fact]
    public async Task A_conversation_ends_when_the_server_has_been_quiet()
    {
        var cli = new Cli(_peer);
        var running = cli.RunAsync("send", "!<a>", "--wait", "0.01");
        using var server = await _peer.AcceptAsync();
        await server.ExpectAsync("!<a>");
        Assert.Equal(0, await running);
        Assert.Equal("> !<a>^D\n", cli.Output);
    }

    [Fact]
    public async Task No_user_is_needed()
    {
        var cli = new Cli(_peer);
        cli.Variables.Remove("NETTAPI_USER");
        var running = cli.RunAsync("send", "x");
        using var server = await _peer.AcceptAsync();
        await server.ExpectAsync("x");
        server.Dispose();
        Assert.Equal(0, await running);
    }
}
