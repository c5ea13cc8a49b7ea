using System.Collections.Immutable;
using NetTapi.Telephony.Switching;

namespace NetTapi.Telephony.Tests.Offices;

/// <summary>A switch that remembers what it was asked and answers as it is told.</summary>
internal sealed class TestSwitch : ISwitch
{
    public SwitchCapabilities Capabilities => SwitchCapabilities.Dial | SwitchCapabilities.Record | SwitchCapabilities.PlayDtmf;

    /// <summary>What becomes of a dial.</summary>
    public DialOutcome Outcome { get; set; } = DialOutcome.Ringing;

    /// <summary>What it was asked, in order.</summary>
    public List<string> Asked { get; } = [];

    public void Dial(DialRequest request, Action<DialOutcome> completed)
    {
        Asked.Add($"dial {request.User} [{Text(request.Stations)}] group {request.TrunkGroup} {request.Number}");
        completed(Outcome);
    }

    public bool StartRecording(ImmutableArray<StationNumber> stations) => Ask($"record [{Text(stations)}]");

    public bool StopRecording(ImmutableArray<StationNumber> stations) => Ask($"stop_record [{Text(stations)}]");

    public bool PlayDtmf(ImmutableArray<StationNumber> stations, string digits) => Ask($"play_dtmf [{Text(stations)}] {digits}");

    /// <summary>Whether there is a call to record, and to send digits into.</summary>
    public bool HasCall { get; set; } = true;

    private bool Ask(string verb)
    {
        Asked.Add(verb);
        return HasCall;
    }

    private static string Text(ImmutableArray<StationNumber> stations) => string.Join(",", stations);
}
