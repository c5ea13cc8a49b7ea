using NetTapi.Sip.Transport;

namespace NetTapi.Switch.Gateways;

/// <summary>Keeps us registered at the gateways that want it (<c>Register</c>), as the directory has them. Gateways with one account share its registration.</summary>
internal sealed class GatewayRegistrations(SwitchParts parts, GatewayHealth health)
{
    private readonly Dictionary<Account, GatewayAccount> _accounts = [];
    private readonly Dictionary<string, Account> _gateways = [];

    /// <summary>Begins, and follows changes of the directory.</summary>
    public void Start()
    {
        parts.Directory.Replaced += Follow;
        parts.Agent.FlowFailed += OnFlowFailed;
        Follow();
    }

    /// <summary>Takes all registrations back.</summary>
    public void Stop()
    {
        parts.Directory.Replaced -= Follow;
        parts.Agent.FlowFailed -= OnFlowFailed;
        foreach (var gateway in _gateways.Keys.ToArray()) Forget(gateway);
        foreach (var account in _accounts.Keys.ToArray()) Remove(account);
    }

    private void OnFlowFailed(Flow flow)
    {
        foreach (var account in _accounts.Values) account.OnFlowFailed(flow);
    }

    private void Follow()
    {
        var wanted = parts.Directory.Current.Data.Gateways.Where(gateway => gateway.Register).ToDictionary(gateway => gateway.Name, Account.Of);
        foreach (var gateway in _gateways.Where(known => wanted.GetValueOrDefault(known.Key) != known.Value).Select(known => known.Key).ToArray()) Forget(gateway);
        foreach (var account in _accounts.Keys.Except(wanted.Values).ToArray()) Remove(account);
        foreach (var (gateway, account) in wanted) Keep(gateway, account);
    }

    private void Keep(string gateway, Account account)
    {
        if (!_gateways.TryAdd(gateway, account)) return;
        health.Registering(gateway);
        if (_accounts.TryGetValue(account, out var known))
        {
            Tell(gateway, known);
            return;
        }

        var registration = new GatewayAccount(parts, account, changed => OnChanged(account, changed));
        _accounts.Add(account, registration);
        registration.Begin();
    }

    private void OnChanged(Account account, GatewayAccount registration)
    {
        foreach (var (gateway, _) in _gateways.Where(known => known.Value == account).ToArray()) Tell(gateway, registration);
    }

    private void Tell(string gateway, GatewayAccount registration)
    {
        if (registration.IsRegistered is { } isRegistered) health.Registered(gateway, isRegistered, registration.Reason);
    }

    private void Forget(string gateway)
    {
        _gateways.Remove(gateway);
        health.Unregistered(gateway);
    }

    private void Remove(Account account)
    {
        if (_accounts.Remove(account, out var registration)) registration.End();
    }
}
