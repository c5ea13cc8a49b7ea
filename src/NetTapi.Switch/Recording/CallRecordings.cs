using System.Globalization;
using NetTapi.Media;
using NetTapi.Switch.Calls;
using NetTapi.Telephony;
using NetTapi.Telephony.Switching;

namespace NetTapi.Switch.Recording;

/// <summary>
/// Recordings of calls (C4): a file for each time a station's user has it on. It ends when he leaves, and stops while he is away.
/// </summary>
internal sealed class CallRecordings(SwitchParts parts)
{
    private readonly Dictionary<Leg, LegRecording> _running = [];
    private readonly Dictionary<Leg, Call> _paused = [];
    private readonly Dictionary<Leg, Call> _unwanted = [];

    /// <summary>The files of the recordings being made, those being closed among them.</summary>
    public HashSet<string> Files { get; } = [];

    private bool CanRecord => parts.Options.Recordings.Directory is not null;

    /// <summary>Starts the recording of a station's active call; ignored where there is none, or it is being recorded (C4).</summary>
    /// <returns>Whether it is recorded now that was not before.</returns>
    public bool Start(StationNumber station)
    {
        if (!CanRecord || parts.Calls.ActiveOf(station) is not (var call, var leg)) return false;
        _unwanted.Remove(leg);
        return Begin(call, leg);
    }

    /// <summary>Stops the recording of a station's active call; ignored where there is none (C4).</summary>
    public bool Stop(StationNumber station)
    {
        if (parts.Calls.ActiveOf(station) is not var (call, leg)) return false;
        _unwanted[leg] = call;
        return End(leg);
    }

    /// <summary>A party is connected: recorded by itself where its user wants all calls recorded and has not stopped this one's recording, and again where it comes back. Whoever comes into a call that is being recorded is told.</summary>
    public void OnConnected(Call call, Leg leg)
    {
        foreach (var recording in _running.Values.Where(recording => recording.Current == call).ToArray()) recording.Notice?.Tell(leg);
        if (leg.Endpoint is not StationEndpoint station) return;
        var always = parts.Directory.Current.OwnerOf(station.Station)?.RecordAllCalls == true && _unwanted.GetValueOrDefault(leg)?.Current != call;
        var isBack = _paused.TryGetValue(leg, out var home) && home.Current == call;
        if (isBack) _paused.Remove(leg);
        if (isBack || always) Begin(call, leg);
    }

    /// <summary>A party leaves.</summary>
    public void OnLeft(Leg leg)
    {
        _paused.Remove(leg);
        _unwanted.Remove(leg);
        End(leg);
    }

    /// <summary>A party goes away for a while: what it says meanwhile is not this call's.</summary>
    public void OnAway(Call call, Leg leg)
    {
        if (_running.ContainsKey(leg)) _paused[leg] = call;
        End(leg);
    }

    private bool Begin(Call call, Leg leg)
    {
        if (!CanRecord || _running.ContainsKey(leg) || leg.Audio.Media is not { } media) return false;
        var station = ((StationEndpoint)leg.Endpoint).Station;
        if (parts.Observer.NameRecording(call.Key, station) is not { } name) return false;
        var options = parts.Options.Recordings;
        var path = Path.Combine(options.Directory!, TimeZoneInfo.ConvertTime(parts.Loop.Now.Utc, parts.Options.TimeZone).ToString("yyyy/MM/dd", CultureInfo.InvariantCulture), name + ".wav");
        var recording = new LegRecording(call, station, path);
        _running.Add(leg, recording);
        Files.Add(path);
        leg.IsRecorded = true;
        call.Wire();
        recording.File = media.Record(new RecordingRequest(path, options.Mono, end => OnEnded(leg, recording, end)));
        call.Report.RecordingBegan(station, path);
        recording.Notice = RecordingNotice.Begin(parts, call);
        return true;
    }

    private bool End(Leg leg)
    {
        if (!_running.Remove(leg, out var recording)) return false;
        leg.IsRecorded = false;
        recording.Notice?.Stop();
        recording.File?.Stop();
        return true;
    }

    private void OnEnded(Leg leg, LegRecording recording, RecordingEnd end)
    {
        Files.Remove(recording.Path);
        if (end.Reason != RecordingEndReason.Stopped) parts.Journal.RecordingFailed(recording.Path, end.Fault ?? end.Reason.ToString());
        if (end.LostSamples > 0) parts.Journal.RecordingHasHoles(recording.Path, AudioFrame.Duration * end.LostSamples / AudioFrame.Samples);
        if (_running.GetValueOrDefault(leg) == recording) End(leg);
        recording.Current.Report.RecordingEnded(recording.Station, recording.Path, end.HasFile);
    }

    private sealed class LegRecording(Call call, StationNumber station, string path)
    {
        /// <summary>The call it is of; one that became part of another is recorded there.</summary>
        public Call Current => call.Current;

        public StationNumber Station => station;

        public string Path => path;

        public IRecording? File { get; set; }

        public RecordingNotice? Notice { get; set; }
    }
}
