using NetTapi.Telephony.Records;
using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Tests.Histories;

/// <summary>A party at one moment, in the naive model.</summary>
internal sealed record ModelParty(int Id, Endpoint Endpoint, string? Uid, string Number, string Name)
{
    public bool IsRinging { get; init; }

    public bool IsConnected { get; init; }

    public bool HasAnswered { get; init; }

    /// <summary>When it answered among the others, or its outside leg was sent; 0: it did not.</summary>
    public int Order { get; init; }

    public bool IsPresent => IsRinging || IsConnected;

    public bool IsLine => Endpoint is LineEndpoint;

    public int Device => Endpoint is LineEndpoint line ? line.Line.Value : ((StationEndpoint)Endpoint).Station.Value;

    public PartyRecord Record(TimeSpan present, TimeSpan ringing) =>
        new(IsLine ? VoiceType.Line : VoiceType.Station, Device, Number, Name, present, ringing);
}
