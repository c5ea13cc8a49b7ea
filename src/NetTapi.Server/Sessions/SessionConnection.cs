using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using NetTapi.Protocol.Encodings;
using NetTapi.Server.Sessions.Outbound;
using NetTapi.Server.Sessions.Requests;

namespace NetTapi.Server.Sessions;

/// <summary>
/// One run of a session over one socket: reads its requests and has them worked on one at a time, in order (W8); closes it in an orderly way, or aborts it.
/// </summary>
internal sealed class SessionConnection : IDisposable
{
    private readonly ConnectionContext _transport;
    private readonly Socket _socket;
    private readonly SessionServices _services;
    private readonly OutboundQueue _outbound;
    private readonly RequestHandler _requests;

    /// <summary>Never disposed: it has neither timer nor wait handle, and a late abort may still cancel it.</summary>
    private readonly CancellationTokenSource _closing = new();

    public SessionConnection(ConnectionContext transport, Socket socket, WireEncoding encoding, SessionServices services)
    {
        Number = services.Registry.NextNumber();
        _transport = transport;
        _socket = socket;
        _services = services;
        SessionOptions options = services.Options;
        var settings = new OutboundSettings(options.OutboundQueueBytes, options.SendTimeout, services.Time);
        _outbound = new OutboundQueue(new SocketSender(socket, services.Metrics), services.Budget, settings, OnCutOff);
        Session = new Session(Number, (IPEndPoint)transport.RemoteEndPoint!, encoding, _outbound, options.RememberedEnds);
        _requests = new RequestHandler(Session, services, _closing.Token);
    }

    /// <summary>Its number: see <see cref="SessionRegistry.NextNumber"/>.</summary>
    public long Number { get; }

    /// <summary>The session it carries.</summary>
    public Session Session { get; }

    /// <summary>Runs until the connection is over: nothing that it began goes on after.</summary>
    public async Task RunAsync()
    {
        SessionLog.Connected(_services.Logger, Number, _transport.RemoteEndPoint);
        TimeSpan loginTimeout = _services.Options.LoginTimeout;
        using (_services.Time.CreateTimer(static connection => ((SessionConnection)connection!).OnLoginTimeout(), this, loginTimeout, Timeout.InfiniteTimeSpan))
        {
            await ReadAsync();
        }
        Task drained = _outbound.CompleteAsync();
        await _requests.EndAsync();
        await CloseAsync(drained);
        SessionLog.Disconnected(_services.Logger, Number);
    }

    /// <summary>Ends the session after sending what waits for it. From any thread but the loop.</summary>
    public void RequestClose() => _closing.Cancel();

    /// <summary>Ends the connection at once: whatever waits, or is being sent, is lost. From any thread but the loop.</summary>
    public void Abort()
    {
        _outbound.Abort();
        ResetAtClose();
        _transport.Abort();
        _closing.Cancel();
    }

    /// <inheritdoc />
    public void Dispose() => _outbound.Dispose();

    private async Task ReadAsync()
    {
        try
        {
            await _requests.RunAsync(_transport.Transport.Input);
        }
        catch (OperationCanceledException)
        {
            // Asked to close, by the stop, the login timeout or an abort.
        }
        catch (Exception exception) when (exception is IOException or ConnectionAbortedException)
        {
            SessionLog.Reset(_services.Logger, Number);
        }
#pragma warning disable CA1031 // A fault in one request ends its own connection and nothing else.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            SessionLog.RequestFailed(_services.Logger, exception, Number);
        }
    }

    /// <summary>
    /// Closes so that nothing said is lost (W7): what waits goes out, the sending side is shut, and input is read and thrown away until the peer has closed too,
    /// or has had its time. Closing with unread input would reset the connection, and the reset would overtake the last response.
    /// </summary>
    private async Task CloseAsync(Task drained)
    {
        await drained;
        using var deadline = new CancellationTokenSource(_services.Options.DrainTimeout, _services.Time);
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
            PipeReader input = _transport.Transport.Input;
            ReadResult read;
            do
            {
                read = await input.ReadAsync(deadline.Token);
                input.AdvanceTo(read.Buffer.End);
            }
            while (!read.IsCompleted && !read.IsCanceled);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException or ConnectionAbortedException)
        {
            // The peer did not close in time, or the connection is gone already: either way this is its end.
            SessionLog.Reset(_services.Logger, Number);
        }
    }

    private void OnLoginTimeout()
    {
        if (Session.Principal is not null) return;
        _services.Strangers.LoginTimeout(Session);
        RequestClose();
    }

    /// <summary>Called once, on whichever thread found the session behind: the loop or a fan-out worker, which must not wait for a socket.</summary>
    private void OnCutOff(CutOff reason)
    {
        _services.Metrics.CutOff(reason);
        SessionLog.CutOff(_services.Logger, Number, _transport.RemoteEndPoint, reason.Words());
        ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.Abort(), this, preferLocal: false);
    }

    /// <summary>Makes the kernel drop what it still holds for a peer that does not read: it can be megabytes, and minutes.</summary>
    private void ResetAtClose()
    {
        try
        {
            _socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            SessionLog.Reset(_services.Logger, Number);
        }
    }
}
