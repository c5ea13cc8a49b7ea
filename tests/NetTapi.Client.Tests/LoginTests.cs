using NetTapi.Client.Connections;
using NetTapi.Testing;

namespace NetTapi.Client.Tests;

/// <summary>Connecting and logging in.</summary>
public class LoginTests
{
    [Fact]
    [Requirement("S3")]
    public async Task A_login_tells_uid_and_privileges()
    {
        using var peer = new ScriptedPeer();
        var connecting = NetTapiClient.ConnectAsync(Options(peer));
        using var server = await peer.AcceptLoginAsync("ken", "128", "oper,mgr");
        await using var client = await connecting;
        Assert.Equal(new NetTapiUser("128", "oper,mgr"), client.User);
        Assert.True(client.IsConnected);
    }

    [Fact]
    [Requirement("S4")]
    public async Task A_pin_is_proved_and_never_sent()
    {
        using var peer = new ScriptedPeer();
        var connecting = NetTapiClient.ConnectAsync(Options(peer) with { Pin = "4711" });
        using var server = await peer.AcceptAsync();
        await server.ExpectAsync("!<connect_nettapi>");
        await server.SendAsync("#<challenge=936bedf7d79995b7e29ec73ad214dc8>");
        var proof = Handshake.Proof("4711", "936bedf7d79995b7e29ec73ad214dc8");
        Assert.Matches("^[0-9a-f]{64}$", proof);
        await server.ExpectAsync($"!<login_nettapi><uname=ken><pass={proof}>");
        await server.SendAsync("#<login_nettapi=y><uid=128><priv=>");
        await using var client = await connecting;
        Assert.Equal("128", client.User.Uid);
    }

    [Fact]
    [Requirement("S4")]
    public void The_proof_is_the_keyed_hash_of_the_challenge() =>
        // RFC 4231, test case 2.
        Assert.Equal("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Handshake.Proof("Jefe", "what do ya want for nothing?"));

    [Fact]
    public async Task A_refused_login_is_an_exception_with_the_verb()
    {
        using var peer = new ScriptedPeer();
        var connecting = NetTapiClient.ConnectAsync(Options(peer));
        using var server = await peer.AcceptAsync();
        await server.ExpectAsync("!<connect_nettapi>");
        await server.SendAsync("#<challenge=1>");
        await server.ExpectAsync("!<login_nettapi><uname=ken><pass=>");
        await server.SendAsync("#<login_nettapi=n>");
        var refused = await Assert.ThrowsAsync<NetTapiRefusedException>(() => connecting);
        Assert.Equal(("login_nettapi", "login refused"), (refused.Verb, refused.Error));
        await server.ExpectAsync(null);
    }

    [Fact]
    public async Task No_server_is_an_exception_of_its_own()
    {
        int port;
        using (var gone = new ScriptedPeer()) port = gone.Port;
        var options = new NetTapiClientOptions { Host = "127.0.0.1", Port = port, UserName = "ken" };
        await Assert.ThrowsAsync<NetTapiConnectionException>(() => NetTapiClient.ConnectAsync(options));
    }

    [Fact]
    public async Task A_server_that_hangs_up_in_the_middle_of_a_login_is_no_connection()
    {
        using var peer = new ScriptedPeer();
        var connecting = NetTapiClient.ConnectAsync(Options(peer));
        var server = await peer.AcceptAsync();
        await server.ExpectAsync("!<connect_nettapi>");
        server.Dispose();
        await Assert.ThrowsAsync<NetTapiConnectionException>(() => connecting);
    }

    [Fact]
    [Requirement("S7")]
    public async Task Disposing_logs_out()
    {
        using var peer = new ScriptedPeer();
        var connecting = NetTapiClient.ConnectAsync(Options(peer));
        using var server = await peer.AcceptLoginAsync();
        var client = await connecting;
        var closing = client.DisposeAsync();
        await server.ExpectAsync("!<logout_nettapi>");
        server.Dispose();
        await closing;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.DialAsync("9,1"));
    }

    [Fact]
    public void Options_are_checked_and_keep_the_pin_to_themselves()
    {
        var options = new NetTapiClientOptions { Host = "pbx", UserName = "ken", Pin = "4711" };
        Assert.Equal("ken@pbx:6500", options.ToString());
        Assert.Throws<ArgumentOutOfRangeException>((options with { Port = 0 }).Validate);
        Assert.Throws<ArgumentException>((options with { UserName = " " }).Validate);
        Assert.Throws<ArgumentOutOfRangeException>((options with { EventBufferSize = 0 }).Validate);
    }

    private static NetTapiClientOptions Options(ScriptedPeer peer) => new() { Host = "127.0.0.1", Port = peer.Port, UserName = "ken", CloseTimeout = TimeSpan.FromMilliseconds(50) };
}
