using NetTapi.Protocol.Requests;
using NetTapi.Telephony.Notices;

namespace NetTapi.Server.Sessions.Commands;

/// <summary>What the wire calls the types of call (N1).</summary>
internal static class CallTypeNames
{
    /// <summary>The type of a name, without regard to case (W4); none if there is no such type.</summary>
    public static CallTypes Find(string name) =>
        name.Equals(InterestCommand.IncomingOutsideCalls, StringComparison.OrdinalIgnoreCase) ? CallTypes.IncomingOutside
        : name.Equals(InterestCommand.OutgoingOutsideCalls, StringComparison.OrdinalIgnoreCase) ? CallTypes.OutgoingOutside
        : CallTypes.None;
}
