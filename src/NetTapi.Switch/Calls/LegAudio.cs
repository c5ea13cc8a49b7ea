using System.Collections.Immutable;
using System.Net;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Sip.Sdp;

namespace NetTapi.Switch.Calls;

/// <summary>The sound of one leg: its media, what we say about it in descriptions, and what was agreed with the peer.</summary>
internal sealed class LegAudio(Entropy entropy, IMediaPlane plane, IPAddress? advertised)
{
    private SdpOrigin? _origin;
    private IPEndPoint? _described;
    private IPEndPoint? _target;
    private ImmutableArray<MediaDescription> _media = [];
    private bool _isClosed;

    /// <summary>Where the peer's signalling comes from, for a peer that may be behind NAT; null: its descriptions are believed.</summary>
    public IPAddress? SignalledFrom { get; set; }

    /// <summary>Its media; null until it is open.</summary>
    public IMediaLeg? Media { get; private set; }

    /// <summary>Whether it is open.</summary>
    public bool IsOpen => _described is not null;

    /// <summary>Whether the codec agreed on can only be passed through: the switch can neither make such sound nor mix it.</summary>
    public bool IsPassThrough => Agreed is [var sound, ..] && !Codecs.Produced.Any(sound.IsSameEncoding);

    /// <summary>What was agreed: one codec for sound, and perhaps telephone-event. Empty before the first answer.</summary>
    public ImmutableArray<SdpCodec> Agreed { get; private set; } = [];

    /// <summary>Whether the peer has put us on hold.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Opens the media.</summary>
    /// <param name="local">The address of ours that the peer reaches.</param>
    /// <param name="opened">Called later, with whether it is open; never after <see cref="Close"/>.</param>
    public void Open(IPAddress local, Action<bool> opened)
    {
        // An address that only a NAT in front of us has cannot be bound.
        var bound = !local.Equals(advertised) ? local : local.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        plane.OpenLeg(bound, media =>
        {
            if (_isClosed)
            {
                media?.Close();
                return;
            }

            Media = media;
            if (media is not null) _described = new IPEndPoint(local, media.Local.Port);
            opened(media is not null);
        });
    }

    /// <summary>Makes an offer.</summary>
    /// <param name="codecs">What may be chosen from.</param>
    public SessionDescription Offer(ImmutableArray<SdpCodec> codecs)
    {
        var offer = AudioSession.Offer(_origin = NextOrigin(), _described!, codecs);
        return _media.Length < 2 ? offer : offer with { Media = InPlace(offer.Media[0]) };
    }

    /// <summary>Answers the peer's offer, and keeps to the answer.</summary>
    /// <param name="offer">The offer.</param>
    /// <param name="preferred">The codecs to answer with where the offer has one of them; else any will do that the switch can convert.</param>
    /// <returns>Null where nothing can be agreed on; then nothing has changed.</returns>
    public SessionDescription? Answer(SessionDescription offer, ImmutableArray<SdpCodec> preferred) =>
        AnswerWith(offer, preferred) ?? AnswerWith(offer, Codecs.Produced);

    /// <summary>Keeps to the peer's answer, or to an early look at it.</summary>
    /// <returns>False where it agrees to nothing we know.</returns>
    public bool Take(SessionDescription answer) => AudioEndpoint.Of(answer) is { } remote && Agree(remote, Codecs.Known, (byte)SdpCodec.TelephoneEvent.PayloadType);

    /// <summary>Closes the media.</summary>
    public void Close()
    {
        _isClosed = true;
        Media?.Close();
    }

    private SessionDescription? AnswerWith(SessionDescription offer, ImmutableArray<SdpCodec> codecs)
    {
        // One codec alone: a peer may send any of those answered, and we listen for one.
        if (AudioSession.SoundOf(offer, codecs) is not { } sound) return null;
        var answer = AudioSession.Answer(offer, NextOrigin(), _described!, [sound, .. codecs.Where(codec => codec.IsTelephoneEvent)])!;
        var taken = answer.Media.IndexOf(answer.Audio!);
        if (!Agree(AudioEndpoint.Of(offer with { Media = [offer.Media[taken]] })!, codecs)) return null;
        _origin = answer.Origin;
        _media = answer.Media;
        return answer;
    }

    /// <summary>The sound where it stands among the media of the peer's, such as the video we refused: each keeps its place for as long as the call lasts (RFC 3264 8).</summary>
    private ImmutableArray<MediaDescription> InPlace(MediaDescription sound) =>
        [.. _media.Select(medium => medium is { IsAudio: true, Port: not 0 } ? sound with { Protocol = medium.Protocol } : medium.Refused())];

    private SdpOrigin NextOrigin() => _origin?.Next() ?? new SdpOrigin(SessionNumber(), 1, _described!.Address);

    private ulong SessionNumber()
    {
        Span<byte> bytes = stackalloc byte[8];
        entropy.Fill(bytes);

        // Peers are known that read it as a signed number of 64 bits.
        return BitConverter.ToUInt64(bytes) >> 2;
    }

    private bool Agree(AudioEndpoint remote, ImmutableArray<SdpCodec> allowed, byte? offeredEvent = null)
    {
        var sound = remote.Codecs.FirstOrDefault(codec => !codec.IsTelephoneEvent && Codecs.MediaCodec(codec) is not null && allowed.Any(codec.IsSameEncoding));
        if (sound is null) return false;
        var events = allowed.Any(codec => codec.IsTelephoneEvent) ? remote.TelephoneEvent : null;
        Agreed = events is null ? [sound] : [sound, events];
        IsHeld = remote.IsHold;
        if (remote.Target is { } target) _target = Reachable(target);
        if (_target is null) return true;
        Media!.Negotiate(new MediaPeer(
            _target,
            Codecs.MediaCodec(sound)!.Value,
            (byte)sound.PayloadType,
            (byte?)events?.PayloadType,
            Sends: !remote.IsHold && remote.Target is not null,
            Receives: remote.Direction.HasFlag(MediaDirection.SendOnly),
            OfferedEvent: events is null ? null : offeredEvent));
        return true;
    }

    /// <summary>A phone behind NAT describes an address nobody else can reach: its sound comes from where its signalling comes from.</summary>
    private IPEndPoint Reachable(IPEndPoint target) =>
        SignalledFrom is { } seen && !seen.Equals(target.Address) && PrivateAddresses.Contains(target.Address) && !PrivateAddresses.Contains(seen)
            ? new IPEndPoint(seen, target.Port)
            : target;
}
