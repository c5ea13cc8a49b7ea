using System.Text.RegularExpressions;

namespace NetTapi.Architecture.Tests;

/// <summary>Every numbered requirement of docs/protocol.md is shown by a test, or docs/conformance.md names the work it waits for.</summary>
public partial class ConformanceTests
{
    private static readonly string[] Numbers = [.. Defined().Matches(Read("docs/protocol.md")).Select(match => match.Groups[1].Value)];

    public static TheoryData<string> Requirements => new(Numbers);

    [Theory]
    [MemberData(nameof(Requirements))]
    public void A_requirement_has_a_test_or_says_what_it_waits_for(string number)
    {
        var tested = Repository.Sources("tests").Any(path => File.ReadAllText(path).Contains($"Requirement(\"{number}\")", StringComparison.Ordinal));
        var waits = Read("docs/conformance.md").Contains($"| {number} |", StringComparison.Ordinal);
        Assert.True(tested || waits, $"{number} has neither a test that carries it nor a line in docs/conformance.md.");
    }

    [Fact]
    public void The_protocol_page_has_every_group_of_requirements_without_a_gap()
    {
        var expected = Group('W', 8).Concat(Group('S', 9)).Concat(Group('N', 13)).Concat(Group('C', 7)).Concat(Group('Q', 11)).Concat(Group('L', 2));
        Assert.Equal(expected, Numbers);
    }

    [Fact]
    public void Tests_cite_only_requirements_that_exist()
    {
        var cited = Repository.Sources("tests").SelectMany(path => Cited().Matches(File.ReadAllText(path))).Select(match => match.Groups[1].Value);
        Assert.Empty(cited.Distinct().Except(Numbers));
    }

    private static IEnumerable<string> Group(char letter, int count) => Enumerable.Range(1, count).Select(n => $"{letter}{n}");

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    [GeneratedRegex(@"^\*\*([WSNCQL]\d+)\*\*", RegexOptions.Multiline)]
    private static partial Regex Defined();

    [GeneratedRegex(@"\[(?:[^\]]*, )?Requirement\(""([A-Z]\d+)""\)")]
    private static partial Regex Cited();
}
