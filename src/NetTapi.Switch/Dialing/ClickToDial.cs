using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Gateways;
using NetTapi.Switch.Ringing;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Dialing;

/// <summary>One click-to-dial (C2) until the user's phone is answered: then a call is born, with that phone waiting for the outside.</summary>
/// <param name="parts">What the switch is made of.</param>
/// <param name="outside">The way to the outside, with a line reserved: taken when the phone is answered, else given back.</param>
/// <param name="completed">Told the outcome, once.</param>
/// <param name="over">Told when it is over, whatever became of it.</param>
internal sealed class ClickToDial(SwitchParts parts, OutsideRinging outside, Action<DialOutcome> completed, Action over) : IRingingEvents
{
    private ParallelRinging? _ringing;
    private LoopTimer? _silence;
    private bool _isCompleted;

    /// <summary>Rings the user's phones.</summary>
    public void Begin(ImmutableArray<CalleeLeg> phones)
    {
        _silence = parts.Loop.Schedule(parts.Options.PhoneResponseTime, static dial => dial.Stop(), this);
        _ringing = new ParallelRinging(parts.Loop, phones, parts.Options.RingTimeout) { Events = this };
        _ringing.Begin(CallOffer.Own);
    }

    /// <summary>Gives it up.</summary>
    public void Stop()
    {
        _ringing!.Stop();
        GiveUp();
    }

    void IRingingEvents.OnSent(CalleeLeg leg)
    {
        // No fact yet: a click-to-dial whose phone is not answered is no call (N8).
    }

    void IRingingEvents.OnTrying(CalleeLeg leg) => Complete(DialOutcome.Ringing);

    void IRingingEvents.OnProgress(int status, Leg? early) => Complete(DialOutcome.Ringing);

    void IRingingEvents.OnAnswered(CalleeLeg leg)
    {
        Complete(DialOutcome.Ringing);
        over();
        Call.FromStation(parts, leg).Ring(outside, static (call, refusal) => call.Refuse(refusal));
    }

    void IRingingEvents.OnGone(CalleeLeg leg)
    {
        // Another may still answer.
    }

    void IRingingEvents.OnNobody(Refusal refusal) => GiveUp();

    private void GiveUp()
    {
        outside.Stop();
        over();
        Complete(DialOutcome.PhoneDoesNotAnswer);
    }

    private void Complete(DialOutcome outcome)
    {
        _silence?.Cancel();
        if (_isCompleted) return;
        _isCompleted = true;
        completed(outcome);
    }
}
