using NetTapi.Loop;
using NetTapi.Switch.Calls;

namespace NetTapi.Switch.Recording;

/// <summary>Tells everyone in a call that it is being recorded, as the settings require: by an announcement, a beep, or beeps again and again. Who comes later is told then.</summary>
internal sealed class RecordingNotice
{
    private readonly SwitchParts _parts;
    private readonly HashSet<Leg> _told = [];
    private readonly Call _call;
    private LoopTimer? _timer;

    private RecordingNotice(SwitchParts parts, Call call)
    {
        _parts = parts;
        _call = call;
    }

    private RecordingOptions Options => _parts.Options.Recordings;

    /// <summary>Begins; null where nothing is required.</summary>
    public static RecordingNotice? Begin(SwitchParts parts, Call call)
    {
        var options = parts.Options.Recordings;
        if (options.Announcement is null && options.Beep == RecordingBeep.None) return null;
        var notice = new RecordingNotice(parts, call);
        foreach (var leg in call.Members.ToArray()) notice.Tell(leg);
        if (options.Beep == RecordingBeep.Repeat) notice.Schedule();
        return notice;
    }

    /// <summary>Tells one, unless he knows, or can't hear it now: then he is told when he is back.</summary>
    public void Tell(Leg leg)
    {
        if (!_call.Current.CanBeTold(leg) || !_told.Add(leg)) return;
        if (Options.Announcement is { } announcement) Announce(leg, announcement);
        else BeepFirst(leg);
    }

    /// <summary>Stops.</summary>
    public void Stop() => _timer?.Cancel();

    /// <summary>Each has a source of his own: it is asked for once for each.</summary>
    private void Announce(Leg leg, string announcement) => _parts.Prompts.Load(announcement, sound =>
    {
        if (sound is null) _parts.Journal.AnnouncementMissing(announcement);
        if (_call.Current.IsOver) return;
        if (sound is null) BeepFirst(leg);
        else _call.Current.Announce(leg, Options.Beep == RecordingBeep.None ? sound : new SoundsInTurn(sound, CallTones.RecordingBeep()));
    });

    private void BeepFirst(Leg leg)
    {
        if (Options.Beep != RecordingBeep.None) _call.Current.Beep(leg, CallTones.RecordingBeep());
    }

    private void Beep()
    {
        if (_call.Current.IsOver) return;
        foreach (var leg in _call.Current.Members.ToArray()) _call.Current.Beep(leg, CallTones.RecordingBeep());
        Schedule();
    }

    private void Schedule() => _timer = _parts.Loop.Schedule(Options.BeepInterval, static notice => notice.Beep(), this);
}
