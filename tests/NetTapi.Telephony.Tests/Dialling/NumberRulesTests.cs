using System.Collections.Immutable;
using CsCheck;
using NetTapi.Telephony.Dialling;
using NetTapi.Telephony.Directory;

namespace NetTapi.Telephony.Tests.Dialling;

public class NumberRulesTests
{
    private static readonly ImmutableArray<NumberRule> NationalToInternational =
        [new("+", "+"), new("011", "+"), new("1", "+1", 11), new("", "+1", 10), new("", "+1972", 7)];

    private static readonly Gen<string> Digits = Gen.Char["0123456789"].Array[0, 4].Select(digits => new string(digits));
    private static readonly Gen<string> Beginnings = Gen.Select(Gen.Bool, Digits, (plus, digits) => plus ? "+" + digits : digits);
    private static readonly Gen<string> Numbers = Gen.Select(Beginnings, Digits, Gen.Char["0123456789*#"], (beginning, digits, last) => beginning + digits + last);
    private static readonly Gen<NumberRule> Rules = Gen.Select(Beginnings, Beginnings, Gen.Int[0, 9], (match, replace, digits) => new NumberRule(match, replace, digits == 0 ? null : digits));

    [Theory]
    [InlineData("+19725551128", "+1", "1", "19725551128")]
    [InlineData("+9725551128", "+972", "972", "9725551128")]
    [InlineData("+4930", "+1", "1", "+4930")]
    [InlineData("", "", "+1", "")]
    [InlineData("0119", "0119", "", "0119")]
    public void A_rule_turns_one_beginning_into_another(string number, string match, string replace, string becomes) =>
        Assert.Equal(becomes, NumberRules.Apply([new NumberRule(match, replace)], number).Number);

    [Theory]
    [InlineData("5551128", "+19725551128", 4)]
    [InlineData("2148441111", "+12148441111", 3)]
    [InlineData("12148441111", "+12148441111", 2)]
    [InlineData("0114930123", "+4930123", 1)]
    [InlineData("+4930123", "+4930123", 0)]
    [InlineData("411", "411", null)]
    public void National_numbers_become_international(string number, string becomes, int? rule) => Assert.Equal(new Rewritten(becomes, rule), NumberRules.Apply(NationalToInternational, number));

    [Fact]
    public void The_first_rule_that_matches_counts_and_no_other_looks_at_what_it_made() => Gen.Select(Rules.Array[0, 6], Numbers).Sample((rules, number) =>
    {
        var first = Array.FindIndex(rules, rule => number.StartsWith(rule.Match, StringComparison.Ordinal) && (rule.Digits is null || rule.Digits == number.Count(char.IsAsciiDigit)));
        var became = NumberRules.Apply([.. rules], number);
        Assert.True(became.Rule is null || became.Rule == first);
        if (became.Rule is { } rule) Assert.Equal(rules[rule].Replace + number[rules[rule].Match.Length..].TrimStart(rules[rule].Replace.Length > 0 ? '+' : '\0'), became.Number);
        else Assert.Equal(number, became.Number);
    });

    [Fact]
    public void What_was_a_number_remains_one() => Gen.Select(Rules.Array[0, 6], Numbers).Sample((rules, number) =>
    {
        var became = NumberRules.Apply([.. rules], number).Number;
        Assert.Equal(became, DialString.Tidy(became) ?? became);
        Assert.NotEqual("", became);
        Assert.True(became.LastIndexOf('+') <= 0, became);
    });
}
