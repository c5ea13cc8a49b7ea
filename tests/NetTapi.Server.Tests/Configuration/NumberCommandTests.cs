using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using NetTapi.Server.Configuration;
using NetTapi.Server.Configuration.Reading;
using NetTapi.Server.DirectoryTool;
using NetTapi.Server.Hosting;
using NetTapi.Storage;

namespace NetTapi.Server.Tests.Configuration;

/// <summary><c>nettapi-server number</c>, as docs/administration.md shows it.</summary>
public sealed partial class NumberCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nettapi-number-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    private StorageOptions Database => new() { ConnectionString = $"Data Source={_folder.FullName}/nettapi.db" };

    [Fact]
    public async Task The_documented_examples_are_what_the_command_says()
    {
        var (configuration, console) = Documented();
        var options = ConfigurationText.Good(configuration);
        var commands = Command().Matches(console);
        Assert.Equal(3, commands.Count);
        foreach (var line in commands.Select(command => command.Groups[1].Value)) await RunAsync(options, Parse(line.Split(' ')));
        Assert.Equal(CommandLines().Replace(console, ""), _output.ToString());
        Assert.Empty(_errors.ToString());
    }

    [Theory]
    [InlineData(ExitStatus.Success, "number", "--from", "128", "112")]
    [InlineData(ExitStatus.Failure, "number", "--from", "128", "113")]
    [InlineData(ExitStatus.Failure, "number", "--in", "carrier", "5551")]
    [InlineData(ExitStatus.Success, "number", "+19725551128", "--in", "Carrier")]
    public async Task The_exit_status_says_whether_a_number_leads_anywhere(int status, params string[] arguments) =>
        Assert.Equal(status, await RunAsync(ConfigurationText.Good(Documented().Configuration), Parse(arguments)));

    [Theory]
    [InlineData("there is no user 129", "number", "--from", "129", "128")]
    [InlineData("there is no gateway moon", "number", "--in", "moon", "128")]
    public async Task Who_is_not_there_is_named(string fault, params string[] arguments)
    {
        Assert.Equal(ExitStatus.Failure, await RunAsync(ConfigurationText.Good(Documented().Configuration), Parse(arguments)));
        Assert.Equal(fault, _errors.ToString().Trim());
    }

    [Fact]
    public async Task Without_a_directory_in_the_file_the_databases_is_asked()
    {
        var question = Parse("number", "--from", "128", "128");
        Assert.Equal(ExitStatus.Failure, await RunAsync(new ServerOptions { Database = Database }, question));
        Assert.Equal("neither the configuration nor the database has a directory", _errors.ToString().Trim());

        await File.WriteAllTextAsync($"{_folder.FullName}/office.json", Documented().Configuration);
        Assert.Equal(ExitStatus.Success, await DirectoryCommand.ImportAsync(Database, $"{_folder.FullName}/office.json", dryRun: false, TextWriter.Null, _errors));
        Assert.Equal(ExitStatus.Success, await RunAsync(new ServerOptions { Database = Database }, question));
        Assert.Equal("128\n  user 128, Ken Adams, at station 128, unless his status says otherwise\n", _output.ToString());
    }

    /// <summary>The file's directory was explained as if calls went by it, when the database's had long been in force.</summary>
    [Fact]
    public async Task A_directory_of_the_file_that_is_not_the_one_in_force_is_said_to_be_so()
    {
        var options = ConfigurationText.Good(Documented().Configuration) with { Database = Database };
        var question = Parse("number", "--from", "128", "128");
        Assert.Equal(ExitStatus.Success, await RunAsync(options, question));
        Assert.False(File.Exists($"{_folder.FullName}/nettapi.db"));

        await File.WriteAllTextAsync($"{_folder.FullName}/office.json", Documented().Configuration);
        Assert.Equal(ExitStatus.Success, await DirectoryCommand.ImportAsync(Database, $"{_folder.FullName}/office.json", dryRun: false, TextWriter.Null, _errors));
        Assert.Equal(ExitStatus.Success, await RunAsync(options, question));
        Assert.Empty(_errors.ToString());

        var changed = options with { Directory = options.Directory! with { Users = [options.Directory.Users[0] with { FirstName = "Kenneth" }, .. options.Directory.Users.Skip(1)] } };
        Assert.Equal(ExitStatus.Success, await RunAsync(changed, question));
        Assert.StartsWith("This is what the configuration's Directory says. The database's is in force, and differs: ", _errors.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("user 128, Kenneth Adams, at station 128, unless his status says otherwise\n", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("number")]
    [InlineData("number", "128")]
    [InlineData("number", "--from", "128")]
    [InlineData("number", "--from", "128", "--in", "carrier", "128")]
    [InlineData("number", "--from", "128", "128", "129")]
    [InlineData("--demo", "number", "--from", "128", "128")]
    public void What_is_no_question_is_a_fault(params string[] arguments)
    {
        var faults = new FaultList();
        CommandLine.Parse(arguments, faults);
        Assert.False(faults.IsEmpty);
    }

    [Fact]
    public void The_configuration_may_be_named_anywhere()
    {
        var faults = new FaultList();
        var line = CommandLine.Parse(["number", "--config", "a.json", "--from", "128", "*70", "--NetTapi:MaxUnits=1"], faults);
        Assert.True(faults.IsEmpty);
        Assert.Equal(("a.json", new NumberQuestion("128", null, "*70"), 1), (line.ConfigFile, line.Number, line.Settings.Length));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static NumberQuestion Parse(params string[] arguments)
    {
        var faults = new FaultList();
        var line = CommandLine.Parse(arguments, faults);
        Assert.Empty(faults.ToImmutableArray());
        Assert.Equal(ServerVerb.ExplainNumber, line.Verb);
        return line.Number!;
    }

    private static (string Configuration, string Console) Documented()
    {
        var match = Example().Match(File.ReadAllText(Page()));
        return (match.Groups[1].Value, match.Groups[2].Value);
    }

    private static string Page([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "administration.md");

    private Task<int> RunAsync(ServerOptions options, NumberQuestion question) => NumberCommand.RunAsync(options, question, _output, _errors);

    [GeneratedRegex(@"## Numbers\n.*?```jsonc\n(.*?)```.*?```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^\$ nettapi-server (.*)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"^\$ .*\n", RegexOptions.Multiline)]
    private static partial Regex CommandLines();
}
