using NetTapi.Sip.Messages;
using NetTapi.Telephony.Dialling;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Gateways;

/// <summary>Who calls, as an INVITE from a gateway says (RFC 3325, RFC 3323). Name and number are read apart: neither ever stands in for the other.</summary>
internal static class CallerIdentity
{
    private const string AnonymousHost = "anonymous.invalid";

    private static readonly string[] Withholding = ["id", "user", "header", "full"];

    /// <summary>The caller's name and number: P-Asserted-Identity before Remote-Party-ID, as older gateways have it, and that before From; nothing at all where privacy is asked for.</summary>
    public static CallerId Of(SipRequest invite)
    {
        var parties = invite.RemoteParties.Where(IsCalling).ToArray();
        if (IsWithheld(invite) || parties.Any(IsHidden)) return CallerId.Unknown;
        var identities = invite.AssertedIdentities.Concat(parties).Append(invite.From!).ToArray();
        var name = identities.Select(identity => identity.DisplayName?.Trim() ?? "").FirstOrDefault(name => name.Length > 0) ?? "";
        var number = identities.Select(identity => NumberOf(identity.Uri)).FirstOrDefault(number => number.Length > 0) ?? "";
        return new CallerId(name, number);
    }

    /// <summary>The number in a <c>sip:</c> or <c>tel:</c> URI, without its parameters; empty where there is none.</summary>
    public static string NumberOf(SipUri uri) => OutsideNumber.Normalise(uri.Dialled ?? "");

    private static bool IsCalling(NameAddress party) => party.Parameters["party"] is not { } role || role.Equals("calling", StringComparison.OrdinalIgnoreCase);

    private static bool IsHidden(NameAddress party) => party.Parameters["privacy"]?.Split('-')[0].ToLowerInvariant() is "full" or "uri" or "name";

    /// <summary>A caller whose From is anonymous has asked for it, whatever the network knows of him.</summary>
    private static bool IsWithheld(SipRequest invite) =>
        invite.Privacy.Any(token => Withholding.Contains(token, StringComparer.OrdinalIgnoreCase)) || IsAnonymous(invite.From!);

    private static bool IsAnonymous(NameAddress from) =>
        from.Uri.Host.Equals(AnonymousHost, StringComparison.OrdinalIgnoreCase)
        || string.Equals(from.Uri.UserText, "anonymous", StringComparison.OrdinalIgnoreCase);
}
