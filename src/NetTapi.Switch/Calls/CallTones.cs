using NetTapi.Media;

namespace NetTapi.Switch.Calls;

/// <summary>The tones by which the switch speaks to who has only a keypad; ringback and busy are media's own.</summary>
internal static class CallTones
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(150);

    /// <summary>A number is awaited.</summary>
    public static IAudioSource Dial() => new ToneGenerator(425);

    /// <summary>It is done: short beeps.</summary>
    public static IAudioSource Confirmation() => new ToneGenerator(850, cadence: [Short, Short]);

    /// <summary>The call is being recorded: one beep at the pitch that is customary for it (ITU-T E.181 leaves the rest open).</summary>
    public static IAudioSource RecordingBeep() => new ToneGenerator(1400, length: TimeSpan.FromMilliseconds(300));
}
