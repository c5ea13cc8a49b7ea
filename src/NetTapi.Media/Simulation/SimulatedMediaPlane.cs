using System.Net;
using NetTapi.Loop;

namespace NetTapi.Media;

/// <summary>
/// Media in virtual time and without sockets: a leg reaches another where each has negotiated the other's address, as packets would. Sound moves in frames of
/// 20 ms from what legs play to what listens. Everything runs on the loop; only for tests and simulations.
/// </summary>
public sealed class SimulatedMediaPlane : IMediaPlane
{
    private readonly IControlLoop _loop;
    private readonly bool _carriesSound;
    private readonly Dictionary<IPEndPoint, SimulatedMediaLeg> _legs = [];
    private readonly short[] _frame = new short[AudioFrame.Samples];
    private int _nextPort = 20000;
    private bool _ticking;

    /// <summary>Makes a plane.</summary>
    /// <param name="loop">The loop on which all of it runs.</param>
    /// <param name="carriesSound">Whether frames move while something plays. Without, <see cref="Reaches"/> still tells who would hear whom, and a thousand calls cost nothing.</param>
    public SimulatedMediaPlane(IControlLoop loop, bool carriesSound = true)
    {
        _loop = loop;
        _carriesSound = carriesSound;
    }

    /// <summary>How many legs are open: none, when every call has ended in order.</summary>
    public int OpenLegs => _legs.Count;

    /// <summary>How many further legs can be opened; below zero for any number. Set by a test that runs the ports out.</summary>
    public int LegsLeft { get; set; } = -1;

    /// <inheritdoc />
    public void OpenLeg(IPAddress local, Action<IMediaLeg?> opened)
    {
        var leg = LegsLeft == 0 ? null : Open(local);
        _loop.Post(static call => call.opened(call.leg), (opened, leg));
    }

    /// <summary>Whether sound sent from one leg would be heard at another: directly, or through legs that relay.</summary>
    /// <param name="from">A leg that sends to its peer.</param>
    /// <param name="to">A leg that may hear it.</param>
    public bool Reaches(IMediaLeg from, IMediaLeg to) => Path((SimulatedMediaLeg)from).Contains((SimulatedMediaLeg)to);

    internal void Closed(SimulatedMediaLeg leg) => _legs.Remove(leg.Local);

    internal void Deliver(SimulatedMediaLeg from, char digit)
    {
        foreach (var leg in Path(from).ToArray()) leg.Tap?.OnDigit(digit);
    }

    internal void BeginTicking()
    {
        if (_ticking || !_carriesSound) return;
        _ticking = true;
        _loop.Schedule(AudioFrame.Duration, Tick);
    }

    private SimulatedMediaLeg Open(IPAddress local)
    {
        if (LegsLeft > 0) LegsLeft--;
        var leg = new SimulatedMediaLeg(this, new IPEndPoint(local, _nextPort));
        _nextPort = _nextPort >= 65532 ? 20000 : _nextPort + 2;
        _legs.Add(leg.Local, leg);
        return leg;
    }

    private void Tick()
    {
        _ticking = false;
        foreach (var leg in _legs.Values.Where(leg => leg.Source is not null).ToArray()) PlayFrame(leg);
        if (_legs.Values.Any(leg => leg.Source is not null)) BeginTicking();
    }

    private void PlayFrame(SimulatedMediaLeg leg)
    {
        if (!leg.Source!.Read(_frame))
        {
            leg.Source = null;
            return;
        }

        leg.Sent++;
        foreach (var reached in Path(leg).ToArray())
        {
            reached.Received++;
            reached.Tap?.OnAudio(_frame);
        }
    }

    /// <summary>The legs that hear what a leg sends, nearest first. A relay in a circle ends the path.</summary>
    private IEnumerable<SimulatedMediaLeg> Path(SimulatedMediaLeg from)
    {
        var seen = new HashSet<SimulatedMediaLeg>();
        for (var sender = from; sender is not null && Heard(sender) is { } receiver && seen.Add(receiver); sender = receiver.RelaysTo) yield return receiver;
    }

    private SimulatedMediaLeg? Heard(SimulatedMediaLeg sender)
    {
        if (sender.Peer is not { Sends: true } peer || !_legs.TryGetValue(peer.Rtp, out var receiver)) return null;
        return receiver.Peer is { Receives: true } && receiver.Peer.Rtp.Equals(sender.Local) ? receiver : null;
    }
}
