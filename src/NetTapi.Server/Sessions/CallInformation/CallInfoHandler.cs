using System.Globalization;
using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;
using NetTapi.Server.Sessions.Requests;
using NetTapi.Telephony;
using NetTapi.Telephony.Desks;

namespace NetTapi.Server.Sessions.CallInformation;

/// <summary>Answers <c>call_info</c> (Q1–Q10).</summary>
internal sealed class CallInfoHandler(Session session, SessionServices services, CancellationToken closing)
{
    private readonly CallInfoAnswer _answer = new(services.Options.TimeZone, services.Options.Recordings);

    /// <summary>Answers one query; the task ends when it has been.</summary>
    public async Task AnswerAsync(CallInfoQuery query, Principal who)
    {
        // A serial that is not a number is no call's (Q9).
        if (!int.TryParse(query.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            session.Respond(NoSuchCall(query));
            return;
        }

        var serial = new Serial(number);
        UserId? lastEndedHere = session.LastEnded(serial);
        CallInfoResult result = await services.Loop.AskAsync<CallInfoResult>(
            completed => services.Desk.CallInfo(who, serial, query.Uid, lastEndedHere, completed), closing);
        session.Respond(result switch
        {
            CallCompleted completed => _answer.Messages(completed.Stay),
            CallNotCompleted => [new CallInfoNotCompleted(number)],
            _ => [NoSuchCall(query)],
        });
    }

    private static Refused NoSuchCall(CallInfoQuery query) => new(query.Head, "no such call");
}
