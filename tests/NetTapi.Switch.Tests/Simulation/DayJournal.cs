using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Tests.Simulation;

/// <summary>Counts what a switch would have its administrator know, so that a day of trouble is seen to have had some.</summary>
public sealed class DayJournal : ISwitchJournal
{
    public const string Down = "gateway down";
    public const string UpAgain = "gateway up again";
    public const string OtherWay = "tried another way";
    public const string Emergency = "call for help";
    public const string NoLine = "no line for a call for help";
    public const string LineTaken = "line taken for a call for help";

    private readonly HashSet<string> _down = [];

    /// <summary>How often each was told.</summary>
    public Dictionary<string, int> Kinds { get; } = [];

    void ISwitchJournal.GatewayChanged(string gateway, bool isUp, string reason)
    {
        if (!isUp && _down.Add(gateway)) Count(Down);
        else if (isUp && _down.Remove(gateway)) Count(UpAgain);
    }

    void ISwitchJournal.LineFailed(string gateway, LineNumber line, string reason, bool isTriedElsewhere)
    {
        if (isTriedElsewhere) Count(OtherWay);
    }

    void ISwitchJournal.EmergencyDialled(string number, StationNumber? station, LineNumber line) => Count(Emergency);

    void ISwitchJournal.EmergencyFailed(string number, StationNumber? station, bool isUnsent)
    {
        if (isUnsent) Count(NoLine);
    }

    void ISwitchJournal.LineTakenForEmergency(LineNumber line, CallKey? call) => Count(LineTaken);

    private void Count(string kind) => Kinds[kind] = Kinds.GetValueOrDefault(kind) + 1;
}
