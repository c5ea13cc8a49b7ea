using NetTapi.Server.Configuration;
using NetTapi.Server.Configuration.Reading;

namespace NetTapi.Server.Tests.Configuration;

public class CommandLineTests
{
    [Fact]
    public void Everything_can_be_said_in_one_line()
    {
        var line = Parse("--config", "a.json", "--demo", "--NetTapi:Listen:0=127.0.0.1:0", "--Database:ConnectionString=Data Source=x=y.db");
        Assert.Equal((ServerVerb.Serve, true, "a.json"), (line.Verb, line.Demo, line.ConfigFile));
        Assert.Equal([KeyValuePair.Create("NetTapi:Listen:0", "127.0.0.1:0"), KeyValuePair.Create("Database:ConnectionString", "Data Source=x=y.db")], line.Settings);
    }

    [Fact]
    public void Directory_verbs_take_a_file_and_the_configuration_that_names_the_database()
    {
        var line = Parse("directory", "import", "office.json", "--dry-run", "--config=a.json");
        Assert.Equal((ServerVerb.ImportDirectory, "office.json", true, "a.json"), (line.Verb, line.File, line.DryRun, line.ConfigFile));
        Assert.Equal(ServerVerb.ExportDirectory, Parse("directory", "export", "office.json").Verb);
    }

    [Theory]
    [InlineData("--config")]
    [InlineData("--nonsense")]
    [InlineData("serve")]
    [InlineData("--NetTapi:Listen")]
    [InlineData("NetTapi:Listen=x")]
    [InlineData("directory")]
    [InlineData("directory", "export")]
    [InlineData("directory", "delete", "x")]
    [InlineData("directory", "export", "x", "--dry-run")]
    [InlineData("--demo", "directory", "export", "x")]
    public void What_is_no_argument_is_a_fault(params string[] arguments)
    {
        var faults = new FaultList();
        CommandLine.Parse(arguments, faults);
        Assert.False(faults.IsEmpty);
    }

    private static CommandLine Parse(params string[] arguments)
    {
        var faults = new FaultList();
        var line = CommandLine.Parse(arguments, faults);
        Assert.Empty(faults.ToImmutableArray());
        return line;
    }
}
