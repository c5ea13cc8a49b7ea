using System.Collections.Immutable;
using NetTapi.Server.Configuration.Reading;
using NetTapi.Server.Configuration.Sections;
using NetTapi.Server.Configuration.Sources;
using NetTapi.Server.Sessions;
using NetTapi.Telephony.Directory;

namespace NetTapi.Server.Configuration;

/// <summary>Where settings come from; a later one wins, and replaces a list whole.</summary>
/// <param name="Files">JSON files, in order.</param>
/// <param name="Environment">The process's environment.</param>
/// <param name="Arguments">Key paths and texts of the command line.</param>
internal sealed record ConfigurationSources(
    ImmutableArray<string> Files,
    ImmutableArray<KeyValuePair<string, string>> Environment,
    ImmutableArray<KeyValuePair<string, string>> Arguments);

/// <summary>What came of reading: options, or everything that is wrong with them.</summary>
/// <param name="Options">Null where there are faults: nothing is half applied.</param>
/// <param name="Faults">What is wrong, in the order of the sections.</param>
internal sealed record ConfigurationResult(ServerOptions? Options, ImmutableArray<ConfigurationFault> Faults);

/// <summary>Reads the whole configuration.</summary>
internal static class ConfigurationLoader
{
    /// <summary>Reads all sources and validates what they say together.</summary>
    public static ConfigurationResult Load(ConfigurationSources sources)
    {
        var faults = new FaultList();
        var settings = sources.Files.Aggregate(SettingSection.Empty, (settings, file) => settings.Under(JsonSource.Read(file, faults)))
            .Under(TextSource.FromEnvironment(sources.Environment, faults))
            .Under(TextSource.FromPairs(sources.Arguments, faults));
        var options = Read(settings, faults);
        return new ConfigurationResult(faults.IsEmpty ? options : null, faults.ToImmutableArray());
    }

    /// <summary>Reads a file that holds nothing but a directory: the section alone, or under its name.</summary>
    public static (DirectoryData? Directory, ImmutableArray<ConfigurationFault> Faults) LoadDirectory(string file)
    {
        var faults = new FaultList();
        var settings = JsonSource.Read(file, faults);
        DirectoryData? directory;
        using (var root = new SectionReader("", settings, faults)) directory = faults.IsEmpty ? Directory(root, faults) : null;
        if (faults.IsEmpty && directory is null) faults.Add("Directory", "is missing");
        return (faults.IsEmpty ? directory : null, faults.ToImmutableArray());
    }

    private static ServerOptions Read(SettingSection settings, FaultList faults)
    {
        var defaults = new ServerOptions();
        using var root = new SectionReader("", settings, faults);
        using var netTapi = root.Section("NetTapi");
        using var sip = root.Section("Sip");
        using var phoneSystem = root.Section("Switch");
        using var http = root.Section("Http");
        using var database = root.Section("Database");
        using var recordings = root.Section("Recordings");
        using var system = root.Section("System");
        using var logging = root.Section("Logging");
        var listeners = NetTapiSection.Listeners(netTapi);
        var recording = PhoneSystemSections.Recordings(recordings);
        return new ServerOptions
        {
            NetTapi = listeners,
            Sessions = NetTapiSection.Sessions(netTapi, listeners.AllowFrom) with
            {
                TimeZone = HostSections.TimeZone(system),
                Recordings = new RecordingPaths(recording.Directory, recording.ReportedPrefix),
            },
            Sip = SipSection.Read(sip),
            Switch = PhoneSystemSections.PhoneSystem(phoneSystem),
            Recordings = recording,
            HttpListen = HostSections.Http(http, defaults.HttpListen),
            Database = HostSections.Database(database, defaults.Database),
            NoteWindow = system.Time("NoteWindow", defaults.NoteWindow, TimeSpan.Zero, TimeSpan.FromDays(7)),
            LogLevel = HostSections.LogLevel(logging, defaults.LogLevel),
            Directory = Directory(root, faults),
        };
    }

    private static DirectoryData? Directory(SectionReader root, FaultList faults)
    {
        if (!root.Has("Directory")) return null;
        var before = faults.Count;
        DirectoryData directory;
        using (var section = root.Section("Directory")) directory = DirectorySection.Read(section);

        // What is misshapen would only be found wanting a second time.
        if (faults.Count > before) return directory;
        foreach (var fault in DirectoryIndex.Validate(directory)) faults.Add(fault.Path, fault.Message);
        return directory;
    }
}
