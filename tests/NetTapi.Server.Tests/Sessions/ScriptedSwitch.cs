using System.Collections.Immutable;
using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Server.Tests.Sessions;

/// <summary>A phone system that does what the test says.</summary>
internal sealed class ScriptedSwitch : ISwitch
{
    public SwitchCapabilities Capabilities => SwitchCapabilities.Dial | SwitchCapabilities.Record | SwitchCapabilities.PlayDtmf;

    /// <summary>What a dial comes to; on the loop.</summary>
    public Action<DialRequest, Action<DialOutcome>> OnDial { get; set; } = static (_, completed) => completed(DialOutcome.Ringing);

    /// <summary>The verbs that were called, in order.</summary>
    public System.Threading.Channels.Channel<string> Verbs { get; } = System.Threading.Channels.Channel.CreateUnbounded<string>();

    public void Dial(DialRequest request, Action<DialOutcome> completed)
    {
        Verbs.Writer.TryWrite($"dial {request.User} {request.TrunkGroup} {request.Number}");
        OnDial(request, completed);
    }

    public bool StartRecording(ImmutableArray<StationNumber> stations) => Verbs.Writer.TryWrite($"record {string.Join(',', stations)}");

    public bool StopRecording(ImmutableArray<StationNumber> stations) => Verbs.Writer.TryWrite($"stop {string.Join(',', stations)}");

    public bool PlayDtmf(ImmutableArray<StationNumber> stations, string digits) => Verbs.Writer.TryWrite($"dtmf {string.Join(',', stations)} {digits}");
}
