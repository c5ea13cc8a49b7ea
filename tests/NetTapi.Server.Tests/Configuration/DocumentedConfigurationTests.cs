using System.Collections;
using System.Reflection;
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

    [Fact]
    public void Every_key_that_is_read_is_named_in_the_administration_page()
    {
        var page = File.ReadAllText(Page());
        var sources = Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(Page())!, "..", "src", "NetTapi.Server", "Configuration"), "*.cs", SearchOption.AllDirectories);
        var keys = sources.SelectMany(source => Key().Matches(File.ReadAllText(source))).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.Superset(new HashSet<string> { "AcceptFrom", "RtpPorts", "Overflow", "GenerateIncallDtmf", "LoginThrottle" }, keys.ToHashSet());
        Assert.All(keys, key => Assert.Matches($@"\b{key}\b", page));
    }

    [Fact]
    public void Other_settings_are_shown_with_their_defaults()
    {
        var page = File.ReadAllText(Page());
        var shown = Block().Match(page, page.IndexOf("\n## Other settings\n", StringComparison.Ordinal)).Groups[1].Value;
        Assert.Contains("\"MaxConnections\"", shown, StringComparison.Ordinal);
        Assert.Equal(Say(ConfigurationText.Good("{}")), Say(ConfigurationText.Good(shown)));
    }

    /// <summary>All of some options in words, list by list and section by section.</summary>
    private static string Say(object? value) => value switch
    {
        null or string => $"\"{value}\"",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Say))}]",
        _ when IsRecord(value.GetType()) => $"{{ {string.Join(",\n", value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && !property.GetMethod!.IsStatic).Select(property => $"{property.Name}: {Say(property.GetValue(value))}"))} }}",
        _ => value.ToString()!,
    };

    private static bool IsRecord(Type type) => type.Namespace?.StartsWith("NetTapi", StringComparison.Ordinal) == true && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    private static string Page([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "administration.md");

    // As the readers ask for it: section.Text("Name"), Target(status, "Forward").
    [GeneratedRegex(@"\w(?:<[^>(]+>)?\((?:\w+, )?""([A-Z][A-Za-z]+)""")]
    private static partial Regex Key();

    [GeneratedRegex(@"```jsonc\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
