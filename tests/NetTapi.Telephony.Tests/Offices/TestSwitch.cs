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

    public void StartRecording(ImmutableArray<StationNumber> stations) => Asked.Add($"record [{Text(stations)}]");

    public void StopRecording(ImmutableArray<StationNumber> stations) => Asked.Add($"stop_record [{Text(stations)}]");

    public void PlayDtmf(ImmutableArray<StationNumber> stations, string digits) => Asked.Add($"play_dtmf [{Text(stations)}] {digits}");

    private static string Text(ImmutableArray<StationNumber> stations) => string.Join(",", stations);
}
