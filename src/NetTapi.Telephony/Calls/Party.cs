using NetTapi.Loop;
using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Calls;

/// <summary>One endpoint in a call: when it was offered the call, answered and left, as often as that was (Q5).</summary>
internal sealed class Party(Endpoint endpoint, string number, string name, UserId? user)
{
    private readonly OverlapClock _present = new();
    private readonly OverlapClock _ringing = new();

    public Endpoint Endpoint { get; } = endpoint;

    /// <summary>The outside number, or the uid; the station's number where it is nobody's.</summary>
    public string Number { get; } = number;

    /// <summary>The user whose station it is, as the directory said when it joined.</summary>
    public UserId? User { get; } = user;

    /// <summary>Its place among the parties that answered; 0 while it has not.</summary>
    public int Order { get; private set; }

    public bool IsPresent => _present.IsRunning;

    public bool IsConnected { get; private set; }

    /// <summary>Whether it ever answered.</summary>
    public bool HasAnswered { get; private set; }

    public bool IsRinging => _ringing.IsRunning;

    public void Offer(LoopInstant at)
    {
        if (IsPresent) return;
        _present.Begin(this, at);
        _ringing.Begin(this, at);
    }

    public void Connect(LoopInstant at, int order)
    {
        if (!IsPresent) _present.Begin(this, at);
        _ringing.End(this, at);
        IsConnected = HasAnswered = true;
        Join(order);
    }

    /// <summary>Gives it its place, unless it has one.</summary>
    public void Join(int order)
    {
        if (Order == 0) Order = order;
    }

    public void Leave(LoopInstant at)
    {
        _present.End(this, at);
        _ringing.End(this, at);
        IsConnected = false;
    }

    /// <summary>Forgets the time before the call began (Q5).</summary>
    public void Restart(LoopInstant at)
    {
        _present.Restart(at);
        _ringing.Restart(at);
    }

    /// <summary>The same endpoint, in another call.</summary>
    public Party Twin() => new(Endpoint, Number, name, User);

    public PartyRecord Record(LoopInstant at) => new(
        Endpoint is LineEndpoint ? VoiceType.Line : VoiceType.Station,
        Endpoint switch { LineEndpoint line => line.Line.Value, StationEndpoint station => station.Station.Value, _ => 0 },
        Number,
        name,
        _present.Total(at),
        _ringing.Total(at));
}
