using System.Globalization;
using System.Net;
using NetTapi.Loop;
using NetTapi.Phone;
using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Tests.Simulation;

/// <summary>Judges from outside, by what is heard and not by the switch's own tables, that nobody is forgotten: who talks on a leg that the switch has hears somebody, or something that is played to him, or waits for somebody who is rung.</summary>
public sealed class EarAuditor
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Longer than anybody waits in silence who is not forgotten: a menu without prompts waits for a key three times.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    private readonly WholeOffice _office;
    private readonly Dictionary<PhoneCall, int> _silent = [];

    public EarAuditor(WholeOffice office)
    {
        _office = office;
        _office.Loop.Schedule(Interval, Listen);
    }

    private void Listen()
    {
        PhoneCall[] outside = [.. _office.Carrier.Calls, .. _office.Backup.Calls];
        PhoneCall[] all = [.. _office.Phones.SelectMany(phone => phone.Calls), .. outside];
        foreach (var ended in _silent.Keys.Except(all).ToArray()) _silent.Remove(ended);

        // Whom an answer does not reach hears nothing from anybody.
        if (!IsReached(Office.CarrierAddress) || !IsReached(WholeOffice.BackupAddress)) _silent.Clear();
        foreach (var phone in _office.Phones) Listen(phone.Calls, StationOf(phone).Equals, all);
        Listen(outside, static party => party is LineEndpoint, all);
        _office.Loop.Schedule(Interval, Listen);
    }

    private static StationEndpoint StationOf(SoftPhone phone) => new(new StationNumber(int.Parse(phone.Address.UserText!, CultureInfo.InvariantCulture)));

    private void Listen(IReadOnlyList<PhoneCall> calls, Func<Endpoint, bool> isParty, PhoneCall[] all)
    {
        foreach (var call in calls)
        {
            var silent = _silent[call] = IsDeaf(call, all) && !_office.Facts.IsRungFor(isParty) ? _silent.GetValueOrDefault(call) + 1 : 0;
            if (silent * Interval == Longest) _office.Violate($"{call} talks on, and has heard nothing since {_office.Loop.Now.Monotonic - Longest}");
        }
    }

    private bool IsReached(IPEndPoint gateway) => _office.Network.Passes?.Invoke(Office.ServerAddress, gateway, default) != false;

    /// <remarks>Who holds the other side wants to hear nothing, and who has sent it to somebody else is told by words how that gets on.</remarks>
    private bool IsDeaf(PhoneCall call, PhoneCall[] all) =>
        call is { State: PhoneCallState.Talking, IsHolding: false, TransferStatus: 0 or (>= 200 and not 202), Leg: { } leg } && _office.Media.HasPeer(leg) && !_office.Media.IsPlayedTo(leg)
        && !all.Any(other => other != call && other.Leg is { } speaking && _office.Media.Reaches(speaking, leg));
}
