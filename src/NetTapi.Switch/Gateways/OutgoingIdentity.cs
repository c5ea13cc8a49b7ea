using System.Collections.Immutable;
using NetTapi.Sip.Messages;
using NetTapi.Telephony.Directory;

namespace NetTapi.Switch.Gateways;

/// <summary>
/// Who calls, as a gateway is told. From is our account where there is one, for gateways check it; the number that the called party is to see, and can call back, is then in P-Asserted-Identity (RFC 3325). Somebody
/// outside whose call is sent on is shown himself; one who withheld his number is anonymous towards the next one too (RFC 3323), and the gateway is told so and knows us by our account.
/// </summary>
/// <param name="Name">The name in From; null for none.</param>
/// <param name="FromUser">Number or account in From; null: anonymous.</param>
/// <param name="Asserted">What P-Asserted-Identity says; null: nothing.</param>
/// <param name="IsWithheld">Whether the called party must not see it.</param>
internal sealed record OutgoingIdentity(string? Name, string? FromUser, string? Asserted, bool IsWithheld)
{
    /// <summary>The identity of a call.</summary>
    /// <param name="directory">The directory in force.</param>
    /// <param name="gateway">Whom it is told.</param>
    /// <param name="request">The call.</param>
    public static OutgoingIdentity Of(DirectoryIndex directory, Gateway gateway, OutsideRequest request)
    {
        var account = gateway.Username;
        if (request.SentOn is { User: null }) return new OutgoingIdentity(null, null, account, true);
        if (request.SentOn is { User: { } number } caller) return new OutgoingIdentity(caller.Name, account ?? number, number, false);
        var own = OwnNumberOf(directory, request.User);
        return new OutgoingIdentity(request.User?.FullName, account ?? own ?? request.User?.Uid.Value, own, false);
    }

    /// <summary>The headers that say so, beside From.</summary>
    /// <param name="host">The gateway's host.</param>
    public ImmutableArray<SipHeader> Headers(string host)
    {
        var headers = ImmutableArray.CreateBuilder<SipHeader>();
        if (Asserted is not null) headers.Add(new SipHeader(HeaderNames.PAssertedIdentity, new NameAddress(IsWithheld ? null : Name, SipUri.Sip(Asserted, host)).ToString()));
        if (IsWithheld) headers.Add(new SipHeader(HeaderNames.Privacy, "id"));
        return headers.ToImmutable();
    }

    /// <summary>The number by which the user is called from outside, if he has one of his own.</summary>
    private static string? OwnNumberOf(DirectoryIndex directory, User? user) => user is null
        ? null
        : directory.Data.Routes.FirstOrDefault(route => route.Number != "*" && route.To == new RouteTarget(RouteKind.User, user.Uid.Value))?.Number;
}
