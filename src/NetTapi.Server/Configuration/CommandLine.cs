using System.Collections.Immutable;
using NetTapi.Server.Configuration.Reading;
using NetTapi.Server.DirectoryTool;

namespace NetTapi.Server.Configuration;

/// <summary>What the program was asked to do.</summary>
internal enum ServerVerb
{
    /// <summary>Serve.</summary>
    Serve,

    /// <summary>Read the configuration, say what is wrong, and end.</summary>
    CheckConfig,

    /// <summary>Write the database's directory to a file.</summary>
    ExportDirectory,

    /// <summary>Put a file's directory in the place of the database's.</summary>
    ImportDirectory,

    /// <summary>Say what becomes of a number and where it leads.</summary>
    ExplainNumber,

    /// <summary>Say how to call the program.</summary>
    Help,

    /// <summary>Say which version this is.</summary>
    Version,
}

/// <summary>The command line, parsed.</summary>
internal sealed record CommandLine
{
    /// <summary>How to call the program.</summary>
    public const string Usage = """
        nettapi-server [--config FILE] [--demo] [--check-config] [--Section:Key=value ...]
        nettapi-server directory export|import FILE [--dry-run] [--config FILE] [--Section:Key=value ...]
        nettapi-server number --from UID|--in GATEWAY NUMBER [--config FILE] [--Section:Key=value ...]

          --config FILE          settings in JSON; comments and trailing commas are allowed
          --check-config         read the configuration, name what is wrong, and exit with status 0 or 2
          --demo                 a sample office on this machine, with phones and an outside carrier that call each other
          --Section:Key=value    one setting, for example --NetTapi:Listen:0=127.0.0.1:6500
          directory export FILE  write the database's directory to a file
          directory import FILE  put a file's directory in its place, whole or not at all; --dry-run only checks it
          number --from UID      where a number leads that a user dials, step by step; nobody is called
          number --in GATEWAY    the same for a number that a caller from outside dialled
        """;

    /// <summary>What to do.</summary>
    public ServerVerb Verb { get; init; }

    /// <summary>Whether to serve the sample office.</summary>
    public bool Demo { get; init; }

    /// <summary>The configuration file, or null.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>The file of a directory verb.</summary>
    public string File { get; init; } = "";

    /// <summary>The number to be explained, and who dials it.</summary>
    public NumberQuestion? Number { get; init; }

    /// <summary>Whether an import only checks.</summary>
    public bool DryRun { get; init; }

    /// <summary>Settings given as arguments: key path and text.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>Parses arguments; adds a fault for each that is wrong.</summary>
    public static CommandLine Parse(IReadOnlyList<string> arguments, FaultList faults)
    {
        var line = new CommandLine();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument == "--config")
            {
                if (++i < arguments.Count) line = line with { ConfigFile = arguments[i] };
                else faults.Add(argument, "needs a file");
            }
            else if (argument == "directory" && i == 0)
            {
                line = line.ForDirectory(arguments, faults);
                i = Math.Min(2, arguments.Count - 1);
            }
            else if (argument == "number" && i == 0)
            {
                line = line.ForNumber(arguments, faults, ref i);
            }
            else
            {
                line = line.With(argument, faults);
            }
        }

        if (line.DryRun && line.Verb != ServerVerb.ImportDirectory) faults.Add("--dry-run", "is for directory import");
        return line;
    }

    private CommandLine ForDirectory(IReadOnlyList<string> arguments, FaultList faults)
    {
        if (arguments is [_, "export" or "import", var file, ..] && !file.StartsWith('-'))
            return this with { Verb = arguments[1] == "export" ? ServerVerb.ExportDirectory : ServerVerb.ImportDirectory, File = file };
        faults.Add("directory", "needs export or import, and a file");
        return this;
    }

    // The number may stand before or behind who dials it, and --config anywhere: only what belongs to the verb is taken here.
    private CommandLine ForNumber(IReadOnlyList<string> arguments, FaultList faults, ref int last)
    {
        string? file = null, from = null, gateway = null, number = null;
        for (var i = 1; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            var next = i + 1 < arguments.Count ? arguments[i + 1] : null;
            if (argument == "--from" && next is not null) (from, i) = (next, i + 1);
            else if (argument == "--in" && next is not null) (gateway, i) = (next, i + 1);
            else if (argument == "--config" && next is not null) (file, i) = (next, i + 1);
            else if (!argument.StartsWith('-') && number is null) number = argument;
            else break;
            last = i;
        }

        var line = this with { Verb = ServerVerb.ExplainNumber, ConfigFile = file, Number = new NumberQuestion(from, gateway, number ?? "") };
        if (number is null || (from is null) == (gateway is null)) faults.Add("number", "needs a number, and --from UID or --in GATEWAY");
        return line;
    }

    private CommandLine With(string argument, FaultList faults)
    {
        switch (argument)
        {
            case "--demo": return this with { Demo = true };
            case "--check-config": return this with { Verb = ServerVerb.CheckConfig };
            case "--dry-run": return this with { DryRun = true };
            case "--help" or "-h": return this with { Verb = ServerVerb.Help };
            case "--version": return this with { Verb = ServerVerb.Version };
        }

        var (key, value) = argument.Split('=', 2) is [var left, var right] ? (left, right) : (argument, null);
        if (key == "--config" && value is not null) return this with { ConfigFile = value };
        if (value is not null && key.StartsWith("--", StringComparison.Ordinal) && key.Contains(':', StringComparison.Ordinal))
            return this with { Settings = Settings.Add(KeyValuePair.Create(key[2..], value)) };
        faults.Add(argument, "is not an argument; --help lists them");
        return this;
    }
}
