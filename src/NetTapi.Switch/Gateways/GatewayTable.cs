using System.Collections.Immutable;
using System.Net;
using NetTapi.Sip.Messages;
using NetTapi.Switch.Calls;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Gateways;

/// <summary>The gateways of the directory in force: who may call as one, and how one is called.</summary>
internal sealed class GatewayTable
{
    private readonly LiveDirectory _directory;
    private ImmutableArray<(Gateway Gateway, ImmutableArray<PeerRule> Rules)> _rules = [];

    public GatewayTable(LiveDirectory directory)
    {
        _directory = directory;
        directory.Replaced += Read;
        Read();
    }

    /// <summary>The gateways this peer may call as, in the directory's order.</summary>
    /// <param name="peer">Where an INVITE came from.</param>
    /// <param name="byPort">Whether one of them names the peer's very port.</param>
    public ImmutableArray<Gateway> Of(IPEndPoint peer, out bool byPort)
    {
        var matching = _rules.Where(entry => entry.Rules.Any(rule => rule.Accepts(peer))).ToArray();
        byPort = matching.Any(entry => entry.Rules.Any(rule => rule.Port is not null && rule.Accepts(peer)));
        return [.. matching.Select(entry => entry.Gateway)];
    }

    /// <summary>How a number is called on a line of a gateway's.</summary>
    /// <param name="line">The line; a gateway's.</param>
    /// <param name="number">The number, tidied.</param>
    /// <param name="caller">The user who calls; null where the station has none.</param>
    public CalleeTarget TargetOf(LineNumber line, string number, User? caller)
    {
        var gateway = _directory.Current.GatewayOf(line)!;
        var address = SipUri.Parse(gateway.Address);
        return new CalleeTarget(new LineEndpoint(line), address with { User = SipUri.Sip(number, address.Host).User })
        {
            Number = number,
            CallerName = caller?.FullName,
            CallerUser = gateway.Username ?? OwnNumberOf(caller) ?? caller?.Uid.Value,
            CallerHost = gateway.Username is null ? null : address.Host,
            Credentials = CredentialsOf(gateway),
        };
    }

    /// <summary>Name and password at a gateway; null where it asks for none.</summary>
    public static DigestCredentials? CredentialsOf(Gateway gateway) =>
        gateway.Username is { } name ? new DigestCredentials(name, gateway.Password ?? "") : null;

    /// <summary>The number by which the user is called from outside, if he has one of his own.</summary>
    private string? OwnNumberOf(User? user) => user is null
        ? null
        : _directory.Current.Data.Routes.FirstOrDefault(route => route.Number != "*" && route.To == new RouteTarget(RouteKind.User, user.Uid.Value))?.Number;

    private void Read() => _rules =
    [
        .. _directory.Current.Data.Gateways.Select(gateway => (gateway, gateway.AcceptFrom
            .Select(text => PeerRule.TryParse(text, out var rule) ? rule : null)
            .OfType<PeerRule>()
            .ToImmutableArray())),
    ];
}
