using NetTapi.Client.Watching;
using NetTapi.Protocol.Requests;

namespace NetTapi.Client.Connections;

/// <summary>What outlives a connection: the user, the watches, and the will to be connected.</summary>
internal sealed class ClientSession : IAsyncDisposable
{
    /// <summary>How many refusals in a row of a user who was let in before are believed.</summary>
    private const int MostRefusals = 10;

    private readonly NetTapiClientOptions _options;
    private readonly ReconnectDelay _delay;
    private readonly WatchList _watches = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile ClientConnection? _connection;
    private volatile NetTapiUser? _user;
    private volatile NetTapiException? _failure;
    private Task _keeping = Task.CompletedTask;

    private ClientSession(NetTapiClientOptions options)
    {
        _options = options;
        // Jitter only has to differ between clients; nothing secret hangs on it.
        var random = new Random(HashCode.Combine(Environment.ProcessId, options.Time.GetTimestamp()));
        _delay = new ReconnectDelay(options.FirstReconnectDelay, options.LongestReconnectDelay, random.NextDouble);
    }

    public NetTapiUser User => _user!;

    public bool IsConnected => _connection is not null;

    /// <summary>Connects and logs in once; only then is the session kept up.</summary>
    public static async Task<ClientSession> StartAsync(NetTapiClientOptions options, CancellationToken cancellation)
    {
        var session = new ClientSession(options);
        var connection = await session.LogInAsync(cancellation).ConfigureAwait(false);
        session._keeping = session.KeepAsync(connection);
        return session;
    }

    /// <summary>The connection of this moment.</summary>
    /// <exception cref="NetTapiConnectionException">There is none.</exception>
    public ClientConnection Connection()
    {
        ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, typeof(NetTapiClient));
        if (_failure is { } failure) throw new NetTapiConnectionException($"the client gave up: {failure.Message}", failure);
        return _connection ?? throw new NetTapiConnectionException("not connected at the moment: reconnecting");
    }

    /// <summary>Registers an interest and opens its stream of events.</summary>
    public async Task<IAsyncEnumerable<ClientEvent>> WatchAsync(string? uid, CallTypes types, CancellationToken cancellation)
    {
        var connection = Connection();
        var watch = new Watch(uid, types, _options.EventBufferSize);
        // Before the server's answer, so that not even a notice right behind it is missed.
        _watches.Add(watch);
        try
        {
            await RegisterAsync(connection, watch.Interest, [watch], cancellation).ConfigureAwait(false);
            return new WatchStream(watch, _watches.Remove);
        }
        catch
        {
            _watches.Remove(watch);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_connection is { } connection) await LogOutAsync(connection).ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        _watches.Complete(null);
    }

    private async Task LogOutAsync(ClientConnection connection)
    {
        try
        {
            await connection.SendAsync(new LogoutCommand(), CancellationToken.None).WaitAsync(_options.CloseTimeout, _options.Time).ConfigureAwait(false);
            await connection.Completion.WaitAsync(_options.CloseTimeout, _options.Time).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NetTapiConnectionException or TimeoutException)
        {
            // The connection is gone, or the server does not let go: it is dropped below either way.
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<ClientConnection> LogInAsync(CancellationToken cancellation)
    {
        var connection = await ClientConnection.OpenAsync(_options, _watches.OnNotice, cancellation).ConfigureAwait(false);
        try
        {
            _user = await Handshake.RunAsync(connection, _options, cancellation).ConfigureAwait(false);
            _connection = connection;
            // A client that is closed at this moment either finds the connection there, or is found closed here.
            Interlocked.MemoryBarrier();
            _stopping.Token.ThrowIfCancellationRequested();
            return connection;
        }
        catch
        {
            await DropAsync(connection).ConfigureAwait(false);
            throw;
        }
    }

    private ValueTask DropAsync(ClientConnection connection)
    {
        _connection = null;
        return connection.DisposeAsync();
    }

    /// <summary>Keeps a connection up until the client is closed, or the server no longer knows the user.</summary>
    private async Task KeepAsync(ClientConnection connection)
    {
        try
        {
            while (true)
            {
                var reason = await connection.Completion.ConfigureAwait(false);
                await DropAsync(connection).ConfigureAwait(false);
                _stopping.Token.ThrowIfCancellationRequested();
                _watches.OnDisconnected(_options.Time.GetUtcNow(), reason);
                connection = await ReconnectAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Closed by the application.
        }
        catch (NetTapiRefusedException exception)
        {
            // Refused time and again: the user is gone, or has another PIN.
            _failure = exception;
            _watches.Complete(exception);
        }
    }

    private async Task<ClientConnection> ReconnectAsync()
    {
        var refusals = 0;
        for (var attempt = 0; ; attempt++)
        {
            await Task.Delay(_delay.Before(attempt), _options.Time, _stopping.Token).ConfigureAwait(false);
            try
            {
                var connection = await LogInAsync(_stopping.Token).ConfigureAwait(false);
                await RegisterAgainAsync(connection).ConfigureAwait(false);
                return connection;
            }
            catch (NetTapiConnectionException)
            {
                // Not there yet: the next attempt comes later.
            }
            catch (NetTapiRefusedException) when (++refusals < MostRefusals)
            {
                // He was let in before. A server whose measure for our address is full, by whosever guesses, says the same (S6): we come again, but slowly.
                attempt = Math.Max(attempt, ReconnectDelay.Slowest);
            }
        }
    }

    private async Task RegisterAgainAsync(ClientConnection connection)
    {
        try
        {
            foreach (var group in _watches.Deaf())
            {
                await RegisterAgainAsync(connection, group).ConfigureAwait(false);
            }
        }
        catch
        {
            await DropAsync(connection).ConfigureAwait(false);
            // Those that were already taken up again have a gap of their own.
            _watches.OnDisconnected(_options.Time.GetUtcNow(), "the connection was lost while watches were registered again");
            throw;
        }
    }

    private async Task RegisterAgainAsync(ClientConnection connection, IGrouping<string, Watch> watches)
    {
        try
        {
            // Not the stopping token: a client that is closed now logs out first, and the end of the connection ends the waiting.
            await RegisterAsync(connection, watches.First().Interest, watches, CancellationToken.None).ConfigureAwait(false);
        }
        catch (NetTapiRefusedException exception)
        {
            foreach (var watch in watches) watch.Complete(exception);
        }
    }

    private async Task RegisterAsync(ClientConnection connection, InterestCommand interest, IEnumerable<Watch> watches, CancellationToken cancellation)
    {
        var own = User.Uid;
        await connection.AskAsync(interest, cancellation, () =>
        {
            foreach (var watch in watches) watch.OnAccepted(own, _options.Time.GetUtcNow());
        }).ConfigureAwait(false);
    }
}
