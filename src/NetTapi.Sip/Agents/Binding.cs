using System.Collections.Immutable;
using NetTapi.Sip.Messages;
using NetTapi.Sip.Transport;

namespace NetTapi.Sip.Agents;

/// <summary>Where one phone of a user is reached (RFC 3261 10).</summary>
/// <param name="AddressOfRecord">The user: the user part of To.</param>
/// <param name="Contact">What the phone calls itself: the Request-URI of requests to it.</param>
/// <param name="Flow">Where it registered from: where requests to it are sent.</param>
/// <param name="Path">The proxies between, as the Route of requests to it (RFC 3327).</param>
/// <param name="ExpiresAt">When it ends, on the loop's monotonic clock.</param>
/// <param name="CallId">The Call-ID of the phone's registrations.</param>
/// <param name="CSeq">The number of the last.</param>
/// <param name="UserAgent">The phone's kind as it says; null where it does not.</param>
public sealed record Binding(
    string AddressOfRecord,
    NameAddress Contact,
    Flow Flow,
    ImmutableArray<NameAddress> Path,
    TimeSpan ExpiresAt,
    string CallId,
    uint CSeq,
    string? UserAgent)
{
    /// <summary>
    /// Whether a contact is this phone again: the same URI, or the same instance and registration (RFC 5626 6), as when its address has changed.
    /// </summary>
    public bool IsOf(NameAddress contact) =>
        Contact.Uri.Matches(contact.Uri)
        || (Contact.Parameters["+sip.instance"] is { } instance
            && instance == contact.Parameters["+sip.instance"]
            && Contact.Parameters["reg-id"] == contact.Parameters["reg-id"]);
}
