using System.Collections.Immutable;
using System.Net;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Transport;
using NetTapi.Telephony;

namespace NetTapi.Switch.Stations;

/// <summary>Tells the journal which phones come and go, and who is not let in; refreshes are not worth a word.</summary>
internal sealed class PhoneJournal
{
    private readonly SwitchParts _parts;

    /// <summary>Begins to look at bindings.</summary>
    public PhoneJournal(SwitchParts parts, BindingTable bindings)
    {
        _parts = parts;
        bindings.Changed += OnChanged;
    }

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

    private void OnChanged(BindingChange change)
    {
        if (StationOf(change.AddressOfRecord) is not { } station) return;
        foreach (var phone in Without(change.Before, change.After)) _parts.Journal.PhoneGone(station, phone.Flow.Remote, LossOf(phone, change.Failed), change.After.IsEmpty);
        foreach (var phone in Without(change.After, change.Before)) _parts.Journal.PhoneRegistered(station, phone.Flow.Remote);
    }

    private PhoneLoss LossOf(Binding phone, Flow? failed) =>
        phone.Flow == failed ? PhoneLoss.ConnectionLost : phone.ExpiresAt <= _parts.Loop.Now.Monotonic ? PhoneLoss.NotRenewed : PhoneLoss.SignedOff;

    private StationNumber? StationOf(string sipUser) => _parts.Directory.Current.StationBySipUser(sipUser)?.Number;

    private static IEnumerable<Binding> Without(ImmutableArray<Binding> phones, ImmutableArray<Binding> others) =>
        phones.Where(phone => !others.Any(other => other.IsOf(phone.Contact)));
}
