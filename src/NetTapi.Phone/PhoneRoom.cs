using System.Net;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Transport;

namespace NetTapi.Phone;

/// <summary>A loop, a media plane and any number of phones on real sockets, for tests and for the demonstration.</summary>
public sealed class PhoneRoom : IAsyncDisposable
{
    private readonly EventLoop _loop;
    private readonly MediaPlane _media;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _onFault;
    private readonly List<UdpTransport> _transports = [];

    /// <summary>Makes an empty room.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="entropy">The source of chance.</param>
    /// <param name="onFault">Told of what goes wrong inside.</param>
    public PhoneRoom(TimeProvider time, Entropy entropy, Action<Exception> onFault)
    {
        _time = time;
        _onFault = onFault;
        _loop = new EventLoop(time, entropy, onFault);
        _media = new MediaPlane(_loop, new MediaOptions { Ports = PortRange.Any, Time = time });
    }

    /// <summary>The loop of all its phones.</summary>
    public IControlLoop Loop => _loop;

    /// <summary>Equips one more phone. Not at the same time from two threads.</summary>
    /// <param name="local">Where its SIP listens, on UDP; port 0 for any.</param>
    public PhoneEquipment Equip(IPEndPoint local)
    {
        var transport = new UdpTransport(local, TimeProvider.System);
        _transports.Add(transport);
        var agent = new UserAgent(_loop, new UserAgentOptions { Product = "NetTapi-Phone", Time = _time, OnFault = _onFault }, [transport], new LiteralResolver());
        agent.Start();
        return new PhoneEquipment(_loop, agent, _media, transport.Local);
    }

    /// <summary>Closes all sockets and ends the loop. Calls still on are cut off without a word.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var transport in _transports) await transport.DisposeAsync().ConfigureAwait(false);
        await _media.DisposeAsync().ConfigureAwait(false);
        await _loop.DisposeAsync().ConfigureAwait(false);
    }
}
