using NetTapi.Loop;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Ringing;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Gateways;

/// <summary>
/// Rings outside: on one line, and on another one where the way was at fault and not the party called, or where a gateway says nothing at all. Once the far end has rung no other way is tried: it would
/// ring twice for one call. Each line tried is a fact; users learn of the call by the first (N5).
/// </summary>
/// <param name="parts">What the switch is made of.</param>
/// <param name="search">Finds lines.</param>
/// <param name="first">The first leg, where a line was reserved before; null: one is looked for when it begins.</param>
internal sealed class OutsideRinging(SwitchParts parts, OutsideSearch search, CalleeLeg? first) : IRinging, IRingingEvents
{
    // A gateway that is short of channels has one again when the call that was ended has left it.
    private static readonly TimeSpan RestBetweenRounds = TimeSpan.FromSeconds(1);

    private const string Unanswered = "it does not answer";

    private CallOffer _offer;
    private CalleeLeg? _leg = first;
    private ParallelRinging? _attempt;
    private LoopTimer? _timer;
    private bool _hasRung;
    private bool _isStopped;

    /// <inheritdoc />
    public IRingingEvents? Events { get; set; }

    /// <inheritdoc />
    public void Begin(CallOffer offer)
    {
        _offer = offer;
        // The line reserved may have been lost to a call for help.
        if ((_leg is { IsOver: false } ? _leg : search.Next()) is { } leg) Try(leg);
        else GiveUp(search.Refusal);
    }

    /// <inheritdoc />
    public void Stop()
    {
        _isStopped = true;
        _timer?.Cancel();
        if (_attempt is { } attempt) attempt.Stop();
        else _leg?.End();
    }

    void IRingingEvents.OnSent(CalleeLeg leg)
    {
        Events?.OnSent(leg);
        _timer = parts.Loop.Schedule(parts.Options.GatewayResponseTime, static ringing => ringing.OnSilent(), this);
    }

    void IRingingEvents.OnTrying(CalleeLeg leg)
    {
        _timer?.Cancel();
        Events?.OnTrying(leg);
    }

    void IRingingEvents.OnProgress(int status, Leg? early)
    {
        _timer?.Cancel();
        _hasRung = true;
        Events?.OnProgress(status, early);
    }

    void IRingingEvents.OnAnswered(CalleeLeg leg)
    {
        _timer?.Cancel();
        Events?.OnAnswered(leg);
    }

    void IRingingEvents.OnGone(CalleeLeg leg) => Events?.OnGone(leg);

    void IRingingEvents.OnNobody(Refusal refusal)
    {
        _timer?.Cancel();
        var isElsewhere = search.IsEmergency || (refusal.WayFault != 0 && !_hasRung);
        var next = isElsewhere ? search.Next() : null;
        var isAgain = next is null && search.IsEmergency && search.BeginAgain();
        if (isElsewhere) Failed(Words(refusal), next is not null || isAgain);
        if (next is not null) Try(next);
        else if (isAgain) _timer = parts.Loop.Schedule(RestBetweenRounds, () => TryAgain(refusal));
        else GiveUp(refusal);
    }

    private void Try(CalleeLeg leg)
    {
        // The line may have been taken from the very call that it is for.
        if (_isStopped)
        {
            leg.End();
            return;
        }

        _leg = leg;
        _attempt = new ParallelRinging(parts.Loop, [leg], parts.Options.OutsideRingTimeout) { Events = this };
        _attempt.Begin(_offer);
    }

    private void TryAgain(Refusal refusal)
    {
        if (search.Next() is { } leg) Try(leg);
        else GiveUp(refusal);
    }

    /// <summary>A silent gateway is given up for another one, but not for nothing: it may only be slow.</summary>
    private void OnSilent()
    {
        if (search.Next() is not { } next) return;
        Failed(Unanswered, true);
        _attempt!.Stop();
        Try(next);
    }

    private void Failed(string reason, bool isTriedElsewhere) => search.Failed(((LineEndpoint)_leg!.Endpoint).Line, reason, isTriedElsewhere);

    /// <summary>In words of ours: a gateway's own are a stranger's.</summary>
    private static string Words(Refusal refusal) => (refusal.WayFault != 0 ? refusal.WayFault : refusal.Status) switch
    {
        _ when refusal == Refusal.GatewayNotFound => "its address is not found",
        _ when refusal == Refusal.NoCodecThere => "it takes no codec of the caller's",
        408 => Unanswered,
        401 or 407 => "it does not take our name and password",
        var status => $"it answers {status}",
    };

    private void GiveUp(Refusal refusal)
    {
        search.GiveUp(_attempt is null);
        Events?.OnNobody(refusal);
    }
}
