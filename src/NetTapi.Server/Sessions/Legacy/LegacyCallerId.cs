using NetTapi.Protocol.Messages;
using NetTapi.Protocol.Requests;
using NetTapi.Server.Sessions.Requests;
using NetTapi.Telephony.Dialling;
using NetTapi.Telephony.Records;

namespace NetTapi.Server.Sessions.Legacy;

/// <summary>
/// Answers the older dialect's one question, who called last, to the networks that may ask (L1); to everyone and everything else it is silent (L2).
/// The answer is on its way within a turn of the loop and one indexed read: far below the 100 ms the asking CRM waits.
/// </summary>
internal sealed class LegacyCallerId(Session session, SessionServices services, CancellationToken closing)
{
    /// <summary>Answers, or stays silent.</summary>
    public async Task AnswerAsync(CallerIdQuery query)
    {
        if (!services.Options.LegacyCallerIdFrom.Contains(session.PeerAddress)) return;
        LatestIncomingCall? latest = await services.Loop.AskAsync<LatestIncomingCall?>(
            completed => services.Desk.LatestIncoming(query.UserName, completed), closing);
        if (latest is null) return;

        session.Respond(new CallerIdAnswer(
            query.UserName,
            OutsideNumber.DigitsOf(latest.Number),
            query.WantsDialled ? OutsideNumber.DigitsOf(latest.Dialled) : "",
            query.WantsState ? (latest.Active ? "active" : "completed") : ""));
    }
}
