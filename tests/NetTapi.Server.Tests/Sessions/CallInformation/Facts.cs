using NetTapi.Loop;
using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Server.Tests.Sessions.CallInformation;

/// <summary>What a switch reports of calls, at seconds after 27 February 2006, 15:04:03 in Chicago.</summary>
internal static class Facts
{
    private static readonly DateTimeOffset Epoch = new(2006, 2, 27, 21, 4, 3, TimeSpan.Zero);

    public static SwitchFact Arrived(string call, double at) =>
        new OutsideCallArrived(new CallKey(call), At(at), new LineNumber(1), new CallerId("FACETCORP", "9729859901"), "9725551128");

    public static SwitchFact Began(string call, double at, int station) => new StationCallBegan(new CallKey(call), At(at), new StationNumber(station));

    public static SwitchFact Offered(string call, double at, int station) => new StationOffered(new CallKey(call), At(at), new StationNumber(station));

    public static SwitchFact Connected(string call, double at, int station) => new StationConnected(new CallKey(call), At(at), new StationNumber(station));

    public static SwitchFact Left(string call, double at, int station) => new StationLeft(new CallKey(call), At(at), new StationNumber(station));

    public static SwitchFact Placed(string call, double at, string number) => new LinePlaced(new CallKey(call), At(at), new LineNumber(1), number);

    public static SwitchFact Answered(string call, double at) => new LineConnected(new CallKey(call), At(at), new LineNumber(1));

    public static SwitchFact Over(string call, double at) => new CallOver(new CallKey(call), At(at));

    private static LoopInstant At(double seconds) => new(Epoch.AddSeconds(seconds), TimeSpan.FromSeconds(seconds));
}
