using System.Net;

namespace NetTapi.Media;

/// <summary>A leg that has an address and no socket.</summary>
internal sealed class SimulatedMediaLeg : IMediaLeg
{
    private readonly SimulatedMediaPlane _plane;
    private readonly SimulatedSilence _silence;
    private readonly List<SimulatedRecording> _recordings = [];
    private SimulatedMediaLeg? _other;
    private LoopCallback<bool>? _ended;
    private LoopCallback<char>? _heard;
    private LoopCallback<char>? _heardInSound;
    private bool _consumes;
    private bool _closed;

    public SimulatedMediaLeg(SimulatedMediaPlane plane, IPEndPoint local)
    {
        _plane = plane;
        Local = local;
        _silence = new SimulatedSilence(plane.Loop, () => plane.IsHeardFrom(this));
    }

    public IPEndPoint Local { get; }

    public MediaPeer? Peer { get; private set; }

    public IAudioSource? Source { get; private set; }

    /// <summary>Whether someone waits for the end of what is played.</summary>
    public bool IsAwaited => _ended is not null && Source is not null;

    public IAudioTap? Tap { get; private set; }

    public SimulatedMixer? Mixer { get; set; }

    /// <summary>Whether keys go no further: those that come as tones can't be kept back.</summary>
    public bool ConsumesDigits => _consumes && HasEvents;

    public bool IsClosed => _closed;

    public long Sent { get; set; }

    private bool HasEvents => Peer is { TelephoneEvent: not null };

    public long Received { get; set; }

    /// <summary>The legs that send on what this one hears: those that play something of their own do not.</summary>
    public IEnumerable<SimulatedMediaLeg> RelaysTo
    {
        get
        {
            IEnumerable<SimulatedMediaLeg> others = Mixer is { } mixer ? mixer.Legs.Where(leg => leg != this) : _other is null ? [] : [_other];
            return others.Where(leg => leg.Source is null);
        }
    }

    public MediaFigures Figures => new(Received, Sent, 0);

    public void Negotiate(MediaPeer peer)
    {
        if (_closed) return;
        Peer = peer;
        _plane.Changed(this);
    }

    public void Connect(IMediaLeg? other)
    {
        if (_closed) return;
        Mixer?.Remove(this);
        if (ReferenceEquals(_other, other)) return;
        if (_other is not null) _other._other = null;
        _other = (SimulatedMediaLeg?)other;
        if (_other is null) return;
        _other.Mixer?.Remove(_other);
        if (_other._other is not null) _other._other._other = null;
        _other._other = this;
    }

    public void Play(IAudioSource? source, Action? ended = null)
    {
        if (_closed) return;
        Source = source;
        _ended?.CallOff();
        _ended = source is null || ended is null ? null : new LoopCallback<bool>(_plane.Loop, _ => ended());
        if (source is not null) _plane.BeginTicking();
    }

    /// <remarks>Nothing is added up here: for so long it is the only sound.</remarks>
    public void PlayOver(IAudioSource source) => Play(source);

    /// <summary>What was played has run out.</summary>
    public void EndSource()
    {
        Source = null;
        _ended?.Tell(true);
    }

    public void SendDigits(string digits)
    {
        if (_closed || Peer is not { Sends: true } || !TelephoneEvents.AreDigits(digits)) return;
        foreach (var digit in digits) _plane.Deliver(this, digit);
    }

    public void ListenForDigits(Action<char>? heard, bool consume = false, Action<char>? heardInSound = null)
    {
        _heard?.CallOff();
        _heardInSound?.CallOff();
        _heard = _closed || heard is null ? null : new LoopCallback<char>(_plane.Loop, heard);
        _heardInSound = _closed || heard is null ? null : new LoopCallback<char>(_plane.Loop, heardInSound ?? heard);
        _consumes = _heard is not null && consume;
    }

    /// <summary>The peer pressed a key.</summary>
    public void Hear(char digit)
    {
        Tap?.OnDigit(digit);
        (HasEvents ? _heard : _heardInSound)?.Tell(digit);
    }

    public void WatchSilence(TimeSpan? limit, Action? silent)
    {
        if (!_closed) _silence.Watch(limit, silent);
    }

    /// <summary>Who is heard may have changed.</summary>
    public void Reconsider() => _silence.Reconsider();

    public IRecording Record(RecordingRequest request)
    {
        var recording = new SimulatedRecording(_plane, request);
        if (_closed) recording.Stop();
        else _recordings.Add(recording);
        return recording;
    }

    public void Listen(IAudioTap? tap) => Tap = _closed ? null : tap;

    public void Close()
    {
        if (_closed) return;
        Connect(null);
        _closed = true;
        Source = null;
        _ended?.CallOff();
        Tap = null;
        ListenForDigits(null);
        _silence.Watch(null, null);
        foreach (var recording in _recordings) recording.Stop();
        _plane.Closed(this);
    }
}
