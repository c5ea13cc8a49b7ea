using System.Net;

namespace NetTapi.Media;

/// <summary>
/// One RTP stream pair towards one peer. Called from the control loop; what it does with packets happens elsewhere. After <see cref="Close"/>
/// nothing is sent or heard.
/// </summary>
public interface IMediaLeg
{
    /// <summary>Where it receives RTP; RTCP is the next port.</summary>
    IPEndPoint Local { get; }

    /// <summary>Counters so far.</summary>
    MediaFigures Figures { get; }

    /// <summary>Sets what was negotiated. Media is accepted from the negotiated peer only, latched once and reopened by each call (NAT).</summary>
    void Negotiate(MediaPeer peer);

    /// <summary>Relays both ways between this leg and another, which it replaces on both; null ends the relay.</summary>
    void Connect(IMediaLeg? other);

    /// <summary>Sends generated audio to the peer in place of what is relayed or mixed; null goes back to that, or to silence.</summary>
    /// <param name="source">What to play; read on a media thread.</param>
    /// <param name="ended">Posted to the loop once, when the source runs out by itself; never after another <c>Play</c> or <see cref="Close"/>.</param>
    void Play(IAudioSource? source, Action? ended = null);

    /// <summary>Sends a short sound to the peer together with whatever else is sent: relayed, mixed or played; alone where that is nothing. It takes the place of one before it.</summary>
    /// <param name="source">What to play; read on a media thread.</param>
    void PlayOver(IAudioSource source);

    /// <summary>
    /// Sends keys to the peer one after another: as RFC 4733 events where negotiated, else as tones in the sound. A leg that sends nothing, or has a codec that
    /// is only passed through and no events, drops them.
    /// </summary>
    /// <param name="digits">Keys <c>0-9 * # A-D</c>; nothing is sent where there is any other.</param>
    void SendDigits(string digits);

    /// <summary>Tells of the keys the peer presses: its RFC 4733 events, each once, or, where those are not negotiated, tones in its sound.</summary>
    /// <param name="heard">Posted to the loop for each key; null: off.</param>
    /// <param name="consume">Whether events are kept from the other legs.</param>
    /// <param name="heardInSound">Told in place of <paramref name="heard"/> of those found in the sound, which the other legs have heard by then; null: that one is told of them too.</param>
    void ListenForDigits(Action<char>? heard, bool consume = false, Action<char>? heardInSound = null);

    /// <summary>Tells when the peer has fallen silent: no RTP for a time; from a peer that we hold, no RTCP either. Armed anew by each call.</summary>
    /// <param name="limit">How long; null: off. Looked at about each second.</param>
    /// <param name="silent">Posted to the loop once.</param>
    void WatchSilence(TimeSpan? limit, Action? silent);

    /// <summary>Records what the peer sends and what is sent to it, until stopped or the leg is closed. Several at once are several files.</summary>
    IRecording Record(RecordingRequest request);

    /// <summary>Hears what the peer sends, decoded; null takes the tap away.</summary>
    void Listen(IAudioTap? tap);

    /// <summary>Closes the sockets, ends the relay and the recordings. Closing twice does nothing.</summary>
    void Close();
}
