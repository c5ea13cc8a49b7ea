using NetTapi.Loop;
using NetTapi.Switch.Calls;

namespace NetTapi.Switch.Recording;

/// <summary>Tells everyone in a call that it is being recorded, as the settings require: by an announcement, a beep, or beeps again and again.</summary>
internal sealed class RecordingNotice
{
    private readonly SwitchParts _parts;
    private Call _call;
    private LoopTimer? _timer;

    private RecordingNotice(SwitchParts parts, Call call)
    {
        _parts = parts;
        _call = call;
    }

    /// <summary>Begins; null where nothing is required.</summary>
    public static RecordingNotice? Begin(SwitchParts parts, Call call, Leg leg)
    {
        var options = parts.Options.Recordings;
        if (options.Announcement is null && options.Beep == RecordingBeep.None) return null;
        var notice = new RecordingNotice(parts, call);
        if (options.Announcement is { } announcement) notice.Announce(announcement);
        if (options.Beep != RecordingBeep.None) notice.Beep();
        return notice;
    }

    /// <summary>Stops.</summary>
    public void Stop() => _timer?.Cancel();

    /// <summary>Each has a source of his own: it is asked for once for each.</summary>
    private void Announce(string announcement)
    {
        foreach (var leg in _call.Members.ToArray())
        {
            _parts.Prompts.Load(announcement, sound =>
            {
                if (sound is not null && !_call.IsOver) _call.Announce(leg, sound);
            });
        }
    }

    private void Beep()
    {
        // A call that became part of another is recorded there.
        while (_call.Into is { } into) _call = into;
        if (_call.IsOver) return;
        foreach (var leg in _call.Members.ToArray()) _call.Announce(leg, CallTones.RecordingBeep());
        if (_parts.Options.Recordings.Beep == RecordingBeep.Repeat) _timer = _parts.Loop.Schedule(_parts.Options.Recordings.BeepInterval, static notice => notice.Beep(), this);
    }
}
