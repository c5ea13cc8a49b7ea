using System.Text.RegularExpressions;

namespace NetTapi.Architecture.Tests;

/// <summary>What the documents show is true: their code compiles, their links lead somewhere, the numbers of the log are those that are written.</summary>
public partial class DocumentTests
{
    public static TheoryData<string> Documents => new(
        Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.TopDirectoryOnly)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path)));

    [Fact]
    public void The_code_in_the_README_is_that_of_a_sample_that_is_built()
    {
        var samples = Repository.Sources("samples").Select(File.ReadAllText).ToArray();
        var blocks = CSharpBlock().Matches(Read("README.md")).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(block, samples));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_to_a_file_leads_to_one(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        var broken = FileLink().Matches(Read(document)).Select(match => match.Groups[1].Value).Where(link => !Path.Exists(Path.Combine(folder, link)));
        Assert.Empty(broken);
    }

    [Fact]
    public void Every_line_that_the_switch_writes_to_the_log_stands_in_the_administration_page()
    {
        var page = Read("docs/administration.md");
        var numbers = LogNumbers().Where(number => number.StartsWith("12", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(numbers);

        // In the table, but for the one that stands above it.
        Assert.All(numbers, number => Assert.Matches(number == "1299" ? @"\([\d, ]*\b1299\)" : $@"(?m)^\| [\d, ]*\b{number}\b", page));
    }

    private static IEnumerable<string> LogNumbers() =>
        Repository.Sources("src").SelectMany(file => LogLine().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value);

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"\[LoggerMessage\((\d+)")]
    private static partial Regex LogLine();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex FileLink();
}
