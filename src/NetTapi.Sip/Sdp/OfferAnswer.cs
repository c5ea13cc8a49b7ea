namespace NetTapi.Sip.Sdp;

/// <summary>Whose turn it is.</summary>
public enum OfferAnswerState
{
    /// <summary>Nothing is outstanding: either side may offer.</summary>
    Stable,

    /// <summary>We offered and wait for the answer.</summary>
    LocalOffer,

    /// <summary>The peer offered and waits for our answer.</summary>
    RemoteOffer,
}

/// <summary>What carries a description.</summary>
public enum SdpCarrier
{
    /// <summary>An INVITE or UPDATE.</summary>
    Request,

    /// <summary>A PRACK.</summary>
    Prack,

    /// <summary>An ACK.</summary>
    Ack,

    /// <summary>A 2xx or a reliable 18x.</summary>
    ReliableResponse,

    /// <summary>A 18x that nobody acknowledges.</summary>
    UnreliableResponse,
}

/// <summary>What a description turned out to be.</summary>
public enum SdpRole
{
    /// <summary>An offer: it must be answered.</summary>
    Offer,

    /// <summary>The answer to the outstanding offer.</summary>
    Answer,

    /// <summary>The answer seen early, in a response that may get lost: media may begin, the answer proper comes later.</summary>
    Preview,

    /// <summary>What was said before; nothing changed.</summary>
    Repeated,

    /// <summary>An offer while the other side's offer is outstanding: 491 (RFC 3261 14.2).</summary>
    Glare,

    /// <summary>A description where none may be; nothing changed. In a request: 500 with Retry-After (RFC 3261 14.2, RFC 3311 5.2).</summary>
    Misplaced,
}

/// <summary>
/// The exchange of offers and answers of one dialog (RFC 3264, 6337), whatever carries them. Nothing else decides whose turn it is. On the loop.
/// </summary>
public sealed class OfferAnswer
{
    private SessionDescription? _agreedLocal;
    private SessionDescription? _agreedRemote;
    private SessionDescription? _offer;
    private bool _isPreviewed;
    private bool _peerIsAsked;
    private bool _weAreAsked;

    /// <summary>Whose turn it is.</summary>
    public OfferAnswerState State { get; private set; }

    /// <summary>Our description in force; null before the first exchange.</summary>
    public SessionDescription? Local { get; private set; }

    /// <summary>The peer's description in force; null before the first exchange.</summary>
    public SessionDescription? Remote { get; private set; }

    /// <summary>The offer that waits for its answer; null where none does.</summary>
    public SessionDescription? Outstanding => _offer;

    /// <summary>We sent an INVITE without an offer: its first reliable response brings one.</summary>
    public void AskPeer() => _peerIsAsked = true;

    /// <summary>The peer sent an INVITE without an offer: our first reliable response brings one.</summary>
    public void AskedByPeer() => _weAreAsked = true;

    /// <summary>We send a description.</summary>
    /// <returns>What it is. On <see cref="SdpRole.Glare"/> and <see cref="SdpRole.Misplaced"/> it must not be sent.</returns>
    public SdpRole Send(SessionDescription description, SdpCarrier carrier)
    {
        var role = RoleOf(carrier, OfferAnswerState.LocalOffer, OfferAnswerState.RemoteOffer, ref _weAreAsked);
        if (role == SdpRole.Offer) Begin(description, OfferAnswerState.LocalOffer);
        if (role is SdpRole.Answer or SdpRole.Preview) Take(local: description, remote: _offer!, role);
        return role;
    }

    /// <summary>The peer sent a description.</summary>
    /// <returns>What it is.</returns>
    public SdpRole Receive(SessionDescription description, SdpCarrier carrier)
    {
        var role = RoleOf(carrier, OfferAnswerState.RemoteOffer, OfferAnswerState.LocalOffer, ref _peerIsAsked);
        if (role == SdpRole.Offer) Begin(description, OfferAnswerState.RemoteOffer);
        if (role is SdpRole.Answer or SdpRole.Preview) Take(local: _offer!, remote: description, role);
        return role;
    }

    /// <summary>
    /// The request that carried the offer succeeded without an answer in its last response. Where one was seen early it holds: peers do so,
    /// though they must not.
    /// </summary>
    /// <returns>False where there is nothing to hold to: the call cannot go on.</returns>
    public bool Settle()
    {
        if (State == OfferAnswerState.Stable) return true;
        if (!_isPreviewed) return false;
        Take(Local!, Remote!, SdpRole.Answer);
        return true;
    }

    /// <summary>The outstanding offer was refused or lost: what was agreed before holds again (RFC 3264 8).</summary>
    public void Withdraw()
    {
        State = OfferAnswerState.Stable;
        _offer = null;
        _isPreviewed = _peerIsAsked = _weAreAsked = false;
        Local = _agreedLocal;
        Remote = _agreedRemote;
    }

    /// <summary>A copy as it stands: each early dialog of a forked INVITE has its own exchange, begun by the same offer.</summary>
    public OfferAnswer Fork() => (OfferAnswer)MemberwiseClone();

    private SdpRole RoleOf(SdpCarrier carrier, OfferAnswerState own, OfferAnswerState others, ref bool isAsked)
    {
        var isResponse = carrier is SdpCarrier.ReliableResponse or SdpCarrier.UnreliableResponse;
        if (State == others) return RoleAsAnswer(carrier);
        if (State == own) return isResponse ? SdpRole.Repeated : SdpRole.Misplaced;
        if (!isResponse) return carrier == SdpCarrier.Ack ? SdpRole.Misplaced : SdpRole.Offer;
        if (!isAsked) return SdpRole.Repeated;
        if (carrier == SdpCarrier.UnreliableResponse) return SdpRole.Misplaced;
        isAsked = false;
        return SdpRole.Offer;
    }

    private static SdpRole RoleAsAnswer(SdpCarrier carrier) => carrier switch
    {
        SdpCarrier.Request => SdpRole.Glare,
        SdpCarrier.UnreliableResponse => SdpRole.Preview,
        _ => SdpRole.Answer,
    };

    private void Begin(SessionDescription offer, OfferAnswerState state)
    {
        State = state;
        _offer = offer;
        _isPreviewed = false;
    }

    private void Take(SessionDescription local, SessionDescription remote, SdpRole role)
    {
        Local = local;
        Remote = remote;
        _isPreviewed = role == SdpRole.Preview;
        if (_isPreviewed) return;
        State = OfferAnswerState.Stable;
        _offer = null;
        _agreedLocal = local;
        _agreedRemote = remote;
    }
}
