using NetTapi.Loop;
using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;
using NetTapi.Server.Sessions.Requests;
using NetTapi.Telephony.Desks;
using NetTapi.Telephony.Notices;

namespace NetTapi.Server.Sessions.Commands;

/// <summary>
/// Carries out the commands of a logged-in session at the desk, on the control loop. Answers are queued there too, so that they stand before every
/// notice of what the command brings about (C2). Even a command without an answer is waited for: a session can keep one turn of the loop busy, not many.
/// </summary>
internal sealed class CommandHandler(Session session, SessionServices services, CancellationToken closing)
{
    private IControlLoop Loop => services.Loop;

    private Desk Desk => services.Desk;

    /// <summary>Carries out one command; the task ends when it has been answered, or handed on where it has no answer.</summary>
    public Task ExecuteAsync(Request request, Principal who) => request switch
    {
        InterestCommand command => WatchAsync(command, who),
        DialCommand command => DialAsync(command, who),
        RecordCommand command => Loop.AskAsync(() => Desk.SetRecording(who, command.Uid, on: true), closing),
        StopRecordCommand command => Loop.AskAsync(() => Desk.SetRecording(who, command.Uid, on: false), closing),
        PlayDtmfCommand command => Loop.AskAsync(() => Desk.PlayDtmf(who, command.Uid, command.Digits), closing),
        ChangeStatusCommand command => Loop.AskAsync(() => Desk.ChangeStatus(who, command.Uid, command.Status), closing),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.Verb, "Not a command of a logged-in session."),
    };

    private Task WatchAsync(InterestCommand command, Principal who)
    {
        CallTypes types = CallTypes.None;
        foreach (string name in command.CallTypes)
        {
            CallTypes type = CallTypeNames.Find(name);
            if (type == CallTypes.None)
            {
                Answer(command, $"unknown call type {name}");
                return Task.CompletedTask;
            }
            types |= type;
        }
        if (types == CallTypes.None)
        {
            Answer(command, "no call type");
            return Task.CompletedTask;
        }
        return Loop.AskAsync(() => Answer(command, ErrorTexts.Of(Desk.Watch(who, session, command.Uid, types))), closing);
    }

    private async Task DialAsync(DialCommand command, Principal who) =>
        await Loop.AskAsync<DialResult>(
            completed => Desk.Dial(who, command.Uid, command.Address, result =>
            {
                Answer(command, ErrorTexts.Of(result));
                completed(result);
            }),
            closing);

    private void Answer(Request request, string? error) =>
        session.Respond(error is null ? new Accepted(request.Head) : new Refused(request.Head, error));
}
