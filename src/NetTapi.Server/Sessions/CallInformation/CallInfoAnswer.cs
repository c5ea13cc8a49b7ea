using NetTapi.Protocol.Messages;
using NetTapi.Telephony.Records;

namespace NetTapi.Server.Sessions.CallInformation;

/// <summary>All messages of one answer to <c>call_info</c>, in their order (Q2).</summary>
/// <param name="zone">The zone of <c>start_time</c> (Q3).</param>
/// <param name="recordings">How recordings' paths are told.</param>
internal sealed class CallInfoAnswer(TimeZoneInfo zone, RecordingPaths recordings)
{
    /// <summary>The messages for a stay that has ended.</summary>
    public ServerMessage[] Messages(StayRecord stay) =>
    [
        Summary(stay),
        .. stay.Parties.Select((party, index) => Party(stay, index + 1, party)),
        .. stay.RecordingFiles.Select(file => new CallInfoRecording(stay.Serial.Value, recordings.Reported(file))),
        new CallInfoEnd(stay.Serial.Value),
    ];

    private static CallInfoParty Party(StayRecord stay, int number, PartyRecord party) => new()
    {
        Serial = stay.Serial.Value,
        Party = number,
        IsLine = party.VoiceType == VoiceType.Line,
        DeviceIndex = party.DeviceIndex,
        PartyNumber = party.Number,
        PartyName = party.Name.Length > 0 ? party.Name : CallInfoParty.UnknownName,
        Duration = party.Duration,
        RingTime = party.RingTime,
    };

    private CallInfoSummary Summary(StayRecord stay) => new()
    {
        Serial = stay.Serial.Value,
        IsIncoming = stay.Direction == CallDirection.Incoming,
        StartTime = TimeZoneInfo.ConvertTime(stay.Began, zone).DateTime,
        Duration = stay.Duration,
        RingTime = stay.RingTime,
        HoldTime = stay.HoldTime,
        JobCode = stay.JobCode,
        Note = stay.Note,
    };
}
