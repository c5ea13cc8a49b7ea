using NetTapi.Server.Configuration.Reading;
using NetTapi.Switch;

namespace NetTapi.Server.Configuration.Sections;

/// <summary>Reads the sections <c>Switch</c> and <c>Recordings</c>.</summary>
internal static class PhoneSystemSections
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // ITU-T Q.24: a receiver need not hear a digit, or a gap, of less.
    private static readonly TimeSpan ShortestTone = TimeSpan.FromMilliseconds(40);

    /// <summary>How calls are treated.</summary>
    public static PhoneSystemOptions PhoneSystem(SectionReader section)
    {
        var defaults = new PhoneSystemOptions();
        using var dtmf = section.Section("Dtmf");
        return new PhoneSystemOptions
        {
            RingTimeout = section.Time("RingTimeout", defaults.RingTimeout, Second, TimeSpan.FromHours(1)),
            MusicOnHold = FilePath(section, "MusicOnHold"),
            ParkCallBack = section.Time("ParkCallBack", defaults.ParkCallBack, Second, Day),
            MediaTimeout = section.Has("MediaTimeout") ? section.Time("MediaTimeout", Day, TimeSpan.FromSeconds(5), Day) : null,
            MediaTimeoutAction = section.Parsed("MediaTimeoutAction", defaults.MediaTimeoutAction, text => SettingText.Choice(text, ("end", MediaTimeoutAction.End), ("keep", MediaTimeoutAction.Keep))),
            FeatureDigitTimeout = section.Time("FeatureDigitTimeout", defaults.FeatureDigitTimeout, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30)),
            DtmfDuration = dtmf.Time("Duration", defaults.DtmfDuration, ShortestTone, Second),
            DtmfGap = dtmf.Time("Gap", defaults.DtmfGap, ShortestTone, Second),
        };
    }

    /// <summary>How calls are recorded.</summary>
    public static RecordingSettings Recordings(SectionReader section)
    {
        var defaults = new RecordingSettings();
        return new RecordingSettings
        {
            Directory = FilePath(section, "Directory") ?? defaults.Directory,
            ReportedPrefix = section.Text("ReportedPrefix"),
            Mono = section.Flag("Mono", defaults.Mono),
            Beep = section.Parsed("Beep", defaults.Beep, text => SettingText.Choice(text, ("none", RecordingBeep.None), ("start", RecordingBeep.Start), ("repeat", RecordingBeep.Repeat))),
            Announcement = FilePath(section, "Announcement"),
            RetainDays = section.Has("RetainDays") ? section.Whole("RetainDays", 1, 1, 36_500) : null,
            RetainBytes = section.Has("RetainBytes") ? section.Whole("RetainBytes", 1L << 20, 1L << 20, long.MaxValue) : null,
        };
    }

    private static string? FilePath(SectionReader section, string key) => section.Parsed<string?>(
        key, null, text => text.Length > 0 ? Path.GetFullPath(text) : throw new FormatException("must not be empty"));
}
