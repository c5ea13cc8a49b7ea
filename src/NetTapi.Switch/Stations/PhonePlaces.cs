using System.Collections.Immutable;
using System.Net;
using NetTapi.Sip.Agents;

namespace NetTapi.Switch.Stations;

/// <summary>From where phones are registered.</summary>
internal sealed class PhonePlaces
{
    private readonly Dictionary<IPEndPoint, int> _places = [];
    private readonly Dictionary<IPAddress, int> _addresses = [];

    /// <summary>Begins to look at bindings.</summary>
    public PhonePlaces(BindingTable bindings) => bindings.Changed += change =>
    {
        Count(change.Before, -1);
        Count(change.After, 1);
    };

    /// <summary>Whether any phone is registered from an address, whatever the port.</summary>
    public bool Contains(IPAddress address) => _addresses.ContainsKey(address);

    /// <summary>Whether any phone is registered from an address and port.</summary>
    public bool Contains(IPEndPoint place) => _places.ContainsKey(place);

    private void Count(ImmutableArray<Binding> phones, int step)
    {
        foreach (var phone in phones)
        {
            Count(_places, phone.Flow.Remote, step);
            Count(_addresses, phone.Flow.Remote.Address, step);
        }
    }

    private static void Count<T>(Dictionary<T, int> counts, T what, int step)
        where T : notnull
    {
        var count = counts.GetValueOrDefault(what) + step;
        if (count == 0) counts.Remove(what);
        else counts[what] = count;
    }
}
