using System.Net;
using NetTapi.Loop;

namespace NetTapi.Media.Tests;

/// <summary>A media plane on loopback, with its loop and whatever faulted there.</summary>
public sealed class LegFixture : IAsyncDisposable
{
    private readonly EventLoop _loop;
    private readonly List<Exception> _faults = [];

    public LegFixture()
        : this(spareLegs: 0)
    {
    }

    public LegFixture(int spareLegs)
    {
        _loop = new EventLoop(TimeProvider.System, new SeededEntropy(7), fault =>
        {
            lock (_faults) _faults.Add(fault);
        });
        Plane = new MediaPlane(_loop, new MediaOptions { Ports = PortRange.Any, SpareLegs = spareLegs });
    }

    public MediaPlane Plane { get; }

    public IControlLoop Loop => _loop;

    public async Task<IMediaLeg> OpenAsync(IPAddress? local = null)
    {
        var opened = new TaskCompletionSource<IMediaLeg?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Plane.OpenLeg(local ?? IPAddress.Loopback, opened.SetResult);
        var leg = await opened.Task;
        Assert.NotNull(leg);
        return leg;
    }

    /// <summary>Two legs that talk to each other.</summary>
    public async Task<(IMediaLeg One, IMediaLeg Two)> OpenPairAsync(IPAddress? local = null)
    {
        var (one, two) = (await OpenAsync(local), await OpenAsync(local));
        one.Negotiate(PeerOf(two.Local));
        two.Negotiate(PeerOf(one.Local));
        return (one, two);
    }

    public static MediaPeer PeerOf(IPEndPoint place, AudioCodec codec = AudioCodec.Pcmu, byte? telephoneEvent = 101, bool sends = true, bool receives = true) =>
        new(place, codec, codec == AudioCodec.Pcmu ? (byte)0 : (byte)8, telephoneEvent, sends, receives);

    public async ValueTask DisposeAsync()
    {
        await Plane.DisposeAsync();
        await _loop.DisposeAsync();
        Assert.Empty(_faults);
        Assert.Equal((0, 0), (Plane.OpenLegs, Plane.SpareLegs));
    }
}
