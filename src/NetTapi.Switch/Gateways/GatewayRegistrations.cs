using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Gateways;

/// <summary>Keeps us registered at the gateways that want it (<c>Register</c>), as the directory has them.</summary>
internal sealed class GatewayRegistrations(SwitchParts parts)
{
    private readonly Dictionary<Account, Registration?> _registrations = [];
    private bool _isStopped;

    /// <summary>Begins, and follows changes of the directory.</summary>
    public void Start()
    {
        parts.Directory.Replaced += Follow;
        Follow();
    }

    /// <summary>Takes all registrations back.</summary>
    public void Stop()
    {
        _isStopped = true;
        parts.Directory.Replaced -= Follow;
        foreach (var account in _registrations.Keys.ToArray()) Remove(account);
    }

    private void Follow()
    {
        var wanted = parts.Directory.Current.Data.Gateways.Where(gateway => gateway.Register).Select(Account.Of).ToHashSet();
        foreach (var account in _registrations.Keys.Except(wanted).ToArray()) Remove(account);
        foreach (var account in wanted.Except(_registrations.Keys).ToArray()) Add(account);
    }

    private void Add(Account account)
    {
        _registrations.Add(account, null);
        var registrar = SipUri.Parse(account.Address);
        parts.Agent.Locate(registrar, local =>
        {
            // The directory may have changed, or all been over, while a name was looked up.
            if (local is null || _isStopped || !_registrations.TryGetValue(account, out var known) || known is not null) return;
            var options = new RegistrationOptions(registrar with { User = null }, registrar with { User = account.User }, SipUri.Sip(account.User, local))
            {
                Credentials = new DigestCredentials(account.User, account.Password),
            };
            var registration = new Registration(parts.Loop, parts.Agent, options);
            _registrations[account] = registration;
            registration.Begin();
        });
    }

    private void Remove(Account account)
    {
        if (_registrations.Remove(account, out var registration)) registration?.End();
    }

    private sealed record Account(string Address, string User, string Password)
    {
        public static Account Of(Gateway gateway) => new(gateway.Address, gateway.Username ?? "", gateway.Password ?? "");
    }
}
