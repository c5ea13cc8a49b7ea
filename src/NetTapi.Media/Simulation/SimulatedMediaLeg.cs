using System.Net;

namespace NetTapi.Media;

/// <summary>A leg that has an address and no socket.</summary>
internal sealed class SimulatedMediaLeg(SimulatedMediaPlane plane, IPEndPoint local) : IMediaLeg
{
    private SimulatedMediaLeg? _other;
    private bool _closed;

    public IPEndPoint Local => local;

    public MediaPeer? Peer { get; private set; }

    public IAudioSource? Source { get; set; }

    public IAudioTap? Tap { get; private set; }

    public long Sent { get; set; }

    public long Received { get; set; }

    /// <summary>The leg that sends on what this one hears; null while that one plays something of its own.</summary>
    public SimulatedMediaLeg? RelaysTo => _other is { Source: null } ? _other : null;

    public MediaFigures Figures => new(Received, Sent, 0);

    public void Negotiate(MediaPeer peer)
    {
        if (!_closed) Peer = peer;
    }

    public void Connect(IMediaLeg? other)
    {
        if (_closed || ReferenceEquals(_other, other)) return;
        if (_other is not null) _other._other = null;
        _other = (SimulatedMediaLeg?)other;
        if (_other is null) return;
        if (_other._other is not null) _other._other._other = null;
        _other._other = this;
    }

    public void Play(IAudioSource? source)
    {
        if (_closed) return;
        Source = source;
        if (source is not null) plane.BeginTicking();
    }

    public bool SendDigits(string digits)
    {
        if (_closed || Peer is not { Sends: true, TelephoneEvent: not null } || !TelephoneEvents.AreDigits(digits)) return false;
        foreach (var digit in digits) plane.Deliver(this, digit);
        return true;
    }

    public void Listen(IAudioTap? tap) => Tap = _closed ? null : tap;

    public void Close()
    {
        if (_closed) return;
        Connect(null);
        _closed = true;
        Source = null;
        Tap = null;
        plane.Closed(this);
    }
}
