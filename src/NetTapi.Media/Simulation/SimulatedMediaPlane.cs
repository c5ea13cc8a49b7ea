using System.Net;
using NetTapi.Loop;

namespace NetTapi.Media;

/// <summary>
/// Media in virtual time and without sockets: a leg reaches another where each has negotiated the other's address, as packets would. Sound moves in frames of
/// 20 ms from what legs play to what listens. Everything runs on the loop; only for tests and simulations.
/// </summary>
public sealed class SimulatedMediaPlane : IMediaPlane
{
    private readonly bool _carriesSound;
    private readonly Dictionary<IPEndPoint, SimulatedMediaLeg> _legs = [];
    private readonly HashSet<IPEndPoint> _silenced = [];
    private readonly List<SimulatedRecording> _recordings = [];
    private readonly short[] _frame = new short[AudioFrame.Samples];
    private int _nextPort = 20000;
    private bool _ticking;

    /// <summary>Makes a plane.</summary>
    /// <param name="loop">The loop on which all of it runs.</param>
    /// <param name="carriesSound">Whether frames move while something plays. Without, <see cref="Reaches"/> still tells who would hear whom, and a thousand calls cost nothing.</param>
    public SimulatedMediaPlane(IControlLoop loop, bool carriesSound = true)
    {
        Loop = loop;
        _carriesSound = carriesSound;
    }

    /// <summary>How many legs are open: none, when every call has ended in order.</summary>
    public int OpenLegs => _legs.Count;

    /// <summary>The recordings that are being made: none, when every call has ended in order.</summary>
    public IReadOnlyList<IRecording> OpenRecordings => _recordings;

    /// <summary>How many further legs can be opened; below zero for any number. Set by a test that runs the ports out.</summary>
    public int LegsLeft { get; set; } = -1;

    /// <summary>Samples that each recording loses, as on a disk that is too slow. Set by a test.</summary>
    public long RecordingLoss { get; set; }

    internal IControlLoop Loop { get; }

    /// <inheritdoc />
    public void OpenLeg(IPAddress local, Action<IMediaLeg?> opened)
    {
        var leg = LegsLeft == 0 ? null : Open(local);
        Loop.Post(static call => call.opened(call.leg), (opened, leg));
    }

    /// <inheritdoc />
    public IMediaMixer OpenMixer() => new SimulatedMixer();

    /// <summary>Whether sound sent from one leg would be heard at another: directly, or through legs that relay and mixers.</summary>
    /// <param name="from">A leg that sends to its peer.</param>
    /// <param name="to">A leg that may hear it.</param>
    public bool Reaches(IMediaLeg from, IMediaLeg to) => HeardBy((SimulatedMediaLeg)from, digits: false).Contains((SimulatedMediaLeg)to);

    /// <summary>Whether a leg hears something that is played: a tone, music, a prompt.</summary>
    public bool IsPlayedTo(IMediaLeg leg) => _legs.Values.Any(other => other.Source is not null && Reaches(other, leg));

    /// <summary>Whether another leg was negotiated with this one, and is open.</summary>
    public bool HasPeer(IMediaLeg leg) => _legs.Values.Any(other => leg.Local.Equals(other.Peer?.Rtp));

    /// <summary>A peer's packets stop, or come again, though nobody said so: its machine has died, or a network has.</summary>
    public void Silence(IMediaLeg leg, bool silent = true)
    {
        if (silent) _silenced.Add(leg.Local);
        else _silenced.Remove(leg.Local);
        Changed((SimulatedMediaLeg)leg);
    }

    /// <summary>Ends all recordings, as a full disk does, or a folder in which no file can be made.</summary>
    public void BreakRecordings(RecordingEndReason reason = RecordingEndReason.DiskFull)
    {
        foreach (var recording in _recordings.ToArray()) recording.End(reason, "No space left on device");
    }

    /// <summary>Whether a leg's peer sends to it. A peer that was never a leg of this plane is believed to.</summary>
    internal bool IsHeardFrom(SimulatedMediaLeg leg)
    {
        if (leg.Peer is not { } peer || _silenced.Contains(peer.Rtp)) return false;

        // One that we hold is silent by agreement, and still sends RTCP.
        return !_legs.TryGetValue(peer.Rtp, out var sender) || !peer.Receives || sender.Peer is { Sends: true };
    }

    internal void Changed(SimulatedMediaLeg leg)
    {
        leg.Reconsider();
        if (leg.Peer is { } peer && _legs.TryGetValue(peer.Rtp, out var other)) other.Reconsider();
    }

    internal void Closed(SimulatedMediaLeg leg)
    {
        _legs.Remove(leg.Local);
        Silence(leg);
    }

    internal void Began(SimulatedRecording recording) => _recordings.Add(recording);

    internal void Ended(SimulatedRecording recording) => _recordings.Remove(recording);

    internal void Deliver(SimulatedMediaLeg from, char digit)
    {
        foreach (var leg in HeardBy(from, digits: true)) leg.Hear(digit);
    }

    internal void BeginTicking()
    {
        if (_ticking || !_legs.Values.Any(IsPlaying)) return;
        _ticking = true;
        Loop.Schedule(AudioFrame.Duration, Tick);
    }

    /// <summary>Where no sound is carried, time still passes for those who wait for a prompt's end.</summary>
    private bool IsPlaying(SimulatedMediaLeg leg) => leg.Source is not null && (_carriesSound || leg.IsAwaited);

    private SimulatedMediaLeg Open(IPAddress local)
    {
        if (LegsLeft > 0) LegsLeft--;
        var leg = new SimulatedMediaLeg(this, new IPEndPoint(local, _nextPort));
        _nextPort = _nextPort >= 65532 ? 20000 : _nextPort + 2;
        _silenced.Remove(leg.Local);
        _legs.Add(leg.Local, leg);
        return leg;
    }

    private void Tick()
    {
        _ticking = false;
        foreach (var leg in _legs.Values.Where(IsPlaying).ToArray()) PlayFrame(leg);
        BeginTicking();
    }

    private void PlayFrame(SimulatedMediaLeg leg)
    {
        if (!leg.Source!.Read(_frame))
        {
            leg.EndSource();
            return;
        }

        if (!_carriesSound) return;
        leg.Sent++;
        foreach (var reached in HeardBy(leg, digits: false))
        {
            reached.Received++;
            reached.Tap?.OnAudio(_frame);
        }
    }

    /// <summary>The legs that hear what a leg sends, nearest first. A relay in a circle ends there.</summary>
    private List<SimulatedMediaLeg> HeardBy(SimulatedMediaLeg from, bool digits)
    {
        var heard = new List<SimulatedMediaLeg>();
        var senders = new Queue<SimulatedMediaLeg>([from]);
        while (senders.TryDequeue(out var sender))
        {
            if (Receiver(sender) is not { } receiver || heard.Contains(receiver)) continue;
            heard.Add(receiver);
            if (digits && receiver.ConsumesDigits) continue;
            foreach (var next in receiver.RelaysTo) senders.Enqueue(next);
        }

        return heard;
    }

    private SimulatedMediaLeg? Receiver(SimulatedMediaLeg sender)
    {
        if (sender.Peer is not { Sends: true } peer || !_legs.TryGetValue(peer.Rtp, out var receiver)) return null;
        return receiver.Peer is { Receives: true } && receiver.Peer.Rtp.Equals(sender.Local) ? receiver : null;
    }
}
