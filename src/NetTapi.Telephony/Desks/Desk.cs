using NetTapi.Loop;
using NetTapi.Telephony.Calls;
using NetTapi.Telephony.Dialling;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Notices;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Desks;

/// <summary>
/// Everything that can be asked of the phone system, one method a verb: who may (N3), what it means, what became of it. Sessions, and whoever else lets people act, call only this. Only on the
/// loop.
/// </summary>
public sealed class Desk(
    IControlLoop loop,
    LiveDirectory directory,
    CallBook book,
    Interests interests,
    ICallStore store,
    ISwitch phoneSystem,
    AccessPolicy policy,
    IAuditLog audit)
{
    private const int MostDigits = 64;

    /// <summary>Registers an interest (N1–N3).</summary>
    /// <param name="who">Who asks.</param>
    /// <param name="watcher">His session.</param>
    /// <param name="uid">Whose calls; null or empty: his own.</param>
    /// <param name="types">Which calls; at least one type.</param>
    public InterestOutcome Watch(Principal who, IWatcher watcher, string? uid, CallTypes types)
    {
        var user = FindUser(who, uid);
        var outcome = user switch
        {
            null => InterestOutcome.NoSuchUser,
            _ when !MayActFor(who, user.Uid) => InterestOutcome.NotPermitted,
            _ => InterestOutcome.Ok,
        };
        if (outcome == InterestOutcome.Ok) interests.Add(watcher, user!.Uid, types);
        audit.Asked(who, "interest", user?.Uid, outcome.ToString());
        return outcome;
    }

    /// <summary>Ends all interests of a session (S7).</summary>
    public void Forget(IWatcher watcher) => interests.Remove(watcher);

    /// <summary>Click-to-dial (C1–C3).</summary>
    /// <param name="who">Who asks.</param>
    /// <param name="uid">Who dials; null or empty: he himself.</param>
    /// <param name="address">Access code and number.</param>
    /// <param name="completed">Called once, on the loop, before any notice of the call.</param>
    public void Dial(Principal who, string? uid, string address, Action<DialResult> completed)
    {
        var user = FindUser(who, uid);
        var result = CheckDial(who, user, address, out var request);
        if (request is not null) phoneSystem.Dial(request, outcome => Complete(ResultOf(outcome)));
        else Complete(result);

        void Complete(DialResult became)
        {
            audit.Asked(who, "dial", user?.Uid, became.ToString());
            completed(became);
        }
    }

    /// <summary>Starts or stops recording (C4); ignored where that can't be.</summary>
    public void SetRecording(Principal who, string? uid, bool on)
    {
        Order(who, uid, on ? "record" : "stop_record", user => on ? phoneSystem.StartRecording(user.Stations) : phoneSystem.StopRecording(user.Stations));
    }

    /// <summary>Plays digits into the user's call (C5); ignored as a whole where one of them is no digit.</summary>
    public void PlayDtmf(Principal who, string? uid, string digits)
    {
        var isGood = digits.Length is > 0 and <= MostDigits && digits.All(digit => char.IsAsciiDigit(digit) || digit is '*' or '#');
        Order(who, uid, "play_dtmf", user => isGood && phoneSystem.PlayDtmf(user.Stations, digits));
    }

    /// <summary>Sets a user's status (C6); ignored where there is no such user or status, or no permission.</summary>
    public void ChangeStatus(Principal who, string? uid, string status)
    {
        var user = FindUser(who, uid);
        var outcome = user switch
        {
            null => "NoSuchUser",
            _ when !MayActFor(who, user.Uid) => "NotPermitted",
            _ => directory.TryChoose(user, status) ? "Ok" : "NoSuchStatus",
        };
        audit.Asked(who, "change_status", user?.Uid, outcome);
    }

    /// <summary>Asks about a call (Q1–Q10).</summary>
    /// <param name="who">Who asks.</param>
    /// <param name="serial">The call.</param>
    /// <param name="uid">The user meant; null or empty: see Q8.</param>
    /// <param name="lastEndedHere">The user of the latest end notice for this serial sent to the asker's session.</param>
    /// <param name="completed">Called once, on any thread.</param>
    public void CallInfo(Principal who, Serial serial, string? uid, UserId? lastEndedHere, Action<CallInfoResult> completed)
    {
        var call = book.Find(serial);
        if (call is { IsOutside: false })
        {
            completed(new NoSuchCall());
            return;
        }

        UserId? named = string.IsNullOrEmpty(uid) ? null : new UserId(uid);
        var choice = new CallChoice(who.User, named, lastEndedHere, call is null ? [] : [.. call.Stays.Keys], user => MayActFor(who, user));
        Finish(store.ReadStaysAsync(serial, CancellationToken.None), stays => completed(choice.Answer(stays)), () => completed(new NoSuchCall()));
    }

    /// <summary>The user's latest call from outside (L1).</summary>
    /// <param name="userName">His login name.</param>
    /// <param name="completed">Called once, on any thread; null where there is no such user, or there never was a call.</param>
    public void LatestIncoming(string userName, Action<LatestIncomingCall?> completed)
    {
        if (directory.Current.UserByName(userName) is not { } user)
        {
            completed(null);
            return;
        }

        // Both are looked at: a call that still goes on may have been joined by a later one that is over already.
        var live = book.LatestIncoming(user.Uid);
        Finish(store.ReadLatestIncomingAsync(user.Uid, CancellationToken.None), onDisk => completed(Later(live, onDisk)), () => completed(live));
    }

    private static LatestIncomingCall? Later(LatestIncomingCall? live, LatestIncomingCall? onDisk) =>
        live is null || onDisk?.Serial.Value > live.Serial.Value ? onDisk : live;

    private static DialResult ResultOf(DialOutcome outcome) => outcome switch
    {
        DialOutcome.Ringing => DialResult.Ok,
        DialOutcome.AllLinesBusy => DialResult.AllLinesBusy,
        DialOutcome.NoPhoneRegistered => DialResult.NoPhoneRegistered,
        DialOutcome.PhoneDoesNotAnswer => DialResult.PhoneDoesNotAnswer,
        _ => DialResult.DialInProgress,
    };

    private DialResult CheckDial(Principal who, User? user, string address, out DialRequest? request)
    {
        request = null;
        if (user is null) return DialResult.NoSuchUser;
        if (!MayActFor(who, user.Uid)) return DialResult.NotPermitted;
        if (ParseAddress(address) is not { } dial) return DialResult.InvalidNumber;
        if (GroupOf(dial) is not { } group) return DialResult.NoSuchTrunkGroup;
        request = new DialRequest(user.Uid, user.Stations, group.Number, dial.Number);
        return DialResult.Ok;
    }

    /// <summary>An access code and a number (C1), or an emergency number alone: 911 must not become 11 behind a 9.</summary>
    private DialString? ParseAddress(string address)
    {
        return DialString.Tidy(address) is { } number && directory.Current.IsEmergency(number) ? new DialString(null, number) : DialString.Parse(address);
    }

    /// <summary>The trunk group asked for, or the default one; of an emergency number any, where that one is missing, as from a phone.</summary>
    private TrunkGroup? GroupOf(DialString dial)
    {
        var now = directory.Current;
        var group = dial.TrunkGroup is { } number ? now.TrunkGroup(number) : now.DefaultTrunkGroup;
        return group ?? (now.IsEmergency(dial.Number) ? now.DefaultTrunkGroup ?? now.Data.TrunkGroups.FirstOrDefault() : null);
    }

    /// <summary>What is never answered (C4, C5): the log alone tells what came of it.</summary>
    private void Order(Principal who, string? uid, string verb, Func<User, bool> carryOut)
    {
        var user = FindUser(who, uid);
        var outcome = user switch
        {
            null => "NoSuchUser",
            _ when !MayActFor(who, user.Uid) => "NotPermitted",
            _ => carryOut(user) ? "Ok" : "Ignored",
        };
        audit.Asked(who, verb, user?.Uid, outcome);
    }

    private User? FindUser(Principal who, string? uid) => directory.Current.User(string.IsNullOrEmpty(uid) ? who.User.Value : uid);

    private bool MayActFor(Principal who, UserId user) =>
        policy == AccessPolicy.Open || who.User == user || who.Privileges != Privileges.None;

    /// <summary>Goes on when a read has come back, without waiting for it here.</summary>
    private void Finish<T>(ValueTask<T> reading, Action<T> finished, Action failed)
    {
        var awaiter = reading.GetAwaiter();
        if (awaiter.IsCompleted) Take();
        else awaiter.OnCompleted(Take);

        void Take()
        {
            T read;
            try
            {
                read = awaiter.GetResult();
            }
#pragma warning disable CA1031 // A store that can't be read is an answer that can't be given; what ails it, its own health check says.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                loop.Post(() => audit.ReadFailed(fault));
                failed();
                return;
            }

            finished(read);
        }
    }
}
