using NetTapi.Testing;

namespace NetTapi.Client.Tests;

/// <summary>A scripted peer and a client of it.</summary>
public abstract class ClientFixture : IAsyncLifetime
{
    private readonly List<IDisposable> _connections = [];
    private NetTapiClient? _client;

    protected ScriptedPeer Peer { get; } = new();

    protected NetTapiClient Client => _client!;

    protected PeerConnection Server { get; private set; } = null!;

    protected NetTapiClientOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = Peer.Port,
        UserName = "ken",
        FirstReconnectDelay = TimeSpan.FromMilliseconds(1),
        LongestReconnectDelay = TimeSpan.FromMilliseconds(5),
        CloseTimeout = TimeSpan.FromMilliseconds(50),
    };

    public virtual ValueTask InitializeAsync() => LogInAsync(Options);

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections) connection.Dispose();
        Peer.Dispose();
        if (_client is not null) await _client.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async ValueTask LogInAsync(NetTapiClientOptions options)
    {
        var connecting = NetTapiClient.ConnectAsync(options);
        await AcceptAsync();
        _client = await connecting;
    }

    /// <summary>The next login of the client.</summary>
    protected async Task AcceptAsync()
    {
        Server = await Peer.AcceptLoginAsync();
        _connections.Add(Server);
    }

    /// <summary>A watch that the server has accepted.</summary>
    protected async Task<EventReader> WatchAsync(string? uid = null, CallTypes types = CallTypes.All)
    {
        var watching = Client.WatchAsync(uid, types);
        await ExpectInterestAsync(uid, types);
        return new EventReader(await watching);
    }

    protected async Task ExpectInterestAsync(string? uid = null, CallTypes types = CallTypes.All)
    {
        var incoming = types.HasFlag(CallTypes.IncomingOutside) ? "<incoming_outside_calls>" : "";
        var outgoing = types.HasFlag(CallTypes.OutgoingOutside) ? "<outgoing_outside_calls>" : "";
        await Server.ExpectAsync($"!<interest>{incoming}{outgoing}{(uid is null ? "" : $"<uid={uid}>")}");
        await Server.SendAsync("#<interest><ok>");
    }
}

/// <summary>Takes a watch's events one at a time.</summary>
public sealed class EventReader(IAsyncEnumerable<ClientEvent> events)
{
    private readonly IAsyncEnumerator<ClientEvent> _events = events.GetAsyncEnumerator();

    public async Task<T> NextAsync<T>()
        where T : ClientEvent
    {
        Assert.True(await _events.MoveNextAsync().AsTask().WaitAsync(ScriptedPeer.Patience), "the stream has ended");
        return Assert.IsType<T>(_events.Current);
    }

    public async Task EndsAsync() => Assert.False(await _events.MoveNextAsync().AsTask().WaitAsync(ScriptedPeer.Patience));

    public async Task<T> FailsAsync<T>()
        where T : Exception =>
        await Assert.ThrowsAsync<T>(async () => await _events.MoveNextAsync().AsTask().WaitAsync(ScriptedPeer.Patience));

    public ValueTask StopAsync() => _events.DisposeAsync();
}
