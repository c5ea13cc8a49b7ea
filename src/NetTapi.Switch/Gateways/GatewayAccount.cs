using System.Net;
using NetTapi.Loop;
using NetTapi.Sip.Agents;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Gateways;

/// <summary>An account of ours at a gateway.</summary>
internal sealed record Account(string Address, string User, string Password)
{
    /// <summary>That of a gateway.</summary>
    public static Account Of(Gateway gateway) => new(gateway.Address, gateway.Username ?? "", gateway.Password ?? "");
}

/// <summary>Keeps one account registered, from finding the registrar on. On the loop.</summary>
/// <param name="parts">What the switch is made of.</param>
/// <param name="account">The account.</param>
/// <param name="changed">Told whenever <see cref="IsRegistered"/> changes.</param>
internal sealed class GatewayAccount(SwitchParts parts, Account account, Action<GatewayAccount> changed)
{
    private static readonly TimeSpan WaitForName = TimeSpan.FromSeconds(30);

    private readonly SipUri _registrar = SipUri.Parse(account.Address);
    private Registration? _registration;
    private LoopTimer? _retry;
    private bool _isOver;

    /// <summary>Whether we are registered; null while nothing is known yet.</summary>
    public bool? IsRegistered { get; private set; }

    /// <summary>How that is known, in words.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Begins. Tries again, later and later, for as long as it takes.</summary>
    public void Begin() => parts.Agent.Locate(_registrar, local =>
    {
        // All may have been over while a name was looked up.
        if (_isOver) return;
        if (local is not null)
        {
            Register(local);
            return;
        }

        _retry = parts.Loop.Schedule(WaitForName, static waiting => waiting.Begin(), this);
        Set(false, "its address is not found");
    });

    /// <summary>Takes the registration back.</summary>
    public void End()
    {
        _isOver = true;
        _retry?.Cancel();
        _registration?.End();
    }

    /// <summary>A connection is gone, ours to the registrar perhaps.</summary>
    public void OnFlowFailed(Flow flow) => _registration?.OnFlowFailed(flow);

    private void Register(IPEndPoint local)
    {
        var contact = SipUri.Sip(account.User, local);
        // Calls are to come by the transport we registered by.
        if (_registrar.Transport is { } transport) contact = contact with { Parameters = contact.Parameters.With("transport", transport) };
        var options = new RegistrationOptions(_registrar with { User = null }, _registrar with { User = account.User }, contact)
        {
            Credentials = new DigestCredentials(account.User, account.Password),
        };
        _registration = new Registration(parts.Loop, parts.Agent, options) { Changed = OnChanged };
        _registration.Begin();
    }

    private void OnChanged(Registration registration)
    {
        if (_isOver) return;
        if (registration.State == RegistrationState.Registered) Set(true, "it has us registered");
        else if (registration.State == RegistrationState.Waiting) Set(false, $"it does not register us: {registration.LastStatus}");
    }

    private void Set(bool isRegistered, string reason)
    {
        Reason = reason;
        if (IsRegistered == isRegistered) return;
        IsRegistered = isRegistered;
        changed(this);
    }
}
