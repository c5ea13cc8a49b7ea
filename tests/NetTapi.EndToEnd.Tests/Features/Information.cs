using System.Globalization;
using NetTapi.EndToEnd.Tests.Flows;

namespace NetTapi.EndToEnd.Tests.Features;

/// <summary>Notices, and call information as they are on the wire (Q2), of calls that began when the office opened: <see cref="FlowWire"/> in the words of an <see cref="Office"/>.</summary>
internal static class Information
{
    /// <summary>The name of the caller from outside, and his number.</summary>
    public const string Caller = "FACETCORP", CallerNumber = "9729859901";

    /// <summary>The start notice of the outside call for a user.</summary>
    /// <param name="uid">The user's.</param>
    /// <param name="serial">The call's; the office's first is 1.</param>
    public static string Start(string uid, int serial = 1) => FlowWire.In(NumberOf(uid), serial, slot: 1);

    /// <summary>Its end notice.</summary>
    /// <param name="uid">The user's.</param>
    /// <param name="serial">The call's.</param>
    public static string End(string uid, int serial = 1) => FlowWire.End(NumberOf(uid), serial, slot: 1);

    /// <summary>The answer while the user meant is in the call.</summary>
    public static string[] NotCompleted { get; } = ["#<call_info=1><not_completed>"];

    /// <summary>The answer about a call from outside: its figures, and its parties behind the caller, who was there from its beginning.</summary>
    /// <param name="duration">From the call's beginning to the user's leaving.</param>
    /// <param name="ring">How long it rang.</param>
    /// <param name="hold">How long it was on hold.</param>
    /// <param name="members">The others, as <see cref="Member"/> writes them, then recordings.</param>
    public static string[] Of(string duration, string ring, string hold, params string[] members) =>
        [FlowWire.Summary(duration, ring, hold), FlowWire.Caller(duration), .. members, FlowWire.Done()];

    /// <summary>A user who was in the call.</summary>
    public static string Member(int party, string uid, string name, string duration, string ring) =>
        FlowWire.Party(party, NumberOf(uid), name, duration, ring);

    /// <summary>A recording.</summary>
    public static string Recording(string file) => FlowWire.File(file);

    private static int NumberOf(string uid) => int.Parse(uid, CultureInfo.InvariantCulture);
}
