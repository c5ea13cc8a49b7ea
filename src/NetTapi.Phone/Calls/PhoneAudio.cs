using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Sip.Sdp;

namespace NetTapi.Phone;

/// <summary>The sound of one call: its media leg and what is said of it in descriptions. On the loop.</summary>
internal sealed class PhoneAudio(PhoneEquipment equipment, PhoneSound sound, Action<bool> onTone, Action onHearing, Action<char> onDigit)
{
    private SdpOrigin? _origin;
    private IMediaLeg? _leg;
    private MediaPeer? _peer;
    private bool _closed;

    public PhoneHearing Hearing { get; } = new(sound, heard => equipment.Loop.Post(onTone, heard), () => equipment.Loop.Post(onHearing));

    public MediaFigures Figures => _leg?.Figures ?? default;

    public IMediaLeg? Leg => _leg;

    /// <summary>Opens the ports; false where there are none. After <see cref="Close"/> nothing is called.</summary>
    public void Open(Action<bool> opened) => equipment.Media.OpenLeg(equipment.Local.Address, leg =>
    {
        if (_closed)
        {
            leg?.Close();
            return;
        }

        _leg = leg;
        leg?.Listen(Hearing);
        leg?.ListenForDigits(onDigit);
        opened(leg is not null);
    });

    public SessionDescription Offer(MediaDirection direction = MediaDirection.SendReceive) =>
        AudioSession.Offer(NextOrigin(), _leg!.Local, AudioSession.DefaultCodecs, direction);

    /// <summary>The answer to an offer, in force at once; null where there is nothing in common.</summary>
    public SessionDescription? Answer(SessionDescription offer)
    {
        var answer = AudioSession.Answer(offer, NextOrigin(), _leg!.Local, AudioSession.DefaultCodecs);
        if (answer is not null) Agree(answer, offer);
        return answer;
    }

    /// <summary>Puts in force what both sides said.</summary>
    public void Agree(SessionDescription local, SessionDescription remote)
    {
        if (_leg is null || AudioEndpoint.Of(local) is not { } ours || AudioEndpoint.Of(remote) is not { Preferred: { } codec } theirs) return;
        if ((theirs.Target ?? _peer?.Rtp) is not { } target) return;
        _peer = new MediaPeer(
            target,
            codec.IsSameEncoding(SdpCodec.Pcma) ? AudioCodec.Pcma : AudioCodec.Pcmu,
            (byte)codec.PayloadType,
            (byte?)theirs.TelephoneEvent?.PayloadType,
            Sends: theirs.Target is not null && ours.Direction.HasFlag(MediaDirection.SendOnly) && !theirs.IsHold,
            Receives: ours.Direction.HasFlag(MediaDirection.ReceiveOnly));
        _leg.Negotiate(_peer);
    }

    public void Play(IAudioSource? source) => _leg?.Play(source);

    /// <summary>Sends the phone's own tone, if it has one.</summary>
    public void Speak() => Play(sound.Voice is { } frequency ? new ToneGenerator(frequency) : null);

    public void SendDigits(string digits) => _leg?.SendDigits(digits);

    public void Close()
    {
        _closed = true;
        _leg?.Close();
    }

    private SdpOrigin NextOrigin() =>
        _origin = _origin?.Next() ?? new SdpOrigin((ulong)equipment.Loop.Entropy.Next(int.MaxValue), 1, equipment.Local.Address);
}
