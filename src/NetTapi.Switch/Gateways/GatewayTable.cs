using System.Collections.Immutable;
using System.Net;
using NetTapi.Sip.Messages;
using NetTapi.Switch.Calls;
using NetTapi.Telephony;
using NetTapi.Telephony.Dialling;
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

    /// <summary>How a call goes out on a line of a gateway's. An emergency number goes as it is, whatever the gateway's rules say.</summary>
    /// <param name="directory">The directory the line was found in.</param>
    /// <param name="line">The line; a gateway's.</param>
    /// <param name="request">The call.</param>
    public static CalleeTarget TargetOf(DirectoryIndex directory, LineNumber line, OutsideRequest request)
    {
        var gateway = directory.GatewayOf(line)!;
        var address = SipUri.Parse(gateway.Address);
        var number = directory.IsEmergency(request.Number) ? request.Number : NumberRules.Apply(gateway.NumbersOut, request.Number).Number;
        var identity = OutgoingIdentity.Of(directory, gateway, request);
        return new CalleeTarget(new LineEndpoint(line), address with { User = SipUri.Sip(number, address.Host).User })
        {
            Number = request.Number,
            CallerName = identity.Name,
            CallerUser = identity.FromUser,
            CallerHost = gateway.Username is null ? null : address.Host,
            Credentials = CredentialsOf(gateway),
            Codecs = Codecs.Of(gateway),
            Headers = identity.Headers(address.Host),
        };
    }

    /// <summary>Name and password at a gateway; null where it asks for none.</summary>
    private static DigestCredentials? CredentialsOf(Gateway gateway) =>
        gateway.Username is { } name ? new DigestCredentials(name, gateway.Password ?? "") : null;

    private void Read() => _rules =
    [
        .. _directory.Current.Data.Gateways.Select(gateway => (gateway, gateway.AcceptFrom
            .Select(text => PeerRule.TryParse(text, out var rule) ? rule : null)
            .OfType<PeerRule>()
            .ToImmutableArray())),
    ];
}
