using System.IO.Pipelines;
using NetTapi.Protocol;
using NetTapi.Protocol.Framing;
using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;
using NetTapi.Server.Sessions.CallInformation;
using NetTapi.Server.Sessions.Commands;
using NetTapi.Server.Sessions.Legacy;
using NetTapi.Server.Sessions.Login;

namespace NetTapi.Server.Sessions.Requests;

/// <summary>
/// Works on the requests of one session, one at a time, in order (W8): which verbs may come when (S5), who answers each, and when the connection is
/// to be closed.
/// </summary>
internal sealed class RequestHandler : IMessageReceiver
{
    private readonly Session _session;
    private readonly SessionServices _services;
    private readonly ProtocolLimits _limits;
    private readonly LoginDialogue _login;
    private readonly CommandHandler _commands;
    private readonly CallInfoHandler _callInfo;
    private readonly LegacyCallerId _legacy;
    private readonly CancellationToken _closing;
    private int _malformedInARow;
    private bool _isFirst = true;

    public RequestHandler(Session session, SessionServices services, CancellationToken closing)
    {
        _session = session;
        _services = services;
        _limits = services.Limits;
        _closing = closing;
        _login = new LoginDialogue(session, services);
        _commands = new CommandHandler(session, services, closing);
        _callInfo = new CallInfoHandler(session, services, closing);
        _legacy = new LegacyCallerId(session, services, closing);
    }

    /// <summary>Reads and works until the session is to end.</summary>
    public Task RunAsync(PipeReader input) => MessagePump.RunAsync(input, _limits, this, _closing);

    /// <summary>Ends the interests of the session (S7), also while its connection is being aborted.</summary>
    public async Task EndAsync()
    {
        if (_session.Principal is null) return;
        await _services.Loop.AskAsync(() => _services.Desk.Forget(_session), CancellationToken.None);
        _services.Metrics.SessionEnded();
    }

    /// <inheritdoc />
    public ValueTask<bool> OnMessageAsync(ReadOnlySpan<byte> message)
    {
        Request? request = RequestParser.Parse(message, _session.Encoding, _limits, out ProtocolFault fault);
        bool isFirst = _isFirst;
        _isFirst = false;
        if (request is null) return ValueTask.FromResult(Refuse(fault));

        _malformedInARow = 0;
        _services.Metrics.Request();
        return request is CallerIdQuery query ? AskedInOldDialectAsync(query, isFirst) : AnswerAsync(request);
    }

    /// <inheritdoc />
    public ValueTask OnFaultAsync(ProtocolFault fault)
    {
        if (fault != ProtocolFault.Truncated) Refuse(fault);
        return ValueTask.CompletedTask;
    }

    private async ValueTask<bool> AskedInOldDialectAsync(CallerIdQuery query, bool isFirst)
    {
        if (isFirst) await _legacy.AnswerAsync(query);
        return true;
    }

    private async ValueTask<bool> AnswerAsync(Request request)
    {
        if (request is LogoutCommand) return false;
        if (_session.Principal is not { } principal) return AnswerBeforeLogin(request);
        switch (request)
        {
            case ConnectCommand or LoginCommand:
                Refuse(request, "already logged in");
                break;
            case CallInfoQuery query:
                await _callInfo.AnswerAsync(query, principal);
                break;
            case UnknownRequest:
                Refuse(request, "unknown command");
                break;
            default:
                await _commands.ExecuteAsync(request, principal);
                break;
        }
        return true;
    }

    private bool AnswerBeforeLogin(Request request)
    {
        switch (request)
        {
            case ConnectCommand:
                _login.Connect();
                return true;
            case LoginCommand command when _login.IsConnected:
                return _login.Login(command);
            default:
                Refuse(request, _login.IsConnected ? "not logged in" : "not connected");
                return true;
        }
    }

    private void Refuse(Request request, string error) => _session.Respond(new Refused(request.Head, error));

    /// <summary>Answers what is not a request (W7); false if the connection is to be closed for it.</summary>
    private bool Refuse(ProtocolFault fault)
    {
        _services.Metrics.Malformed();
        _session.Respond(new Refused(new ResponseHead(""), fault.Text()));
        bool stays = !fault.ClosesConnection() && ++_malformedInARow < _services.Options.MaxMalformedInARow;
        if (!stays) _services.Strangers.ProtocolAbuse(_session);
        return stays;
    }
}
