using System.Diagnostics.Metrics;
using NetTapi.Server.Logging;
using NetTapi.Switch;
using NetTapi.Telephony;
using NetTapi.Telephony.Directory;
using NetTapi.Telephony.Switching;
using Endpoint = NetTapi.Telephony.Switching.Endpoint;

namespace NetTapi.Server.Hosting;

/// <summary>Writes what the phone system notices to the log, event ids 1201 to 1299, and counts it under the meter <c>NetTapi.Switch</c>.</summary>
internal sealed partial class SwitchJournal : ISwitchJournal, IDisposable
{
    private readonly ILogger<SwitchJournal> _log;
    private readonly Meter _meter;
    private readonly Counter<long> _silences;
    private readonly Counter<long> _recordingsFailed;
    private readonly Counter<long> _promptsMissing;
    private readonly LiveDirectory _directory;

    public SwitchJournal(ILogger<SwitchJournal> log, IMeterFactory meters, TimeProvider time, LiveDirectory directory)
    {
        _log = log;
        _limits = new LineLimits(time);
        _directory = directory;
        _meter = meters.Create("NetTapi.Switch");
        _silences = _meter.CreateCounter<long>("nettapi.media.silences", description: "Parties from whom nothing came for too long, by what became of them.");
        _recordingsFailed = _meter.CreateCounter<long>("nettapi.recordings.failed", description: "Recordings that ended before their time because the disk is full or fails.");
        _promptsMissing = _meter.CreateCounter<long>("nettapi.prompts.missing", description: "Prompts of the auto-attendant, and announcements of recordings, that could not be played.");
        _emergencies = _meter.CreateCounter<long>("nettapi.emergency.calls", description: "Lines taken for emergency calls, and such calls for which there was none or none led anywhere, by result.");
        _sacrificed = _meter.CreateCounter<long>("nettapi.emergency.calls.ended", description: "Calls ended because an emergency call needed their line.");
        _lineFailures = _meter.CreateCounter<long>("nettapi.lines.failed", description: "Calls that a gateway could not place, by gateway.");
        _refusals = _meter.CreateCounter<long>("nettapi.calls.refused", description: "Calls refused for want of a line, a route or a port for media, by reason.");
        _phonesRefused = _meter.CreateCounter<long>("nettapi.phones.refused", description: "Phones that were not let in, by reason.");
        _strangers = _meter.CreateCounter<long>("nettapi.calls.strange", description: "Calls from addresses that are neither a gateway's nor a registered phone's.");
        _meter.CreateObservableGauge("nettapi.station.phones", PhoneFigures, description: "Phones registered for a station.");
        _meter.CreateObservableGauge("nettapi.gateway.up", GatewayFigures, description: "Whether a gateway that is watched or has us registered can be called: 1 or 0.");
    }

    /// <inheritdoc />
    public void MediaLost(CallKey call, Endpoint party, TimeSpan limit, bool isEnded)
    {
        _silences.Add(1, new KeyValuePair<string, object?>("action", isEnded ? "ended" : "kept"));
        if (isEnded) WriteEnded(NameOf(party), call, limit);
        else WriteKept(NameOf(party), call, limit);
    }

    /// <inheritdoc />
    public void RecordingFailed(string file, string reason)
    {
        _recordingsFailed.Add(1);
        WriteRecordingFailed(file, reason.TrimEnd('.'));
    }

    /// <inheritdoc />
    public void RecordingHasHoles(string file, TimeSpan lost) => WriteRecordingHasHoles(file, lost.TotalSeconds);

    /// <inheritdoc />
    public void PromptMissing(string script, string file)
    {
        _promptsMissing.Add(1);
        WritePromptMissing(script, file);
    }

    /// <inheritdoc />
    public void AnnouncementMissing(string file)
    {
        _promptsMissing.Add(1);
        WriteAnnouncementMissing(file);
    }

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    private static string NameOf(Endpoint party) => party switch
    {
        StationEndpoint station => $"station {station.Station}",
        LineEndpoint line => $"line {line.Line}",
        _ => "a party",
    };

    [LoggerMessage(1201, LogLevel.Warning, "Nothing came from {Party} in call {Call} for {Limit}: it was hung up.")]
    private partial void WriteEnded(string party, CallKey call, TimeSpan limit);

    [LoggerMessage(1202, LogLevel.Warning, "Nothing came from {Party} in call {Call} for {Limit}: it is kept, as configured.")]
    private partial void WriteKept(string party, CallKey call, TimeSpan limit);

    [LoggerMessage(1203, LogLevel.Error, "The recording {File} ended before its time: {Reason}. The call goes on.")]
    private partial void WriteRecordingFailed(string file, string reason);

    [LoggerMessage(1206, LogLevel.Error, "The recording {File} has holes: the disk took it too slowly, and {Seconds:0.0} s of sound, both sides counted, are missing.")]
    private partial void WriteRecordingHasHoles(string file, double seconds);

    [LoggerMessage(1204, LogLevel.Warning, "Script {Script} of the auto-attendant: {File} can't be played; callers go without it.")]
    private partial void WritePromptMissing(string script, string file);

    [LoggerMessage(1205, LogLevel.Error, "Recordings:Announcement: {File} can't be played; who is recorded is not told.")]
    private partial void WriteAnnouncementMissing(string file);
}
