using System.Collections.Concurrent;
using System.Net;
using System.Runtime.ExceptionServices;
using NetTapi.Loop;

namespace NetTapi.Media;

/// <summary>The media plane on real sockets. Ports are bound, packets moved and sound made on threads of the pool; results are posted to the loop.</summary>
public sealed class MediaPlane : IMediaPlane, IAsyncDisposable
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    private readonly IControlLoop _loop;
    private readonly RecordingWriter _recorder;
    private readonly MediaParts _parts;
    private readonly IPacketPump _pump;
    private readonly MediaClock _clock;
    private readonly SpareLegs _spare;
    private readonly ITimer _reports;
    private readonly ITimer _watch;
    private readonly ConcurrentDictionary<MediaLeg, byte> _legs = new();
    private volatile bool _ended;

    /// <summary>Makes a plane. It holds no port before a leg is opened.</summary>
    /// <param name="loop">Where results go and chance comes from. What a source or a tap throws is thrown again there.</param>
    /// <param name="options">Ports and times.</param>
    public MediaPlane(IControlLoop loop, MediaOptions options)
    {
        _loop = loop;
        var ports = new PortPool(options.Ports, options.PortRest, options.Time, loop.Entropy);
        var binder = new PortBinder(ports, PostFault);
        _pump = OperatingSystem.IsLinux()
            ? new PollingPump(binder, new PacketBuffers(), options.Time, PostFault)
            : new SocketPump(binder, new PacketBuffers(), options.Time, PostFault);
        _clock = new MediaClock(options.Time, PostFault);
        _recorder = new RecordingWriter(loop, options.Time, PostFault);
        _parts = new MediaParts(loop, options, _clock, _recorder);

        // A small range of ports is not tied up by legs that nobody has.
        _spare = new SpareLegs(options.Ports.IsAny || options.Ports.Pairs >= 64 * options.SpareLegs ? options.SpareLegs : 0, Bind);
        _reports = options.Time.CreateTimer(static plane => ((MediaPlane)plane!).Report(), this, options.ReportInterval, options.ReportInterval);
        _watch = options.Time.CreateTimer(static plane => ((MediaPlane)plane!).LookForSilence(), this, WatchInterval, WatchInterval);
    }

    /// <summary>How many legs are open: none, when every call has ended in order.</summary>
    public int OpenLegs => _legs.Count;

    /// <summary>Legs that are open for whoever asks next.</summary>
    public int SpareLegs => _spare.Count;

    /// <summary>Counters of the recordings.</summary>
    public RecordingFigures Recordings => _recorder.Figures;

    /// <inheritdoc />
    public void OpenLeg(IPAddress local, Action<IMediaLeg?> opened)
    {
        var spare = _spare.TryTake(local);
        if (spare is not null) HandOut(spare, opened);
        if (spare is not null && !_spare.IsShort(local)) return;
        ThreadPool.UnsafeQueueUserWorkItem(static call => call.plane.Open(call.local, call.opened), (plane: this, local, opened: spare is null ? opened : null), preferLocal: false);
    }

    /// <inheritdoc />
    public IMediaMixer OpenMixer() => new MediaMixer(_parts);

    /// <summary>Closes all legs and waits until every socket is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        _ended = true;
        await _reports.DisposeAsync().ConfigureAwait(false);
        await _watch.DisposeAsync().ConfigureAwait(false);
        await _clock.DisposeAsync().ConfigureAwait(false);
        _spare.Close();
        foreach (var leg in _legs.Keys) leg.Close();
        await _recorder.DisposeAsync().ConfigureAwait(false);
        await _pump.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Opens a leg for who asked for it, if none was to be had at once, and then the spare ones that are missing.</summary>
    private void Open(IPAddress local, Action<IMediaLeg?>? opened)
    {
        if (opened is not null) HandOut(_ended ? null : Bind(local), opened);
        if (!_ended) _spare.Refill(local);
    }

    private MediaLeg? Bind(IPAddress local)
    {
        var leg = new MediaLeg(_parts, OnClosed);
        if (_pump.Open(local, leg) is not { } port) return null;
        leg.Attach(port);
        return leg;
    }

    private void HandOut(MediaLeg? leg, Action<IMediaLeg?> opened)
    {
        if (leg is not null)
        {
            _legs.TryAdd(leg, 0);

            // The plane may have ended while the ports were bound.
            if (_ended) leg.Close();
        }

        _loop.Post(static call => call.opened(call.leg), (opened, leg));
    }

    private void OnClosed(MediaLeg leg) => _legs.TryRemove(leg, out _);

    private void Report()
    {
        foreach (var (leg, _) in _legs) leg.Report();
    }

    private void LookForSilence()
    {
        foreach (var (leg, _) in _legs) leg.LookForSilence();
    }

    private void PostFault(Exception fault) => _loop.Post(static fault => ExceptionDispatchInfo.Throw(fault), fault);
}
