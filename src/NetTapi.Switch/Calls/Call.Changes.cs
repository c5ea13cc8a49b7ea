using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Calls;

/// <content>How parties come, go, and move from one call to another.</content>
internal sealed partial class Call
{
    /// <summary>Another party comes in, without having been rung for this call.</summary>
    public void Join(Leg leg)
    {
        _host?.OnJoining(this, leg);
        Take(leg);
        Report.Connected(leg);
        Report.Hold(leg, leg.Audio.IsHeld);
        OnConnected();
        _host?.OnJoined(this, leg);
    }

    /// <summary>A party that was rung has answered.</summary>
    public void Connect(CalleeLeg leg)
    {
        _host?.OnJoining(this, leg);
        Take(leg);
        Report.Connected(leg);
        if (_members.All(member => member.Connect(leg.Audio.Agreed)))
        {
            OnConnected();
            _host?.OnJoined(this, leg);
            return;
        }

        Release(leg);
        leg.End();
        Report.Left(leg);
        Refuse(Refusal.NoCodec);
    }

    /// <summary>A party leaves; its leg lives on, in nobody's call.</summary>
    public void Detach(Leg leg)
    {
        Release(leg);
        leg.Events = null;
        Report.Left(leg);
        Wire();
    }

    /// <summary>A party is put out: its leg is hung up, and where nobody is left to talk to, the call ends.</summary>
    public void Drop(Leg leg)
    {
        var isHere = !IsElsewhere(leg);
        Release(leg);
        Report.Left(leg);
        if (isHere) leg.End();
        Settle(leg);
        if (leg.IsOver && _parts.Homes.Remove(leg, out var home) && !home.IsOver) home.Drop(leg);
    }

    /// <summary>A party goes away into another call for a while; here it holds for so long.</summary>
    public void PutAway(Leg leg)
    {
        if (!_away.Add(leg)) return;
        _bridge.Unwire(leg);
        _parts.Features.OnAway(this, leg);
        Report.Hold(leg, true);
        Wire();
    }

    /// <summary>A party that was away is back.</summary>
    public void TakeBack(Leg leg)
    {
        if (!_away.Remove(leg)) return;
        leg.Events = this;
        if (!leg.Audio.IsHeld) Report.Hold(leg, false);
        OnConnected();
    }

    /// <summary>A party takes the place of another, which leaves (RFC 3891).</summary>
    public void Replace(Leg old, Leg joining)
    {
        var codecs = old.Audio.Agreed;
        joining.Events = this;
        joining.Prepare(failure =>
        {
            if (failure is not null || IsOver || !_members.Contains(old))
            {
                joining.Refuse(failure ?? Refusal.NotAvailable);
                return;
            }

            if (!joining.Connect(codecs))
            {
                joining.Refuse(Refusal.NoCodec);
                return;
            }

            Release(old);
            old.End();
            Report.Replaced(old, joining);
            if (_members.Count > 0) Join(joining);
            else Succeed(joining);
        });
    }

    /// <summary>Another call becomes part of this one: its parties come over, and whoever is rung there is rung here. Of two legs of one station the one that came over stays.</summary>
    public void Absorb(Call other)
    {
        other._bridge.Clear();
        var isEmpty = _members.Count == 0;
        var moved = other._members.Where(leg => !_members.Contains(leg)).ToArray();
        foreach (var leg in other._members) TakeFrom(other, leg);
        _seeking.TakeOver(other._seeking);
        other.Into = this;
        // Whoever is parked and dials his own place takes nobody up: he waits there by his new leg.
        var doubles = DoublesOf(moved);
        if (!isEmpty && moved is [var first, ..] && _members.Count - doubles.Length > 1) _host?.OnJoining(this, moved.FirstOrDefault(leg => leg.Endpoint is StationEndpoint) ?? first);
        Report.Absorbed(other.Report);
        foreach (var leg in _members.Where(leg => !moved.Contains(leg) && !_away.Contains(leg))) Report.Hold(leg, leg.Audio.IsHeld);
        other.Vanish();
        foreach (var (former, newer) in doubles) Drop(newer.Audio.IsHeld && !former.Audio.IsHeld ? newer : former);
        OnConnected();
        if (isEmpty) _host?.OnSucceeded(this);
        else if (_members.Count > 1) _host?.OnJoined(this, _members[^1]);
        if (!IsWorthGoingOn) Settle(null);
    }

    /// <summary>Parties have come together.</summary>
    private void OnConnected()
    {
        Wire();
        if (_members.Count < 2) return;
        foreach (var leg in _members.Where(leg => leg.IsAnswered && !_away.Contains(leg)).ToArray()) _parts.Features.OnConnected(this, leg);
    }

    private void Take(Leg leg)
    {
        _members.Add(leg);
        leg.Events = this;
    }

    /// <summary>A member of another call comes over as it is there: one that is away stays where it is now, and comes back to this call; one that had left this call for the other one is back.</summary>
    private void TakeFrom(Call other, Leg leg)
    {
        var isAway = other._away.Contains(leg);
        var isKnown = _members.Contains(leg);
        if (!isKnown) _members.Add(leg);
        if (!isKnown && isAway) _away.Add(leg);
        if (!isAway) leg.Events = this;
        if (isKnown && !isAway && IsElsewhere(leg))
        {
            _away.Remove(leg);
            _parts.Homes.Remove(leg);
        }

        if (!other.IsElsewhere(leg)) return;
        if (isKnown) _parts.Homes.Remove(leg);
        else _parts.Homes[leg] = this;
    }

    /// <summary>A party takes the place of the only one there was, for whom somebody is rung or who is kept by a host.</summary>
    private void Succeed(Leg leg)
    {
        Take(leg);
        Report.Connected(leg);
        Report.Hold(leg, leg.Audio.IsHeld);
        OnConnected();
        _parts.Features.OnAnswered(leg);
        _host?.OnSucceeded(this);
    }

    /// <summary>Who is away in another call is that one's only, from now on.</summary>
    private void Release(Leg leg)
    {
        var isHere = !IsElsewhere(leg);
        if (!isHere) _parts.Homes.Remove(leg);
        _members.Remove(leg);
        _away.Remove(leg);
        _bridge.Unwire(leg);
        if (isHere) _parts.Features.OnLeft(this, leg);
    }

    /// <summary>Whether a member is away in another call, and not only away to dial.</summary>
    private bool IsElsewhere(Leg leg) => _parts.Homes.GetValueOrDefault(leg) == this;

    private (Leg Former, Leg Newer)[] DoublesOf(Leg[] moved) =>
    [
        .. from former in _members
           where former.Endpoint is StationEndpoint && !moved.Contains(former)
           from newer in moved.Where(leg => leg.Endpoint == former.Endpoint).Take(1)
           select (former, newer),
    ];
}
