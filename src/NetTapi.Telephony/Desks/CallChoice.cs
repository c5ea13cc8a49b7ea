using System.Collections.Immutable;
using NetTapi.Telephony.Records;

namespace NetTapi.Telephony.Desks;

/// <summary>Which user a question about a call means, and so what is answered (Q8, Q9): a pure rule.</summary>
/// <param name="Asker">The user who is logged in.</param>
/// <param name="Named">The user the question names; null where it names none.</param>
/// <param name="LastEndedHere">The user of the latest end notice for this serial sent to the session that asks; null for none.</param>
/// <param name="InCall">The users who are in the call, those whose record is still on its way included.</param>
/// <param name="MayAsk">Whether the asker may act for a user (N3).</param>
internal sealed record CallChoice(
    UserId Asker, UserId? Named, UserId? LastEndedHere, ImmutableHashSet<UserId> InCall, Func<UserId, bool> MayAsk)
{
    /// <summary>Answers from the records that are on disk.</summary>
    public CallInfoResult Answer(ImmutableArray<StayRecord> onDisk)
    {
        if (Named is { } named) return MayAsk(named) ? AnswerFor(named, onDisk) : new NoSuchCall();
        if (LastEndedHere is { } ended && AnswerFor(ended, onDisk) is var latest and not NoSuchCall) return latest;
        var left = onDisk.Where(stay => !InCall.Contains(stay.User) && MayAsk(stay.User)).OrderBy(stay => stay.Left).ToArray();
        var stay = left.LastOrDefault(stay => stay.Watched) ?? left.LastOrDefault(stay => stay.User == Asker) ?? left.LastOrDefault();
        if (stay is not null) return new CallCompleted(stay);
        return InCall.Any(MayAsk) ? new CallNotCompleted() : new NoSuchCall();
    }

    private CallInfoResult AnswerFor(UserId user, ImmutableArray<StayRecord> onDisk)
    {
        if (InCall.Contains(user)) return new CallNotCompleted();
        return onDisk.FirstOrDefault(stay => stay.User == user) is { } stay ? new CallCompleted(stay) : new NoSuchCall();
    }
}
