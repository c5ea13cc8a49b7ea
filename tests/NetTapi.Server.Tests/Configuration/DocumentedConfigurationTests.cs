using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace NetTapi.Server.Tests.Configuration;

/// <summary>The configuration that docs/administration.md shows is one the server takes.</summary>
public partial class DocumentedConfigurationTests
{
    [Fact]
    public void Every_configuration_in_the_administration_page_is_without_fault()
    {
        var blocks = Block().Matches(File.ReadAllText(Page())).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Empty(ConfigurationText.Load([block]).Faults));
    }

    private static string Page([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "administration.md");

    [GeneratedRegex(@"```jsonc\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
