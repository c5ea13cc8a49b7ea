using System.Collections.Immutable;
using System.Net;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Transport;
using NetTapi.Telephony;

namespace NetTapi.Switch.Stations;

/// <summary>Tells the journal which phones come and go, and who is not let in; refreshes are not worth a word. Knows from which addresses phones are registered.</summary>
internal sealed class PhoneJournal
{
    private readonly SwitchParts _parts;
    private readonly BindingTable _bindings;
    private readonly Dictionary<IPAddress, int> _addresses = [];
    private Flow? _failing;

    /// <summary>Begins to look at bindings.</summary>
    public PhoneJournal(SwitchParts parts, BindingTable bindings)
    {
        (_parts, _bindings) = (parts, bindings);
        bindings.Changed += OnChanged;
        parts.Agent.FlowFailed += OnFlowFailed;
    }

    /// <summary>Whether any phone is registered from an address, whatever the port.</summary>
    public bool KnowsPhoneAt(IPAddress address) => _addresses.ContainsKey(address);

    /// <summary>A phone was not let in.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="sipUser">Who it says it is.</param>
    /// <param name="fault">Why.</param>
    public void Refused(IPEndPoint source, string? sipUser, RegistrationFault fault)
    {
        _parts.Journal.PhoneRefused(source, sipUser is null ? null : StationOf(sipUser), fault switch
        {
            RegistrationFault.OtherRealm => PhoneRefusal.OtherRealm,
            RegistrationFault.OtherUser => PhoneRefusal.OtherUser,
            _ => PhoneRefusal.WrongPassword,
        });
        if (fault == RegistrationFault.TooManyWrong) _parts.Journal.GuesserBlocked(source.Address);
    }

    private void OnFlowFailed(Flow flow)
    {
        _failing = flow;
        _bindings.Remove(flow);
        _failing = null;
    }

    private void OnChanged(BindingChange change)
    {
        Count(change.Before, -1);
        Count(change.After, 1);
        if (StationOf(change.AddressOfRecord) is not { } station) return;
        foreach (var phone in Without(change.Before, change.After)) _parts.Journal.PhoneGone(station, phone.Flow.Remote, LossOf(phone), change.After.IsEmpty);
        foreach (var phone in Without(change.After, change.Before)) _parts.Journal.PhoneRegistered(station, phone.Flow.Remote);
    }

    private void Count(ImmutableArray<Binding> phones, int step)
    {
        foreach (var address in phones.Select(phone => phone.Flow.Remote.Address))
        {
            var count = _addresses.GetValueOrDefault(address) + step;
            if (count == 0) _addresses.Remove(address);
            else _addresses[address] = count;
        }
    }

    private PhoneLoss LossOf(Binding phone) =>
        phone.Flow == _failing ? PhoneLoss.ConnectionLost : phone.ExpiresAt <= _parts.Loop.Now.Monotonic ? PhoneLoss.NotRenewed : PhoneLoss.SignedOff;

    private StationNumber? StationOf(string sipUser) => _parts.Directory.Current.StationBySipUser(sipUser)?.Number;

    private static IEnumerable<Binding> Without(ImmutableArray<Binding> phones, ImmutableArray<Binding> others) =>
        phones.Where(phone => !others.Any(other => other.IsOf(phone.Contact)));
}
