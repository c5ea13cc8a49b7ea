using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Invites;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch;

/// <summary>The built-in phone system: phones register, calls come in from gateways and go out through them, and every step is told as a fact. Only on the loop, but for the constructor.</summary>
public sealed class BuiltInSwitch : ISwitch, IInviteHandler
{
    /// <summary>Makes a phone system that is not begun.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="agent">SIP; its INVITE handler and its REGISTER handler are set by <see cref="Start"/>.</param>
    /// <param name="media">Where the sound goes.</param>
    /// <param name="directory">Users, stations, gateways.</param>
    /// <param name="observer">Told the facts.</param>
    /// <param name="options">How it behaves.</param>
    public BuiltInSwitch(IControlLoop loop, UserAgent agent, IMediaPlane media, LiveDirectory directory, ISwitchObserver observer, SwitchOptions options) =>
        throw new NotImplementedException($"{loop}{agent}{media}{directory}{observer}{options}");

    /// <inheritdoc />
    public SwitchCapabilities Capabilities => SwitchCapabilities.Dial;

    /// <summary>What goes on in it.</summary>
    public SwitchFigures Figures => throw new NotImplementedException();

    /// <summary>Begins to take registrations and calls, and registers at the gateways that want it.</summary>
    public void Start() => throw new NotImplementedException();

    /// <summary>Ends every call, tells so, and takes no further one (N13). What SIP still has to say runs on in the user agent.</summary>
    public void Stop() => throw new NotImplementedException();

    /// <inheritdoc />
    public void OnInvite(IncomingInvite invite) => throw new NotImplementedException();

    /// <inheritdoc />
    public void Dial(DialRequest request, Action<DialOutcome> completed) => throw new NotImplementedException();

    /// <inheritdoc />
    public void StartRecording(ImmutableArray<StationNumber> stations) => throw new NotImplementedException();

    /// <inheritdoc />
    public void StopRecording(ImmutableArray<StationNumber> stations) => throw new NotImplementedException();

    /// <inheritdoc />
    public void PlayDtmf(ImmutableArray<StationNumber> stations, string digits) => throw new NotImplementedException();
}
