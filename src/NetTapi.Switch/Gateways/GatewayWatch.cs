using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Gateways;

/// <summary>Watches the gateways that are to be (<c>Watch</c>), as the directory has them.</summary>
internal sealed class GatewayWatch(SwitchParts parts, GatewayHealth health)
{
    private readonly Dictionary<string, (Gateway Gateway, GatewayPings Pings)> _watched = [];

    /// <summary>Begins, and follows changes of the directory.</summary>
    public void Start()
    {
        parts.Directory.Replaced += Follow;
        Follow();
    }

    /// <summary>Watches no more.</summary>
    public void Stop()
    {
        parts.Directory.Replaced -= Follow;
        foreach (var gateway in _watched.Keys.ToArray()) Remove(gateway);
    }

    private void Follow()
    {
        var wanted = parts.Directory.Current.Data.Gateways.Where(gateway => gateway.Watch > TimeSpan.Zero).ToDictionary(gateway => gateway.Name);
        foreach (var (name, (gateway, _)) in _watched.ToArray())
        {
            if (!wanted.TryGetValue(name, out var now) || (now.Address, now.Watch, now.Username) != (gateway.Address, gateway.Watch, gateway.Username)) Remove(name);
        }

        foreach (var gateway in wanted.Values.Where(gateway => !_watched.ContainsKey(gateway.Name))) _watched.Add(gateway.Name, (gateway, new GatewayPings(parts, health, gateway)));
    }

    private void Remove(string name)
    {
        if (!_watched.Remove(name, out var entry)) return;
        entry.Pings.End();
        health.Unwatched(name);
    }
}
