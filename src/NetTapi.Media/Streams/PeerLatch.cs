using System.Net;

namespace NetTapi.Media;

/// <summary>
/// From whom media is taken. The address must be the negotiated one, always. The port may be another, since a NAT may have changed it: the first packet
/// from that address holds the latch. The negotiated port itself is never a stranger, and once heard from holds the latch for good.
/// </summary>
/// <remarks>
/// So a stranger elsewhere is never heard, and one behind the same address only before the peer itself has spoken. A phone whose description gives a
/// private address must be negotiated with the address its signalling came from; that is known where SIP is, not here.
/// </remarks>
internal struct PeerLatch
{
    private PeerAddress _negotiated;
    private ushort _port;
    private ushort _answered;
    private bool _isSet;

    /// <summary>Begins again with what was negotiated. Who describes the same place as before is answered where it was heard from, until it is heard from elsewhere.</summary>
    public void Reopen(IPEndPoint peer)
    {
        var place = PeerAddress.From(peer);
        if (!_isSet || place != _negotiated) _answered = place.Port;
        (_negotiated, _port, _isSet) = (place, 0, true);
    }

    /// <summary>Whether a packet from there is the peer's; remembers the port. True in <paramref name="moved"/> where it sends from another port than it is answered at.</summary>
    public bool Accepts(in PeerAddress from, out bool moved)
    {
        moved = false;
        if (!_isSet || from.Address != _negotiated.Address) return false;
        if (_port != 0 && from.Port != _port && from.Port != _negotiated.Port) return false;
        moved = from.Port != _answered;
        _port = _answered = from.Port;
        return true;
    }

    /// <summary>Whether a control packet comes from the peer's address; its port is latched by nobody.</summary>
    public readonly bool IsPeer(in PeerAddress from) => _isSet && from.Address == _negotiated.Address;
}
