using NetTapi.Loop;
using NetTapi.Media;
using NetTapi.Sip.Agents;
using NetTapi.Switch.Calls;
using NetTapi.Switch.Lines;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch;

/// <summary>What the folders of the switch share: the rooms below, and the tables of what goes on.</summary>
internal sealed record SwitchParts(
    IControlLoop Loop, UserAgent Agent, IMediaPlane Media, LiveDirectory Directory, ISwitchObserver Observer, SwitchOptions Options)
{
    /// <summary>The lines in use.</summary>
    public LinePool Lines { get; } = new();

    /// <summary>The calls going on.</summary>
    public CallTable Calls { get; } = new(Loop.Entropy);

    /// <summary>Every leg that still holds something.</summary>
    public HashSet<Leg> Legs { get; } = [];
}
