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
    private readonly MusicOnHold _music = new(Options.MusicOnHold ?? Melody.Make(), Options.Time);

    /// <summary>Where announcements and prompts come from.</summary>
    public IPrompts Prompts { get; } = Options.Prompts ?? new PromptFiles(Loop);

    /// <summary>The lines in use.</summary>
    public LinePool Lines { get; } = new();

    /// <summary>The calls going on.</summary>
    public CallTable Calls { get; } = new(Loop.Entropy);

    /// <summary>The calls that parties have left for another one, in which they are now; they go back there.</summary>
    public Dictionary<Leg, Call> Homes { get; } = [];

    /// <summary>What calls leave to the features; set before there is any call.</summary>
    public IFeatures Features { get; set; } = null!;

    /// <summary>Told what an administrator should know of.</summary>
    public ISwitchJournal Journal => Options.Journal;

    /// <summary>Every leg that still holds something.</summary>
    public HashSet<Leg> Legs { get; } = [];

    /// <summary>Music, as one who waits hears it.</summary>
    public IAudioSource Music() => _music.Open();
}
