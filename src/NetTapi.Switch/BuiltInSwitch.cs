using System.Collections.Immutable;
using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Invites;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Conferences;
using NetTapi.Switch.Dialing;
using NetTapi.Switch.Digits;
using NetTapi.Switch.Features;
using NetTapi.Switch.Gateways;
using NetTapi.Switch.Parking;
using NetTapi.Switch.Recording;
using NetTapi.Switch.Routing;
using NetTapi.Switch.Stations;
using NetTapi.Switch.Transfers;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch;

/// <summary>
/// The built-in phone system: phones register, calls come in from gateways and go out through them, and every step is told as a fact. Only on the loop, but for the constructor.
/// </summary>
public sealed class BuiltInSwitch : ISwitch, IInviteHandler
{
    private readonly SwitchParts _parts;
    private readonly GatewayTable _gateways;
    private readonly GatewayHealth _gatewayHealth;
    private readonly GatewayRegistrations _registrations;
    private readonly GatewayWatch _gatewayWatch;
    private readonly StationTable _stations;
    private readonly OutsideCalls _outsideCalls;
    private readonly PhoneCalls _phoneCalls;
    private readonly Replacements _replacements;
    private readonly Dialer _dialer;
    private readonly CallRecordings _recordings;
    private readonly ParkingLot _parking;
    private readonly ConferenceRooms _rooms;
    private bool _isStopping;

    /// <summary>Makes a phone system that is not begun.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="agent">SIP; its handlers of INVITE and REGISTER are taken over.</param>
    /// <param name="media">Where the sound goes.</param>
    /// <param name="directory">Users, stations, gateways.</param>
    /// <param name="observer">Told the facts.</param>
    /// <param name="options">How it behaves.</param>
    public BuiltInSwitch(IControlLoop loop, UserAgent agent, IMediaPlane media, LiveDirectory directory, ISwitchObserver observer, SwitchOptions options)
    {
        _parts = new SwitchParts(loop, agent, media, directory, observer, options);
        _gateways = new GatewayTable(directory);
        _gatewayHealth = new GatewayHealth(_parts.Journal);
        _registrations = new GatewayRegistrations(_parts, _gatewayHealth);
        _gatewayWatch = new GatewayWatch(_parts, _gatewayHealth);
        _stations = new StationTable(_parts);
        _rooms = new ConferenceRooms(_parts);
        _recordings = new CallRecordings(_parts);
        var outsideLegs = new OutsideLegs(_parts, _gatewayHealth);
        var recall = new Recall(_parts, _stations);
        _parking = new ParkingLot(_parts, recall);
        var router = new Router(_parts, _stations, outsideLegs, _rooms);
        var numbers = new DialledNumbers(_parts, router, outsideLegs, _parking, new StatusCodes(_parts));
        var transfers = new CallTransfers(_parts, numbers, recall, _parking);
        _parts.Features = new CallFeatures(_parts, new CodeActions(_parts, numbers, transfers, _parking), transfers, _recordings, new MediaWatch(_parts));
        _outsideCalls = new OutsideCalls(_parts, router);
        _phoneCalls = new PhoneCalls(_parts, numbers);
        _replacements = new Replacements(_parts);
        _dialer = new Dialer(_parts, _stations, outsideLegs);
        agent.InviteHandler = this;
    }

    /// <inheritdoc />
    public SwitchCapabilities Capabilities => SwitchCapabilities.Dial | SwitchCapabilities.Record | SwitchCapabilities.PlayDtmf;

    /// <summary>What goes on in it.</summary>
    public SwitchFigures Figures => new(
        _parts.Calls.Count, _parts.Legs.Count, _parts.Lines.Taken, _dialer.Count, _parking.Count, _rooms.Count, _recordings.Files.Count, _gatewayHealth.Down);

    /// <summary>The calls going on, as they are now.</summary>
    internal IReadOnlyCollection<Call> Calls => _parts.Calls.All;

    /// <summary>The files of recordings being made, those being closed among them.</summary>
    public ImmutableHashSet<string> RecordingFiles => [.. _recordings.Files];

    /// <summary>Registers at the gateways that want it, and watches those that are to be. Registrations of phones, and calls, are taken as soon as the user agent receives.</summary>
    public void Start()
    {
        _registrations.Start();
        _gatewayWatch.Start();
    }

    /// <summary>Ends every call, tells so, and takes no further one (N13). What SIP still has to say runs on in the user agent.</summary>
    public void Stop()
    {
        _isStopping = true;
        _registrations.Stop();
        _gatewayWatch.Stop();
        _dialer.Stop();
        foreach (var call in _parts.Calls.All) call.Stop(Refusal.Stopping);
        foreach (var leg in _parts.Legs.ToArray()) leg.End();
    }

    /// <inheritdoc />
    /// <remarks>A gateway is known by its address; a phone that registered from an address of a gateway's network is still a phone.</remarks>
    void IInviteHandler.OnInvite(IncomingInvite invite)
    {
        if (_isStopping)
        {
            invite.Reject(Refusal.Stopping.Status, Refusal.Stopping.Reason);
            return;
        }

        var gateways = _gateways.Of(invite.Source, out var byPort);
        if (!gateways.IsEmpty && (byPort || !_stations.HasPhoneAt(invite.Flow.Remote))) _outsideCalls.Take(invite, gateways);
        else if (_stations.Authenticate(invite) is { } station) TakeFrom(invite, station);
    }

    /// <inheritdoc />
    public void Dial(DialRequest request, Action<DialOutcome> completed) => _dialer.Dial(request, completed);

    /// <inheritdoc />
    public bool StartRecording(ImmutableArray<StationNumber> stations) => stations.Where(IsInCall).Take(1).Any(_recordings.Start);

    /// <inheritdoc />
    public bool StopRecording(ImmutableArray<StationNumber> stations) => stations.Where(IsInCall).Take(1).Any(_recordings.Stop);

    /// <inheritdoc />
    public bool PlayDtmf(ImmutableArray<StationNumber> stations, string digits)
    {
        var active = stations.Select(_parts.Calls.ActiveOf).FirstOrDefault(found => found is not null);
        if (active is not (var call, var leg)) return false;
        var lines = call.Others(leg).Where(other => other.Endpoint is LineEndpoint at && _parts.Directory.Current.GatewayOf(at.Line)?.GenerateIncallDtmf == true).ToArray();
        foreach (var line in lines) line.Audio.Media?.SendDigits(digits);
        return lines.Length > 0;
    }

    private bool IsInCall(StationNumber station) => _parts.Calls.ActiveOf(station) is not null;

    private void TakeFrom(IncomingInvite invite, Station station)
    {
        if (invite.Replaces is { } replaces) _replacements.Take(invite, station, replaces);
        else _phoneCalls.Take(invite, station);
    }
}
