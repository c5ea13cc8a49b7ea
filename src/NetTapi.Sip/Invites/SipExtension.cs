using System.Collections.Immutable;

namespace NetTapi.Sip.Invites;

/// <summary>One extension of calls. What is named in Supported and Allow, and what a Require may ask for, is computed from those present.</summary>
/// <param name="Tag">Its option tag.</param>
/// <param name="Methods">The methods it adds.</param>
internal sealed record SipExtension(string Tag, params ImmutableArray<string> Methods)
{
    /// <summary>Taking the place of a call (RFC 3891): what it means is the business of who takes calls.</summary>
    public static readonly SipExtension Replaces = new("replaces");

    /// <summary>Transfers (RFC 3515), with or without a subscription (RFC 4488).</summary>
    public static readonly SipExtension Referral = new("norefersub", Messages.SipMethods.Refer, Messages.SipMethods.Notify);
}
