using NetTapi.Loop;
using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Tests.Offices;

/// <summary>What a switch reports of calls, at seconds after the start of the simulated clock.</summary>
internal static class Facts
{
    public static readonly DateTimeOffset Epoch = new(2026, 2, 27, 15, 4, 3, TimeSpan.Zero);

    public static CallFact Arrived(string call, double at, int line = 1, string name = "FACETCORP", string number = "9729859901") =>
        new OutsideCallArrived(new CallKey(call), At(at), new LineNumber(line), new CallerId(name, number), "9725551128");

    public static CallFact Began(string call, double at, int station) => new StationCallBegan(new CallKey(call), At(at), new StationNumber(station));

    public static CallFact Offered(string call, double at, int station) => new StationOffered(new CallKey(call), At(at), new StationNumber(station));

    public static CallFact Connected(string call, double at, int station) => new StationConnected(new CallKey(call), At(at), new StationNumber(station));

    public static CallFact Left(string call, double at, int station) => new StationLeft(new CallKey(call), At(at), new StationNumber(station));

    public static CallFact Placed(string call, double at, int line = 1, string number = "9728441111") =>
        new LinePlaced(new CallKey(call), At(at), new LineNumber(line), number);

    public static CallFact Answered(string call, double at, int line = 1) => new LineConnected(new CallKey(call), At(at), new LineNumber(line));

    public static CallFact LineGone(string call, double at, int line = 1) => new LineLeft(new CallKey(call), At(at), new LineNumber(line));

    public static CallFact HeldBy(string call, double at, int station) => new PartyHeld(new CallKey(call), At(at), new StationEndpoint(new StationNumber(station)));

    public static CallFact ResumedBy(string call, double at, int station) =>
        new PartyResumed(new CallKey(call), At(at), new StationEndpoint(new StationNumber(station)));

    public static CallFact HeldOutside(string call, double at, int line = 1) => new PartyHeld(new CallKey(call), At(at), new LineEndpoint(new LineNumber(line)));

    public static CallFact ResumedOutside(string call, double at, int line = 1) => new PartyResumed(new CallKey(call), At(at), new LineEndpoint(new LineNumber(line)));

    public static CallFact Parked(string call, double at, int station) => new CallParked(new CallKey(call), At(at), new StationNumber(station));

    public static CallFact Retrieved(string call, double at, int? station) => new CallRetrieved(new CallKey(call), At(at), station is { } by ? new StationNumber(by) : null);

    public static CallFact Replaced(string call, double at, int leaving, int joining) =>
        new StationReplaced(new CallKey(call), At(at), new StationNumber(leaving), new StationNumber(joining));

    public static CallFact Recording(string call, double at, int station, string file) =>
        new RecordingStarted(new CallKey(call), At(at), new StationNumber(station), file);

    public static CallFact Recorded(string call, double at, int station, string file, bool isThere = true) =>
        new RecordingFinished(new CallKey(call), At(at), new StationNumber(station), file, isThere);

    public static CallFact Merged(string remaining, string vanishing, double at) => new CallsMerged(new CallKey(remaining), new CallKey(vanishing), At(at));

    public static CallFact Over(string call, double at) => new CallOver(new CallKey(call), At(at));

    public static LoopInstant At(double seconds) => new(Epoch.AddSeconds(seconds), TimeSpan.FromSeconds(seconds));
}
