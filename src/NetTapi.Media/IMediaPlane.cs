using System.Net;

namespace NetTapi.Media;

/// <summary>Opens media legs and mixers. The real one binds sockets; a simulated one moves frames in virtual time.</summary>
public interface IMediaPlane
{
    /// <summary>Opens a leg. Never blocks.</summary>
    /// <param name="local">The local address to receive on.</param>
    /// <param name="opened">Called once, on the control loop; null where no port is free.</param>
    void OpenLeg(IPAddress local, Action<IMediaLeg?> opened);

    /// <summary>Opens a mixer, for three legs and more. It holds no socket and no timer of its own.</summary>
    IMediaMixer OpenMixer();
}
