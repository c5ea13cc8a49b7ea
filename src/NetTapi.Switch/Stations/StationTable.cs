using System.Collections.Immutable;
using System.Net;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Invites;
using NetTapi.Sip.Messages;
using NetTapi.Switch.Calls;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Stations;

/// <summary>The stations' phones: where they registered, and who may call as one. A station's address of record is its SIP user name.</summary>
internal sealed class StationTable
{
    private readonly LiveDirectory _directory;
    private readonly BindingTable _bindings;
    private readonly DigestServer _digest;
    private readonly GuessThrottle _throttle;
    private readonly Func<string> _tag;
    private readonly PhoneJournal _phones;
    private readonly PhonePlaces _places;
    private readonly ISwitchJournal _journal;

    public StationTable(SwitchParts parts)
    {
        _directory = parts.Directory;
        _bindings = new BindingTable(parts.Loop);
        _bindings.Changed += change => Rescue(parts.Agent, change);
        _digest = new DigestServer(parts.Loop, new DigestServerOptions(parts.Options.Realm) { Algorithms = parts.Options.DigestAlgorithms });
        _throttle = new GuessThrottle(parts.Loop, new GuessThrottleOptions());
        _tag = () => parts.Loop.Entropy.Hex(8);
        _journal = parts.Journal;
        _phones = new PhoneJournal(parts, _bindings);
        _places = new PhonePlaces(_bindings);
        parts.Agent.FlowFailed += _bindings.Remove;
        var registrar = new Registrar(parts.Loop, _bindings, _digest, _throttle, PasswordOf, new RegistrarOptions())
        {
            Refused = refusal => _phones.Refused(refusal.Source, refusal.User, refusal.Fault),
        };
        parts.Agent.Handle(SipMethods.Register, registrar);
    }

    /// <summary>Whether any phone is registered for one of these stations.</summary>
    public bool AnyRegistered(IEnumerable<StationNumber> stations) => stations.Any(station => !PhonesOf(station).IsEmpty);

    /// <summary>Whether a phone is registered from exactly this address.</summary>
    public bool HasPhoneAt(IPEndPoint address) => _places.Contains(address);

    /// <summary>Where to send a call for these stations: one target a phone.</summary>
    public ImmutableArray<CalleeTarget> TargetsOf(IEnumerable<StationNumber> stations)
    {
        var targets = ImmutableArray.CreateBuilder<CalleeTarget>();
        foreach (var station in stations)
        {
            foreach (var phone in PhonesOf(station))
                targets.Add(new CalleeTarget(new StationEndpoint(station), phone.Contact.Uri) { Flow = phone.Flow, Route = phone.Path });
        }

        return targets.DrainToImmutable();
    }

    /// <summary>
    /// Whose phone sends this INVITE, by its credentials. Who has none is asked for them, whoever he says he is; who has wrong ones gets the same 403, whether or not the station exists.
    /// </summary>
    /// <returns>Null where it was answered here.</returns>
    public Station? Authenticate(IncomingInvite invite)
    {
        var source = invite.Flow.Remote.Address;
        if (_throttle.IsBlocked(source, out _) && !IsAtHome(invite))
        {
            invite.Reject(403);
            return null;
        }

        var verdict = _digest.Verify(invite.Request, PasswordOf);
        switch (verdict.Outcome)
        {
            case DigestOutcome.Right:
                return _directory.Current.StationBySipUser(verdict.User!);
            case DigestOutcome.Wrong:
                var fault = _throttle.Failed(source) ? RegistrationFault.TooManyWrong : RegistrationFault.WrongCredentials;
                _phones.Refused(invite.Flow.Remote, verdict.User, fault);
                invite.Reject(403);
                return null;
            default:
                if (verdict.Outcome == DigestOutcome.Absent && !_places.Contains(source)) _journal.StrangerCalled(invite.Flow.Remote);
                var challenge = _digest.Challenge(invite.Request, _tag(), isStale: verdict.Outcome == DigestOutcome.Stale);
                invite.Reject(challenge.Status, null, challenge.Headers.Where(header => header.Is(HeaderNames.WwwAuthenticate)));
                return null;
        }
    }

    private ImmutableArray<Binding> PhonesOf(StationNumber station) =>
        _directory.Current.Station(station) is { } known ? _bindings.Find(known.SipUser) : [];

    /// <summary>As at the registrar: whoever is registered from that very place is listened to, for his own name. Who has named nobody yet is only asked.</summary>
    private bool IsAtHome(IncomingInvite invite) => _digest.UserOf(invite.Request) is { } user
        ? _bindings.Find(user).Any(binding => binding.Flow == invite.Flow)
        : HasPhoneAt(invite.Flow.Remote);

    /// <summary>A phone whose connection broke comes again by another one, and with it its calls.</summary>
    private static void Rescue(UserAgent agent, BindingChange change)
    {
        foreach (var phone in change.After) agent.Registered(phone.Contact.Uri, phone.Flow);
    }

    private string? PasswordOf(string sipUser) => _directory.Current.StationBySipUser(sipUser)?.SipPassword;
}
