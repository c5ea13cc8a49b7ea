using NetTapi.Telephony;
using NetTapi.Telephony.Notices;

namespace NetTapi.Server.Tests.Sessions;

/// <summary>Notices to hand to sessions.</summary>
internal static class Notices
{
    private static readonly UserId Ann = new("107");

    public static Notice Large { get; } = new IncomingCallNotice(Ann, new Slot(1), new Serial(1), new string('x', 4000), "9729859901");

    public static Notice Incoming(int serial = 1, string name = "FACETCORP", int slot = 1) =>
        new IncomingCallNotice(Ann, new Slot(slot), new Serial(serial), name, "9729859901");

    public static Notice Outgoing(int serial = 1) => new OutgoingCallNotice(Ann, new Slot(1), new Serial(serial), "9729859901");

    public static Notice End(int serial = 1) => new EndNotice(Ann, new Slot(1), new Serial(serial));
}
