namespace NetTapi.Server.Sessions;

/// <summary>All connections there are, from before they begin until after they are disposed. Safe for use from several threads.</summary>
internal sealed class SessionRegistry
{
    /// <summary>Connections, logged in or not.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>From now on a connection is closed at once. The first step of a stop, while calls are being ended.</summary>
    public void StopAccepting() => throw new NotImplementedException();

    /// <summary>
    /// Closes every connection after sending what waits for it; those not closed by the deadline are aborted, and the log says so. The last step
    /// of a stop: to be called when the end notices of all calls have been handed over (N13).
    /// </summary>
    public Task CloseAllAsync(TimeSpan deadline) => throw new NotImplementedException();
}
