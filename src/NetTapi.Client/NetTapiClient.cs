using NetTapi.Client.Connections;
using NetTapi.Protocol.Requests;

namespace NetTapi.Client;

/// <summary>
/// A session with a NetTAPI server: watch calls, dial, and ask about calls. It reconnects by itself, registers its watches again and tells in the stream of events what may have
/// been missed. Safe for use from several threads; no code of the application runs on its reader. Where a <c>uid</c> is null, the logged-in user is meant (C7).
/// </summary>
public sealed class NetTapiClient : IAsyncDisposable
{
    private readonly ClientSession _session;

    private NetTapiClient(ClientSession session) => _session = session;

    /// <summary>Who is logged in.</summary>
    public NetTapiUser User => _session.User;

    /// <summary>Whether there is a connection at this moment. It can be gone the next: that is what <see cref="NetTapiConnectionException"/> is for.</summary>
    public bool IsConnected => _session.IsConnected;

    /// <summary>Connects and logs in (S2–S4). Only a first connection that works is kept up afterwards.</summary>
    /// <exception cref="NetTapiConnectionException">There is no server.</exception>
    /// <exception cref="NetTapiRefusedException">Name or PIN are wrong.</exception>
    public static async Task<NetTapiClient> ConnectAsync(NetTapiClientOptions options, CancellationToken cancellation = default)
    {
        options.Validate();
        return new NetTapiClient(await ClientSession.StartAsync(options, cancellation).ConfigureAwait(false));
    }

    /// <summary>
    /// Watches a user's outside calls (N1). When the task has completed the server has accepted, and events are held for the reader. The stream ends when the client is disposed;
    /// it is read once. Stop reading it to end the watch.
    /// </summary>
    /// <exception cref="NetTapiRefusedException">No such user, or not permitted (N2, N3).</exception>
    /// <exception cref="NetTapiConnectionException">There is no connection.</exception>
    public Task<IAsyncEnumerable<ClientEvent>> WatchAsync(string? uid = null, CallTypes types = CallTypes.All, CancellationToken cancellation = default)
    {
        if (types == CallTypes.None || (types & ~CallTypes.All) != 0) throw new ArgumentOutOfRangeException(nameof(types), types, "which calls?");
        return _session.WatchAsync(uid, types, cancellation);
    }

    /// <summary>Places a call: rings the user's phone, then calls the number (C1, C2). Completes when the phone has answered the server.</summary>
    /// <param name="address">Access code and number, as <c>9,2148441111</c>.</param>
    /// <param name="uid">Who calls.</param>
    /// <param name="cancellation">Gives up waiting; the call may go on.</param>
    /// <exception cref="NetTapiRefusedException">One of the reasons of C3.</exception>
    /// <exception cref="NetTapiConnectionException">There is no connection, or it was lost: the call may have been placed.</exception>
    public Task DialAsync(string address, string? uid = null, CancellationToken cancellation = default) =>
        _session.Connection().AskAsync(new DialCommand(uid, address), cancellation);

    /// <summary>Starts recording the user's active call (C4). The server does not say whether there is one.</summary>
    /// <exception cref="NetTapiConnectionException">There is no connection.</exception>
    public Task RecordAsync(string? uid = null, CancellationToken cancellation = default) => SendAsync(new RecordCommand(uid), cancellation);

    /// <summary>Stops it (C4).</summary>
    /// <exception cref="NetTapiConnectionException">There is no connection.</exception>
    public Task StopRecordingAsync(string? uid = null, CancellationToken cancellation = default) => SendAsync(new StopRecordCommand(uid), cancellation);

    /// <summary>Plays digits into the user's active call (C5). The server does not say whether it did.</summary>
    /// <param name="digits">1 to 64 of <c>0-9 # *</c>.</param>
    /// <param name="uid">Whose call.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="NetTapiConnectionException">There is no connection.</exception>
    public Task PlayDtmfAsync(string digits, string? uid = null, CancellationToken cancellation = default) =>
        SendAsync(new PlayDtmfCommand(uid, digits), cancellation);

    /// <summary>Chooses the user's status (C6). The server does not say whether it knows it.</summary>
    /// <exception cref="NetTapiConnectionException">There is no connection.</exception>
    public Task ChangeStatusAsync(string status, string? uid = null, CancellationToken cancellation = default) =>
        SendAsync(new ChangeStatusCommand(uid, status), cancellation);

    /// <summary>Asks about a call (Q1).</summary>
    /// <param name="serial">The call's serial.</param>
    /// <param name="uid">For whom the call is meant; null: see Q8.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns><see cref="CallInformation"/>, <see cref="CallNotCompleted"/> or <see cref="NoSuchCall"/>.</returns>
    /// <exception cref="NetTapiConnectionException">There is no connection, or it was lost.</exception>
    public Task<CallInformationResult> GetCallInformationAsync(int serial, string? uid = null, CancellationToken cancellation = default) =>
        _session.Connection().AskAsync(new CallInfoQuery(serial.ToString(System.Globalization.CultureInfo.InvariantCulture), uid), serial, cancellation);

    /// <summary>Logs out, closes the connection and ends the streams of events.</summary>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private Task SendAsync(Request request, CancellationToken cancellation) => _session.Connection().SendAsync(request, cancellation);
}
