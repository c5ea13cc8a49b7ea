using System.Collections.Immutable;
using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Server.Hosting;

/// <summary>A phone system without phones: nothing can be dialled on it.</summary>
internal sealed class AbsentSwitch : ISwitch
{
    /// <inheritdoc />
    public SwitchCapabilities Capabilities => SwitchCapabilities.None;

    /// <inheritdoc />
    public void Dial(DialRequest request, Action<DialOutcome> completed) => completed(DialOutcome.NoPhoneRegistered);

    /// <inheritdoc />
    public void StartRecording(ImmutableArray<StationNumber> stations)
    {
    }

    /// <inheritdoc />
    public void StopRecording(ImmutableArray<StationNumber> stations)
    {
    }

    /// <inheritdoc />
    public void PlayDtmf(ImmutableArray<StationNumber> stations, string digits)
    {
    }
}
