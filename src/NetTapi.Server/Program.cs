using System.Collections;
using System.Reflection;
using NetTapi.Server.Configuration;
using NetTapi.Server.Configuration.Reading;
using NetTapi.Server.DirectoryTool;
using NetTapi.Server.Hosting;

var faults = new FaultList();
var line = CommandLine.Parse(args, faults);
if (!faults.IsEmpty) return Refuse(faults.ToImmutableArray());

switch (line.Verb)
{
    case ServerVerb.Help:
        Console.WriteLine(CommandLine.Usage);
        return ExitStatus.Success;
    case ServerVerb.Version:
        Console.WriteLine(typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);
        return ExitStatus.Success;
}

var beside = Path.Combine(AppContext.BaseDirectory, "appsettings.json");
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""));
string[] files = [.. File.Exists(beside) ? [beside] : Array.Empty<string>(), .. line.ConfigFile is { } file ? [file] : Array.Empty<string>()];
var configuration = ConfigurationLoader.Load(new ConfigurationSources([.. files], [.. environment], line.Settings));
if (configuration.Options is not { } options) return Refuse(configuration.Faults);

return line.Verb switch
{
    ServerVerb.CheckConfig => ExitStatus.Success,
    ServerVerb.ExportDirectory => await DirectoryCommand.ExportAsync(options.Database, line.File, Console.Out, Console.Error),
    ServerVerb.ImportDirectory => await DirectoryCommand.ImportAsync(options.Database, line.File, line.DryRun, Console.Out, Console.Error),
    ServerVerb.ExplainNumber => await NumberCommand.RunAsync(options, line.Number!, Console.Out, Console.Error),
    _ => await ServerProgram.RunAsync(options, line.Demo),
};

static int Refuse(IEnumerable<ConfigurationFault> faults)
{
    foreach (var fault in faults) Console.Error.WriteLine(fault);
    return ExitStatus.WrongConfiguration;
}
