using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;

namespace NetTapi.Phone;

/// <summary>What a softphone and a carrier have in common: calls both ways, a script for those that come in, and a way to wait for what happens. On the loop, but for waiting.</summary>
public abstract class PhoneSet : IInviteHandler, IPhoneCallOwner
{
    private readonly List<PhoneCall> _calls = [];
    private readonly List<Waiter> _waiters = [];

    private protected PhoneSet(PhoneEquipment equipment)
    {
        Equipment = equipment;
        equipment.Agent.InviteHandler = this;
    }

    /// <summary>The calls that are not over.</summary>
    public IReadOnlyList<PhoneCall> Calls => _calls;

    /// <summary>The latest call, over or not; null before the first.</summary>
    public PhoneCall? LastCall { get; private set; }

    /// <summary>What it does with a call that comes in; asked once for each.</summary>
    public Func<PhoneCall, AnswerScript> Script { get; set; } = static _ => AnswerScript.Ring;

    /// <summary>Whether it calls whom the other side of a call refers it to, and says what came of it; else it declines (603).</summary>
    public bool FollowsRefers { get; set; } = true;

    /// <summary>Told of all that happens.</summary>
    public Action<PhoneNotice>? Observer { get; set; }

    /// <summary>What it is made of.</summary>
    public PhoneEquipment Equipment { get; }

    /// <summary>What it says and listens for, in calls that begin from now on.</summary>
    public PhoneSound Sound { get; set; } = new();

    /// <summary>Runs something on the loop and gives its result. From any thread but the loop's.</summary>
    public Task<TResult> RunAsync<TResult>(Func<TResult> action)
    {
        var done = new TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        Equipment.Loop.Post(
            static work =>
            {
                try
                {
                    work.done.SetResult(work.action());
                }
#pragma warning disable CA1031 // Whoever awaits gets what was thrown.
                catch (Exception fault)
#pragma warning restore CA1031
                {
                    work.done.SetException(fault);
                }
            },
            (done, action));
        return done.Task;
    }

    /// <summary>Runs something on the loop. From any thread but the loop's.</summary>
    public Task RunAsync(Action action) => RunAsync(() =>
    {
        action();
        return true;
    });

    /// <summary>Waits until a condition holds, looked at now and whenever something happens here. From any thread.</summary>
    /// <param name="condition">Asked on the loop.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task WaitForAsync(Func<bool> condition, CancellationToken cancellation = default)
    {
        var waiter = new Waiter(condition, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Equipment.Loop.Post(static work => work.set.Add(work.waiter), (set: this, waiter));
        try
        {
            await waiter.Done.Task.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            Equipment.Loop.Post(static work => work.set._waiters.Remove(work.waiter), (set: this, waiter));
        }
    }

    /// <summary>Hangs up all calls.</summary>
    public void HangUpAll()
    {
        foreach (var call in _calls.ToArray()) call.HangUp();
    }

    /// <inheritdoc />
    public void OnInvite(IncomingInvite invite)
    {
        PhoneCall? replaced = null;
        if (invite.Replaces is { } replaces && (replaced = Find(replaces, out var status)) is null)
        {
            invite.Reject(status);
            return;
        }

        var caller = invite.Request.AssertedIdentities.FirstOrDefault() ?? invite.Request.From;
        var call = Begin(caller?.Uri.UserText ?? string.Empty, caller?.DisplayName, invite);
        call.Replaced = replaced;
        // Who takes the place of somebody we talk to is not rung for.
        call.Take(replaced is null ? ScriptFor(call, invite.Request) : AnswerScript.Answer() with { Rings = false });
    }

    private protected virtual AnswerScript ScriptFor(PhoneCall call, SipRequest request) => Script(call);

    private protected PhoneCall Begin(string number, string? name, IncomingInvite? incoming)
    {
        var call = new PhoneCall(Equipment, Sound, number, name, incoming, this);
        _calls.Add(call);
        return LastCall = call;
    }

    void IPhoneCallOwner.Tell(PhoneNotice notice) => Tell(notice);

    void IPhoneCallOwner.Follow(IncomingRefer refer)
    {
        if (!FollowsRefers || !refer.ReferTo.Uri.IsSip)
        {
            refer.Reject(603);
            return;
        }

        refer.Accept();
        var target = refer.ReferTo.Uri with { Headers = null };
        var call = Begin(target.UserText ?? "", null, incoming: null);
        call.Referred = refer;
        var request = RequestTo(target) with { Replaces = refer.Replaces };
        if (refer.ReferredBy is { } by) request = request with { Headers = request.Headers.Add(new SipHeader(HeaderNames.ReferredBy, by)) };
        call.Dial(request, talk: null, patience: null);
    }

    /// <summary>A call to somewhere from here, without an offer yet.</summary>
    private protected abstract InviteRequest RequestTo(SipUri target);

    private protected void Tell(PhoneNotice notice)
    {
        if (notice.Call is { State: PhoneCallState.Ended } over) _calls.Remove(over);
        Observer?.Invoke(notice);
        foreach (var waiter in _waiters.ToArray()) Look(waiter);
    }

    /// <summary>Our call that another is to take the place of; else null, and the status to refuse with.</summary>
    private PhoneCall? Find(Replaces replaces, out int status)
    {
        var found = Equipment.Agent.FindReplaced(replaces);
        status = found.Status == 0 ? 481 : found.Status;
        return _calls.FirstOrDefault(call => call.Is(found.Session, found.Ringing));
    }

    private void Add(Waiter waiter)
    {
        _waiters.Add(waiter);
        Look(waiter);
    }

    private static void Look(Waiter waiter)
    {
        if (waiter.Condition()) waiter.Done.TrySetResult();
    }

    private sealed record Waiter(Func<bool> Condition, TaskCompletionSource Done);
}
