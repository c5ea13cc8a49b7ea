using System.Collections.Immutable;
using System.Net;
using NetTapi.Server.Configuration.Reading;
using NetTapi.Storage;

namespace NetTapi.Server.Configuration.Sections;

/// <summary>Reads the small sections: <c>Http</c>, <c>Database</c>, <c>System</c>, <c>Logging</c>.</summary>
internal static class HostSections
{
    /// <summary>Where machines ask.</summary>
    public static ImmutableArray<IPEndPoint> Http(SectionReader section, ImmutableArray<IPEndPoint> otherwise) =>
        section.List("Listen", otherwise, item => item.Parsed<IPEndPoint?>(null, HttpAddress));

    /// <summary>The database.</summary>
    public static StorageOptions Database(SectionReader section, StorageOptions defaults) => defaults with
    {
        Provider = section.Parsed("Provider", defaults.Provider, Provider),
        ConnectionString = section.Parsed("ConnectionString", defaults.ConnectionString, text => text.Length > 0 ? text : throw new FormatException("must not be empty")),
        Retention = section.Has("Retention") ? section.Time("Retention", TimeSpan.MaxValue, TimeSpan.FromDays(1), TimeSpan.FromDays(36_500)) : null,
    };

    /// <summary>The zone in which times are told (Q3).</summary>
    public static TimeZoneInfo TimeZone(SectionReader section) => section.Parsed("TimeZone", TimeZoneInfo.Local, text =>
        TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId ? zone : throw new FormatException("must be an IANA time zone like Europe/Berlin"));

    /// <summary>The least serious log lines written.</summary>
    public static LogLevel LogLevel(SectionReader section, LogLevel otherwise) => section.Parsed("Level", otherwise, text => SettingText.Choice(
        text,
        ("debug", Microsoft.Extensions.Logging.LogLevel.Debug),
        ("information", Microsoft.Extensions.Logging.LogLevel.Information),
        ("warning", Microsoft.Extensions.Logging.LogLevel.Warning),
        ("error", Microsoft.Extensions.Logging.LogLevel.Error)));

    private static IPEndPoint HttpAddress(string text)
    {
        const string Prefix = "http://";
        if (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) throw new FormatException("must be http, TLS comes later");
        if (!text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) throw new FormatException("must be like http://127.0.0.1:8080");
        return SettingText.EndPoint(text[Prefix.Length..].TrimEnd('/'));
    }

    private static DatabaseProvider Provider(string text) => SettingText.Choice<DatabaseProvider?>(text, ("sqlite", DatabaseProvider.Sqlite), ("postgres", null))
        ?? throw new FormatException("must be \"sqlite\" for now: PostgreSQL comes later");
}
