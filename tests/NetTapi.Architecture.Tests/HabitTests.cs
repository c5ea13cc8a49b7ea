using System.Globalization;
using System.Text.RegularExpressions;

namespace NetTapi.Architecture.Tests;

/// <summary>Habits of the code that no analyzer holds.</summary>
public partial class HabitTests
{
    private const int LongestFile = 400;
    private const int LongestTestFile = 500;

    [Fact]
    public void No_source_file_is_longer_than_the_limit() => Assert.Empty(LongerThan(LongestFile, "src"));

    [Fact]
    public void No_test_file_is_longer_than_the_limit() => Assert.Empty(LongerThan(LongestTestFile, "tests"));

    [Fact]
    public void No_project_file_is_longer_than_a_page()
    {
        var projects = Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories);
        Assert.DoesNotContain(projects, path => File.ReadLines(path).Count() > 25 || File.ReadAllText(path).Contains("NoWarn", StringComparison.Ordinal));
    }

    [Fact]
    public void No_test_waits_for_time_to_pass()
    {
        string[] sleeps = [$"Thread.{"Sleep"}", $"Task.{"Delay"}("];
        Assert.DoesNotContain(Repository.Sources("tests"), path => sleeps.Any(File.ReadAllText(path).Contains));
    }

    /// <summary>It looks as fast as it can, beside whatever it waits for, and for ever: <c>Eventually</c> does neither.</summary>
    [Fact]
    public void No_test_waits_by_looking_without_end()
    {
        string[] spins = [$"Task.{"Yield"}(", $"SpinWait.{"SpinUntil"}("];
        var waiting = Repository.Sources("tests").Where(path => Path.GetFileName(path) != "Eventually.cs" && spins.Any(File.ReadAllText(path).Contains));
        Assert.Empty(waiting.Select(path => Path.GetRelativePath(Repository.Root, path)));
    }

    /// <summary>1001 to 1004 and 1010 said one thing of the host and another of an application.</summary>
    [Fact]
    public void No_two_log_lines_have_the_same_number_and_the_documents_name_only_numbers_there_are()
    {
        var numbers = Repository.Sources("src").SelectMany(path => LogLine().Matches(File.ReadAllText(path))).Select(NumberOf).ToArray();
        Assert.NotEmpty(numbers);
        Assert.Empty(numbers.GroupBy(number => number).Where(group => group.Count() > 1).Select(group => group.Key));

        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "administration.md")).Where(line => LogRow().IsMatch(line));
        var documented = rows.SelectMany(row => Number().Matches(row.Split('|')[1])).Select(NumberOf).ToArray();
        Assert.NotEmpty(documented);
        Assert.Empty(documented.Except(numbers));
    }

    private static int NumberOf(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[LoggerMessage\((\d+),")]
    private static partial Regex LogLine();

    [GeneratedRegex(@"^\| \d{4}\b")]
    private static partial Regex LogRow();

    [GeneratedRegex(@"\b(\d{4})\b")]
    private static partial Regex Number();

    private static IEnumerable<string> LongerThan(int limit, string folder) =>
        Repository.Sources(folder)
            .Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(path => (path, lines: File.ReadLines(path).Count()))
            .Where(file => file.lines > limit)
            .Select(file => $"{Path.GetRelativePath(Repository.Root, file.path)}: {file.lines}");
}
