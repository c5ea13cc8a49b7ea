using NetTapi.Sip.Messages;

namespace NetTapi.Switch.Gateways;

/// <summary>The number an outside caller dialled.</summary>
internal static class DialledNumber
{
    /// <summary>
    /// From the Request-URI; where that names our account at the gateway instead, from To. Digits with an optional leading <c>+</c>; empty where neither holds a number.
    /// </summary>
    public static string Of(SipRequest invite) =>
        CallerIdentity.NumberOf(invite.Uri) is { Length: > 0 } number ? number : CallerIdentity.NumberOf(invite.To!.Uri);
}
